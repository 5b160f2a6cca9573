//! A page that nobody uses is wiped, and what is worth more than the wiping is not.

use enos_provisioner::form::Field;
use enos_provisioner::i18n::PageText;
use enos_provisioner::page::action::{Action, AttemptAction, Copied, Format, Question};
use enos_provisioner::page::effect::Effect;
use enos_provisioner::page::event::Event;

use crate::world::{World, typed};

const TEN_MINUTES: u64 = 10 * 60 * 1_000;

fn with_a_typed_secret() -> World {
    let mut world = World::loading();
    world.fill([(Field::ProductKey, "pk"), (Field::DeviceKey, "dk"), (Field::Secret, "planted")]);
    world.done.clear();
    world
}

#[test]
fn ten_minutes_without_an_action_wipe_what_was_typed() {
    let mut world = with_a_typed_secret();
    world.now += TEN_MINUTES - 1;
    world.hear(Event::Idle);
    assert_eq!(world.page.state.form.draft.product_secret, typed("planted"));
    world.now += 1;
    world.hear(Event::Idle);
    assert!(world.page.state.is_untouched());
    assert_eq!(world.page.state.notice, Some(PageText::WipedIdle));
    assert!(world.has_done(|effect| matches!(effect, Effect::ClearStack)));
}

#[test]
fn a_click_after_ten_minutes_finds_the_page_wiped_and_does_nothing_else() {
    let mut world = with_a_typed_secret();
    world.now += TEN_MINUTES;
    world.act(Action::Submit);
    assert!(world.page.state.is_untouched());
    assert!(!world.has_done(|effect| matches!(effect, Effect::Start(..))));
}

#[test]
fn every_action_begins_the_ten_minutes_anew() {
    let mut world = with_a_typed_secret();
    for _ in 0..4 {
        world.now += TEN_MINUTES - 1;
        world.act(Action::Edit(Field::DeviceKey, typed("dk")));
    }
    assert!(!world.page.state.is_untouched());
}

#[test]
fn a_secret_that_nobody_has_seen_is_not_wiped_and_one_that_was_copied_is() {
    let mut world = World::with_a_secret();
    world.now += TEN_MINUTES;
    world.hear(Event::Idle);
    assert!(world.secret().is_some());
    world.now -= TEN_MINUTES;
    world.attempt(AttemptAction::Copy(Copied::Secret(Format::Raw)));
    world.now += TEN_MINUTES;
    world.hear(Event::Idle);
    assert!(world.secret().is_none());
    assert!(world.page.state.session.records().is_empty());
}

#[test]
fn an_attempt_under_way_is_not_wiped() {
    let mut world = World::in_the_demo();
    world.commits = false;
    world.act(Action::Submit);
    world.now += TEN_MINUTES;
    world.hear(Event::Idle);
    assert!(world.page.state.is_running);
}

#[test]
fn wiping_asks_first_where_a_secret_would_be_lost() {
    let mut world = World::with_a_secret();
    world.act(Action::Wipe);
    assert_eq!((world.page.state.question, world.focus()), (Some(Question::Wipe), Some(Question::TITLE)));
    assert!(world.secret().is_some());
    world.act(Action::WipeAnyway);
    assert!(world.secret().is_none());
    assert_eq!(world.page.state.notice, Some(PageText::Wiped));
    assert!(world.has_done(|effect| matches!(effect, Effect::ClosePopover(_))));
}

#[test]
fn what_was_copied_is_overwritten_when_the_page_is_wiped_or_left() {
    for event in [Event::Act(Action::WipeAnyway), Event::Left] {
        let mut world = World::with_a_secret();
        world.attempt(AttemptAction::Copy(Copied::Secret(Format::Raw)));
        world.done.clear();
        world.hear(event);
        assert!(world.has_done(|effect| matches!(effect, Effect::ClearClipboard)));
        assert!(world.page.state.session.records().is_empty());
    }
}

#[test]
fn a_label_that_was_read_and_not_filled_in_is_wiped_as_well() {
    let mut world = World::loading();
    world.hear(Event::FirstInteraction);
    world.hear(Event::Paste(typed("productKey: pk1, deviceKey: dk1, deviceSecret: planted"), false));
    assert!(world.page.state.is_untouched(), "nothing was filled in");
    world.now += TEN_MINUTES;
    world.hear(Event::Idle);
    assert!(world.page.parts.tools.is_none(), "what the tools remember is gone");
    assert_eq!(world.page.state.notice, Some(PageText::WipedIdle));
}

#[test]
fn the_requests_that_enos_counts_outlive_the_wiping() {
    let mut world = World::with_a_secret();
    world.act(Action::WipeAnyway);
    assert!(!world.page.state.requests.is_empty());
}
