//! Settings, the gateway in the form, and who answers there.

use enos_provisioner::form::{EndpointKind, Field};
use enos_provisioner::i18n::PageText;
use enos_provisioner::page::action::{Action, AttemptAction, Copied};
use enos_provisioner::page::conditions::Closed;
use enos_provisioner::page::effect::{Effect, Part};
use enos_provisioner::page::event::{AttemptEvent, Event};
use enos_provisioner::page::settings::{Loaded, Settings, SettingsFault};
use enos_provisioner::page::tool_action::ToolId;
use enos_provisioner::page::view::top_bar::Theme;

use crate::world::{World, surroundings, typed};

const OWN: &str = "wss://page.example/mqtt";

#[test]
fn settings_that_cannot_be_loaded_leave_the_page_at_the_gateway_of_the_last_ones() {
    let world = World::opened_with(
        surroundings(),
        Loaded::Failed(SettingsFault::NoAnswer),
        Some("wss://gw.example/mqtt".to_owned()),
    );
    let state = &world.page.state;
    assert_eq!((state.form.place, state.form.draft.gateway.as_str()), (EndpointKind::Gateway, "wss://gw.example/mqtt"));
    assert_eq!(state.conditions.settings_fault, Some(SettingsFault::NoAnswer));
    assert!(world.has_done(|effect| matches!(effect, Effect::Load(Part::Attempt))), "it has the words for that");
}

#[test]
fn settings_that_come_late_change_a_gateway_that_nobody_has_touched_and_no_other() {
    let found = || Loaded::Found(Settings { gateway: "wss://new.example/mqtt".to_owned(), ..Settings::default() });
    let mut world = World::opened_with(surroundings(), Loaded::Failed(SettingsFault::Late), None);
    world.hear(Event::Settings(found(), None));
    assert_eq!(world.page.state.form.draft.gateway, "wss://new.example/mqtt");
    assert_eq!(world.page.state.conditions.settings_fault, None);
    assert!(
        world.has_done(|effect| matches!(effect, Effect::Store("gateway", text) if text == "wss://new.example/mqtt"))
    );

    let mut world = World::opened_with(surroundings(), Loaded::Failed(SettingsFault::Late), None);
    world.act(Action::Edit(Field::Gateway, typed("wss://typed.example/mqtt")));
    world.hear(Event::Settings(found(), None));
    assert_eq!(world.page.state.form.draft.gateway, "wss://typed.example/mqtt");
}

#[test]
fn asking_for_the_settings_anew_says_that_they_are_waited_for() {
    let mut world = World::opened_with(surroundings(), Loaded::Failed(SettingsFault::NoAnswer), None);
    world.act(Action::LoadSettings);
    assert_eq!(world.page.state.conditions.settings_fault, Some(SettingsFault::Late));
    assert!(world.has_done(|effect| matches!(effect, Effect::FetchSettings)));
}

#[test]
fn the_network_that_comes_back_has_missing_settings_asked_for() {
    let mut world = World::opened_with(surroundings(), Loaded::Failed(SettingsFault::Offline), None);
    world.hear(Event::Network(false));
    assert!(world.page.state.conditions.is_offline);
    assert!(!world.has_done(|effect| matches!(effect, Effect::FetchSettings)));
    world.hear(Event::Network(true));
    assert!(!world.page.state.conditions.is_offline);
    assert!(world.has_done(|effect| matches!(effect, Effect::FetchSettings)));
}

fn looked_at(world: &World) -> Vec<(&str, u64)> {
    world
        .done
        .iter()
        .filter_map(|effect| match effect {
            Effect::LookAtGateway(address, delay) => Some((address.as_str(), *delay)),
            _ => None,
        })
        .collect()
}

#[test]
fn a_gateway_is_looked_at_at_once_when_the_page_opens_and_after_a_while_when_it_is_typed() {
    let mut world = World::opened();
    assert_eq!(looked_at(&world), [(OWN, 0)]);
    world.act(Action::Edit(Field::Gateway, typed("wss://gw.example/mqtt")));
    assert_eq!(looked_at(&world), [(OWN, 0), ("wss://gw.example/mqtt", 500)]);
}

#[test]
fn only_who_answers_at_the_address_in_the_form_is_asked_and_heard() {
    let mut world = World::opened();
    world.hear(Event::Identify("wss://old.example/mqtt".to_owned()));
    world.hear(Event::Identity("wss://old.example/mqtt".to_owned(), true));
    assert!(!world.has_done(|effect| matches!(effect, Effect::Identify(_))));
    assert_eq!(world.page.state.conditions.simulated_at, None);
    world.hear(Event::Identify(OWN.to_owned()));
    assert!(world.has_done(|effect| matches!(effect, Effect::Identify(address) if address == OWN)));
    world.hear(Event::Identity(OWN.to_owned(), true));
    assert_eq!(world.page.state.conditions.simulated_at.as_deref(), Some(OWN));
}

#[test]
fn an_address_that_the_policy_bars_is_not_submitted() {
    let mut world = World::loading();
    world.hear(Event::FirstInteraction);
    world.fill([(Field::ProductKey, "pk"), (Field::DeviceKey, "dk"), (Field::Secret, "planted")]);
    world.hear(Event::Barred(OWN.to_owned(), true));
    world.act(Action::Submit);
    assert!(!world.has_done(|effect| matches!(effect, Effect::Start(..))));
    assert_eq!(world.focus(), Some(Field::Gateway.id()));
    world.hear(Event::Barred(OWN.to_owned(), false));
    world.act(Action::Submit);
    assert!(world.has_done(|effect| matches!(effect, Effect::Start(..))));
}

#[test]
fn the_checks_follow_the_address_except_under_a_run() {
    let mut world = World::loading();
    world.hear(Event::FirstInteraction);
    let watched = |world: &World| world.done.iter().filter(|effect| matches!(effect, Effect::Watch(_))).count();
    assert_eq!(watched(&world), 1);
    world.act(Action::Edit(Field::Gateway, typed("wss://gw.example/mqtt")));
    assert_eq!(watched(&world), 2);
    world.attempt(AttemptAction::CheckAgain);
    assert!(world.has_done(|effect| matches!(effect, Effect::CheckAgain)));
}

#[test]
fn a_page_into_which_no_secret_may_be_typed_takes_and_sends_none() {
    let mut closed = surroundings();
    closed.closed = Some(Closed::Framed);
    let mut world = World::opened_with(closed, Loaded::Missing, None).and_loads();
    world.hear(Event::FirstInteraction);
    world.fill([(Field::ProductKey, "pk"), (Field::DeviceKey, "dk"), (Field::Secret, "planted")]);
    assert_eq!(world.page.state.form.draft.secret().length(), 0);
    assert_eq!(world.page.state.form.draft.device_key, "dk");
    world.act(Action::ToggleTool(ToolId::Paste));
    world.attempt(AttemptAction::Copy(Copied::Password));
    world.hear(Event::Paste(typed("device secret: planted"), false));
    world.act(Action::Submit);
    assert_eq!(world.page.state.revealed.tool, None);
    assert!(!world.has_done(|effect| matches!(effect, Effect::Copy(..) | Effect::Start(..))));
}

#[test]
fn the_theme_is_kept_and_a_new_build_is_taken_up() {
    let mut world = World::opened();
    world.act(Action::Theme(Theme::Sunlight));
    assert!(world.has_done(|effect| matches!(effect, Effect::Store("theme", text) if text == "sunlight")));
    world.hear(Event::UpdateReady);
    assert!(world.page.is_update_ready);
    world.act(Action::TakeUpdate);
    assert!(world.has_done(|effect| matches!(effect, Effect::TakeUpdate)));
}

#[test]
fn a_request_that_is_no_mqtt_is_said_and_leaves_the_form() {
    let mut world = World::in_the_demo();
    world.hear(Event::Attempt(AttemptEvent::RequestFailed));
    assert!(world.page.state.request_failed);
}

#[test]
fn requests_of_other_tabs_count() {
    let mut here = World::in_the_demo();
    here.act(Action::Edit(Field::DeviceKey, typed("dk")));
    here.hear(Event::Requests(Some("0123456789abcdef\nnonsense".to_owned()), "0".repeat(16)));
    assert!(here.page.state.requests.is_empty(), "what is not understood is left out");
}

#[test]
fn a_whole_label_in_one_field_is_read_and_does_not_stay_there() {
    let mut world = World::loading();
    world.hear(Event::FirstInteraction);
    world.act(Action::Edit(Field::DeviceKey, typed("productKey: pk1, deviceKey: dk1, deviceSecret: planted")));
    assert_eq!(world.page.state.form.draft.device_key, "");
    assert_eq!(world.page.state.revealed.tool, Some(ToolId::Paste));
    assert_eq!(world.page.state.notice, Some(PageText::WholeLabel));
}
