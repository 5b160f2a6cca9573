//! An attempt, from the click to what comes after its result.

use enos_provisioner::attempt::Endpoint;
use enos_provisioner::form::Field;
use enos_provisioner::i18n::PageText;
use enos_provisioner::page::action::{Action, AttemptAction, Copied, Format, Question, Reveal};
use enos_provisioner::page::clipboard::Clipboard;
use enos_provisioner::page::effect::Effect;
use enos_provisioner::page::event::Event;

use crate::world::World;

#[test]
fn an_activation_begins_at_the_click_and_ends_with_the_focus_on_the_secret() {
    let mut world = World::in_the_demo();
    world.act(Action::Submit);
    assert!(world.has_done(|effect| matches!(effect, Effect::Start(_, Endpoint::Demo))));
    world.pass(3_000);
    assert_eq!(world.focus(), Some("result-title"));
    assert_eq!(world.acknowledged.len(), 1, "the secret is acknowledged once");
    assert!(!world.page.state.is_running);
}

#[test]
fn a_form_with_a_mistake_is_not_submitted_and_the_focus_goes_to_the_first_one() {
    let mut world = World::loading();
    world.hear(Event::FirstInteraction);
    world.act(Action::Submit);
    assert_eq!(world.focus(), Some(Field::ProductKey.id()));
    assert!(!world.has_done(|effect| matches!(effect, Effect::Start(..))));
    assert_eq!(world.page.state.form.refused, 1);
}

#[test]
fn a_second_click_within_a_moment_does_nothing_to_a_result_that_nobody_has_seen() {
    let mut world = World::in_the_demo();
    world.act(Action::Submit);
    world.pass(100);
    assert!(world.secret().is_some());
    assert!(!world.page.state.buttons_are_enabled());
    world.pass(1_100);
    assert!(world.page.state.buttons_are_enabled());
}

#[test]
fn the_verification_waits_until_a_second_has_passed_since_the_last_request() {
    let mut world = World::in_the_demo();
    world.act(Action::Submit);
    world.pass(400);
    world.done.clear();
    world.attempt(AttemptAction::VerifySecret);
    assert!(world.page.state.is_running, "it can be stopped from now on");
    assert!(world.has_done(|effect| matches!(effect, Effect::VerifyAfter(700, _))), "{:?}", world.done);
    world.pass(699);
    assert!(!world.has_done(|effect| matches!(effect, Effect::Start(..))));
    world.pass(1);
    assert!(world.has_done(|effect| matches!(effect, Effect::Start(..))));
    world.pass(3_000);
    let record = world.page.state.shown().secret().expect("the secret is still there");
    assert!(record.is_verified);
}

#[test]
fn a_verification_that_was_stopped_is_not_made_even_if_its_timer_comes() {
    let mut world = World::with_a_secret();
    world.attempt(AttemptAction::VerifySecret);
    world.act(Action::Stop);
    assert!(!world.page.state.is_running);
    world.pass(5_000);
    assert!(!world.has_done(|effect| matches!(effect, Effect::Start(..) | Effect::Stop)), "{:?}", world.done);
}

#[test]
fn of_two_verifications_only_the_last_one_counts() {
    let mut world = World::in_the_demo();
    world.act(Action::Submit);
    world.pass(200);
    world.attempt(AttemptAction::VerifySecret);
    world.act(Action::Stop);
    world.pass(300);
    world.attempt(AttemptAction::VerifySecret);
    world.pass(3_000);
    let starts = world.done.iter().filter(|effect| matches!(effect, Effect::Start(..))).count();
    assert_eq!(starts, 2, "the activation and one verification");
}

#[test]
fn stop_ends_an_attempt_that_is_under_way() {
    let mut world = World::in_the_demo();
    world.commits = false;
    world.act(Action::Submit);
    assert!(world.page.state.is_running);
    world.act(Action::Stop);
    assert!(world.has_done(|effect| matches!(effect, Effect::Stop)));
    assert!(!world.page.state.is_running);
}

#[test]
fn the_next_device_asks_while_nobody_has_seen_the_secret_and_goes_on_once_it_is_copied() {
    let mut world = World::with_a_secret();
    world.pass(2_000);
    world.attempt(AttemptAction::Next);
    assert_eq!(world.page.state.question, Some(Question::Leave));
    assert_eq!(world.focus(), Some(Question::TITLE));
    world.attempt(AttemptAction::Withdraw);
    assert_eq!((world.page.state.question, world.focus()), (None, Some("result-title")));
    world.attempt(AttemptAction::Next);
    world.attempt(AttemptAction::CopyAndNext);
    assert!(world.secret().is_none(), "the form is there for the next device");
    assert_eq!(world.focus(), Some(Field::DeviceKey.id()));
    assert!(world.has_done(|effect| matches!(effect, Effect::PutAway)));
    assert!(matches!(world.page.state.clipboard, Clipboard::Secret(_)));
}

#[test]
fn where_the_clipboard_refuses_the_question_stays_and_so_does_the_secret() {
    let mut world = World::with_a_secret();
    world.has_clipboard = false;
    world.attempt(AttemptAction::Next);
    world.attempt(AttemptAction::CopyAndNext);
    assert!(world.secret().is_some());
    assert_eq!(world.page.state.question, Some(Question::Leave));
    assert_eq!(world.page.state.notice, Some(PageText::CopyFailed));
}

#[test]
fn a_copied_secret_is_overwritten_after_a_minute() {
    let mut world = World::with_a_secret();
    world.attempt(AttemptAction::Copy(Copied::Secret(Format::Raw)));
    assert!(world.page.subscriptions().tick_every.is_some());
    world.pass(59_000);
    assert!(!world.has_done(|effect| matches!(effect, Effect::ClearClipboard)));
    world.pass(1_000);
    assert!(world.has_done(|effect| matches!(effect, Effect::ClearClipboard)));
    assert_eq!(world.page.state.clipboard, Clipboard::Clear);
    assert_eq!(world.page.state.notice, Some(PageText::ClipboardCleared));
}

#[test]
fn a_shown_secret_is_hidden_after_its_time_and_when_nobody_looks() {
    let mut world = World::with_a_secret();
    world.attempt(AttemptAction::Toggle(Reveal::Secret));
    assert_eq!(world.page.state.seconds_shown(), Some(30));
    world.pass(29_999);
    assert!(world.page.state.revealed.secret.is_some());
    world.pass(1);
    assert!(world.page.state.revealed.secret.is_none());
    world.attempt(AttemptAction::Toggle(Reveal::Secret));
    world.hear(Event::Hidden);
    assert!(world.page.state.revealed.secret.is_none());
}

#[test]
fn the_browser_asks_before_the_page_is_left_only_while_a_secret_has_not_been_handed_over() {
    let mut world = World::in_the_demo();
    assert!(!world.page.subscriptions().guards_leaving);
    world.act(Action::Submit);
    world.pass(3_000);
    assert!(world.page.subscriptions().guards_leaving);
    world.attempt(AttemptAction::Copy(Copied::Secret(Format::Raw)));
    assert!(!world.page.subscriptions().guards_leaving);
}

#[test]
fn the_same_device_again_asks_first_and_begins_when_that_is_agreed_to() {
    let mut world = World::with_a_secret();
    world.attempt(AttemptAction::Back);
    world.pass(60_000);
    world.done.clear();
    world.act(Action::Submit);
    assert_eq!((world.page.state.question, world.focus()), (Some(Question::Replace), Some(Question::TITLE)));
    assert!(!world.has_done(|effect| matches!(effect, Effect::Start(..))));
    world.act(Action::SubmitReplacing);
    assert!(world.has_done(|effect| matches!(effect, Effect::Start(..))));
}

#[test]
fn a_fourth_request_within_two_minutes_is_not_sent_by_a_mere_click() {
    let mut world = World::in_the_demo();
    for _ in 0..3 {
        world.act(Action::SubmitReplacing);
        world.pass(2_000);
        world.attempt(AttemptAction::Copy(Copied::Secret(Format::Raw)));
        world.attempt(AttemptAction::Back);
    }
    world.done.clear();
    world.act(Action::Submit);
    world.pass(100);
    assert!(!world.has_done(|effect| matches!(effect, Effect::Start(..))), "EnOS would lock the device out");
    world.pass(120_000);
    world.act(Action::SubmitReplacing);
    assert!(world.has_done(|effect| matches!(effect, Effect::Start(..))));
}

#[test]
fn escape_stops_then_withdraws_then_closes() {
    let mut world = World::in_the_demo();
    world.commits = false;
    world.act(Action::Submit);
    world.hear(Event::Press("Escape"));
    assert!(!world.page.state.is_running);
    let mut world = World::with_a_secret();
    world.attempt(AttemptAction::Next);
    world.hear(Event::Press("Escape"));
    assert_eq!(world.page.state.question, None);
    world.attempt(AttemptAction::ToggleFold(enos_provisioner::page::action::Fold::More));
    world.hear(Event::Press("Escape"));
    assert_eq!(world.page.state.revealed.fold, None);
}

#[test]
fn letters_do_something_only_while_they_are_switched_on() {
    let mut world = World::in_the_demo();
    world.hear(Event::Press("/"));
    assert_eq!(world.focus(), Some(Field::DeviceKey.id()));
    world.hear(Event::Press("?"));
    assert!(world.has_done(|effect| matches!(effect, Effect::GoTo(_))));
    world.act(Action::Shortcuts(false));
    assert!(world.has_done(|effect| matches!(effect, Effect::Store("shortcuts", text) if text == "off")));
    world.done.clear();
    world.hear(Event::Press("/"));
    world.hear(Event::Press("?"));
    world.hear(Event::Press("n"));
    assert!(world.done.is_empty(), "{:?}", world.done);
}

#[test]
fn an_attempt_that_ends_at_once_and_the_next_one_in_the_same_millisecond_are_two() {
    let mut world = World::in_the_demo();
    world.act(Action::Submit);
    world.lose_the_connection();
    world.act(Action::SubmitReplacing);
    let records = world.page.state.session.records();
    let began: Vec<_> = records.iter().map(|record| record.attempt.timeline.started()).collect();
    assert_eq!(began.len(), 2);
    assert_eq!(began[0], began[1], "the clock has not moved");
    assert!(records[0].id() < records[1].id());
    assert_eq!(world.page.state.current, Some(records[1].id()));
}
