//! Parts that are loaded late, fail to load, or come when somebody waits for them.

use enos_provisioner::attempt::update::attempt_part;
use enos_provisioner::form::Field;
use enos_provisioner::i18n::{Language, PageText};
use enos_provisioner::page::action::{Action, AttemptAction};
use enos_provisioner::page::effect::{Effect, Part};
use enos_provisioner::page::event::Event;
use enos_provisioner::page::panel::Panel;
use enos_provisioner::page::tool_action::ToolId;
use enos_provisioner::tools;

use crate::world::{World, surroundings, typed};

fn loads(world: &World, part: Part) -> usize {
    world.done.iter().filter(|effect| matches!(effect, Effect::Load(wanted) if *wanted == part)).count()
}

fn filled_in() -> World {
    let mut world = World::opened();
    world.fill([(Field::ProductKey, "pk"), (Field::DeviceKey, "dk"), (Field::Secret, "planted")]);
    world
}

#[test]
fn the_attempt_part_is_wanted_at_the_first_interaction_and_not_before() {
    let mut world = World::opened();
    assert_eq!((loads(&world, Part::Attempt), loads(&world, Part::Tools)), (0, 0));
    world.hear(Event::FirstInteraction);
    world.hear(Event::FirstInteraction);
    assert_eq!((loads(&world, Part::Attempt), loads(&world, Part::Tools)), (1, 0));
}

#[test]
fn what_was_submitted_before_the_part_was_there_begins_once_it_is_as_it_was_submitted() {
    let mut world = filled_in();
    world.act(Action::Submit);
    assert!(world.page.state.is_running, "it can be stopped");
    world.act(Action::Edit(Field::DeviceKey, typed("another")));
    world.hear(Event::AttemptPart(Some(attempt_part()), None));
    let started = world.done.iter().find_map(|effect| match effect {
        Effect::Start(request, _) => Some(request.identity.device_key.as_str().to_owned()),
        _ => None,
    });
    assert_eq!(started.as_deref(), Some("dk"));
}

#[test]
fn what_was_submitted_and_stopped_before_the_part_was_there_never_begins() {
    let mut world = filled_in();
    world.act(Action::Submit);
    world.act(Action::Stop);
    world.hear(Event::AttemptPart(Some(attempt_part()), None));
    assert!(!world.has_done(|effect| matches!(effect, Effect::Start(..))));
    assert!(!world.page.state.is_running);
}

#[test]
fn a_part_that_cannot_be_loaded_is_said_to_whoever_waits_for_it_and_wanted_again_at_the_next_action() {
    let mut world = filled_in();
    world.act(Action::Submit);
    world.hear(Event::AttemptPart(None, None));
    assert_eq!(world.page.state.notice, Some(PageText::NotLoaded));
    assert!(!world.page.state.is_running);
    assert!(world.has_done(|effect| matches!(effect, Effect::ReportMissingPart)));
    world.act(Action::Submit);
    assert_eq!(loads(&world, Part::Attempt), 2);
}

#[test]
fn an_action_that_waits_for_the_part_is_done_once_and_forgotten_when_something_else_is_done() {
    let mut world = filled_in();
    world.attempt(AttemptAction::Swap);
    world.hear(Event::AttemptPart(Some(attempt_part()), None));
    assert_eq!(world.page.state.form.draft.product_key, "dk");
    assert_eq!(world.focus(), Some(Field::ProductKey.id()));

    let mut world = filled_in();
    world.attempt(AttemptAction::Swap);
    world.act(Action::Edit(Field::DeviceKey, typed("other")));
    world.hear(Event::AttemptPart(Some(attempt_part()), None));
    assert_eq!(world.page.state.form.draft.product_key, "pk");
}

const PROFILE: &str = "#profile=1&name=Site&gateway=/mqtt&productKey=pk-of-the-site";

#[test]
fn a_link_opens_its_tool_at_once_and_is_read_when_the_tools_have_come() {
    let mut world = World::opened();
    world.hear(Event::Link(typed(PROFILE)));
    assert_eq!(world.page.state.revealed.tool, Some(ToolId::Profiles));
    assert_eq!(loads(&world, Part::Tools), 1);
    world.hear(Event::Tools(Some(tools::all(None)), None));
    assert_eq!(world.page.state.form.draft.product_key, "pk-of-the-site");
}

#[test]
fn an_address_that_names_a_secret_is_not_read_but_said() {
    let mut world = World::opened();
    world.hear(Event::Link(typed("#secret=planted")));
    assert_eq!(world.page.state.notice, Some(PageText::SecretInAddress));
    assert_eq!(loads(&world, Part::Tools), 0);
}

#[test]
fn tools_that_cannot_be_loaded_are_said_only_to_whoever_wants_them() {
    let mut world = World::opened();
    world.act(Action::ShowPanel(Panel::Compare.id()));
    world.hear(Event::Tools(None, None));
    assert_eq!(world.page.state.notice, Some(PageText::NotLoaded));
    let mut quiet = World::opened();
    quiet.hear(Event::Tools(None, None));
    assert_eq!(quiet.page.state.notice, None);
}

#[test]
fn kept_profiles_bring_the_tools_at_the_first_interaction_and_make_their_keys_known() {
    let mut with_profiles = surroundings();
    with_profiles.keeps_profiles = true;
    let mut world = World::opened_with(with_profiles, enos_provisioner::page::settings::Loaded::Missing, None);
    world.hear(Event::FirstInteraction);
    assert_eq!(loads(&world, Part::Tools), 1);
}

#[test]
fn chinese_is_spoken_once_it_is_there_and_the_choice_is_kept() {
    let mut world = World::opened();
    world.act(Action::Language(Language::Chinese));
    assert_eq!(world.page.language, Language::English);
    assert_eq!(loads(&world, Part::Chinese), 1);
    assert!(world.has_done(|effect| matches!(effect, Effect::Store("language", _))));
    world.hear(Event::Language(None));
    assert_eq!(world.page.state.notice, Some(PageText::NotLoaded));
    world.hear(Event::Language(Some(Language::Chinese)));
    assert_eq!(world.page.language, Language::Chinese);
}
