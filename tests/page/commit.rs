//! A secret that has arrived is drawn and acknowledged once it is kept, and is never lost.

use std::rc::Rc;

use activation::{Activated, AttemptId, SecretId};
use enos::{AssetId, DeviceKey, Fingerprint, Secret, Timestamp};
use enos_provisioner::attempt::{Attempt, Phase};
use enos_provisioner::page::action::Action;
use enos_provisioner::page::effect::Effect;
use enos_provisioner::page::event::{AttemptEvent, Event};
use enos_provisioner::page::session::Session;
use proptest::prelude::*;

use crate::world::World;

#[test]
fn nothing_is_drawn_or_acknowledged_before_the_secret_is_kept() {
    let mut world = World::in_the_demo();
    world.commits = false;
    world.act(Action::Submit);
    world.pass(500);
    let id = world.done.iter().find_map(|effect| if let Effect::Commit(id) = effect { Some(*id) } else { None });
    let id = id.expect("the secret is to be kept");
    assert!(world.secret().is_none() && world.acknowledged.is_empty());
    assert!(world.page.subscriptions().guards_leaving, "it would be lost with the page");
    world.hear(Event::Attempt(AttemptEvent::Committed(id)));
    assert!(world.secret().is_some());
    assert_eq!((world.acknowledged.as_slice(), world.focus()), (&[id][..], Some("result-title")));
    world.hear(Event::Attempt(AttemptEvent::Committed(id)));
    assert_eq!(world.acknowledged, [id], "each secret is acknowledged once");
}

#[test]
fn a_secret_whose_connection_is_lost_before_it_is_kept_is_kept_all_the_same() {
    let mut world = World::in_the_demo();
    world.commits = false;
    world.act(Action::Submit);
    world.pass(100);
    world.lose_the_connection();
    let ids: Vec<_> =
        world.done.iter().filter_map(|effect| if let Effect::Commit(id) = effect { Some(*id) } else { None }).collect();
    assert_eq!(ids.len(), 1, "it is asked for once");
    world.hear(Event::Attempt(AttemptEvent::Committed(ids[0])));
    assert!(world.secret().is_some());
}

fn activated(number: u64) -> Rc<Activated> {
    let device_secret = Secret::parse(&format!("secret-{number}")).unwrap();
    Rc::new(Activated {
        id: SecretId::first(AttemptId::new(number)),
        message_id: None,
        remarks: Vec::new(),
        asset_id: AssetId::Absent,
        fingerprint: Fingerprint::of(&DeviceKey::parse("INV-0001").unwrap(), &device_secret),
        device_secret,
    })
}

/// An attempt that stands where one of the demo did when its secret came.
fn attempt_with(secret: u64) -> Attempt {
    let mut world = World::in_the_demo();
    world.commits = false;
    world.act(Action::Submit);
    let records = world.page.state.session.records();
    Attempt { secret: Some(activated(secret)), ..records[0].attempt.clone() }
}

#[test]
fn a_newer_secret_of_the_same_attempt_has_not_been_seen_by_whoever_has_seen_the_earlier_one() {
    let (mut session, at) = (Session::default(), Timestamp::from_millis(7));
    let base = attempt_with(1);
    for secret in 1..=2 {
        let attempt = Attempt { secret: Some(activated(secret)), ..base.clone() };
        let id = session.observe(&Phase::Running(attempt), at).unwrap();
        let arrived: Vec<_> = session.uncommitted().collect();
        assert!(arrived.into_iter().all(|secret| session.commit(secret, at)));
        assert!(session.holds_an_unseen_secret(), "secret {secret}");
        session.hand_over(id);
        assert!(!session.holds_an_unseen_secret());
    }
}

#[test]
fn two_attempts_that_began_in_the_same_millisecond_are_two_each_with_its_secret() {
    let (mut session, at) = (Session::default(), Timestamp::from_millis(7));
    let base = attempt_with(1);
    for number in 1..=2 {
        let attempt = Attempt { id: AttemptId::new(number), secret: Some(activated(number)), ..base.clone() };
        assert_eq!(session.observe(&Phase::Running(attempt), at), Some(AttemptId::new(number)));
    }
    let secrets: Vec<_> = session.uncommitted().collect();
    assert_eq!(secrets, [1, 2].map(|number| SecretId::first(AttemptId::new(number))));
    assert!(secrets.into_iter().all(|secret| session.commit(secret, at)));
    let kept = session.records().iter().map(|record| record.secret().map(|secret| secret.device_secret.expose()));
    assert_eq!(kept.collect::<Vec<_>>(), [Some("secret-1"), Some("secret-2")]);
    let replaced = session.records().iter().map(|record| record.replaced_at.is_some());
    assert_eq!(replaced.collect::<Vec<_>>(), [true, false]);
}

proptest! {
    /// Secrets arrive one after the other, are kept in any order, and the attempt may end at any step.
    #[test]
    fn in_whatever_order_secrets_are_kept_the_newest_kept_one_is_shown_and_none_is_lost(
        count in 1_u64..4,
        order in proptest::collection::vec(0_usize..4, 0..8),
        together in any::<bool>(),
    ) {
        let (mut session, at) = (Session::default(), Timestamp::from_millis(7));
        let base = attempt_with(1);
        let mut waiting = Vec::new();
        let mut kept: Option<u64> = None;
        for secret in 1..=count {
            let attempt = Attempt { secret: Some(activated(secret)), ..base.clone() };
            session.observe(&Phase::Running(attempt), at);
            waiting.extend(session.uncommitted());
            if !together {
                // One of those that wait is kept before the next one comes.
                if let Some(place) = order.get(usize::try_from(secret).unwrap()).filter(|place| **place < waiting.len()) {
                    let id = waiting.remove(*place);
                    prop_assert!(session.commit(id, at));
                    kept = kept.max((1..=count).find(|number| SecretId::first(AttemptId::new(*number)) == id));
                }
            }
            prop_assert!(session.holds_an_unseen_secret());
        }
        for place in order {
            if waiting.is_empty() {
                break;
            }
            let id = waiting.remove(place % waiting.len());
            prop_assert!(session.commit(id, at), "it is waited for");
            prop_assert!(!session.commit(id, at), "and only once");
            kept = kept.max((1..=count).find(|number| SecretId::first(AttemptId::new(*number)) == id));
            let shown = session.records()[0].secret().map(|secret| secret.device_secret.expose().to_owned());
            prop_assert_eq!(shown, kept.map(|number| format!("secret-{number}")));
        }
        prop_assert!(session.holds_an_unseen_secret());
    }
}
