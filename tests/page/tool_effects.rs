//! What the tools want to be done.

use enos_provisioner::i18n::PageText;
use enos_provisioner::page::action::{Action, AttemptAction, Copied, Fold, Format};
use enos_provisioner::page::effect::Effect;
use enos_provisioner::page::event::Event;
use enos_provisioner::page::panel::Panel;
use enos_provisioner::page::tool_action::{ExportAction, HandOverAction, ProfilesAction, ToolAction, ToolId};

use crate::world::{World, typed};

fn with_the_tools() -> World {
    let mut world = World::with_a_secret();
    world.attempt(AttemptAction::ToggleFold(Fold::More));
    world.act(Action::ToggleTool(ToolId::File));
    world.done.clear();
    world
}

fn saved(world: &World) -> (String, Vec<activation::AttemptId>) {
    let file = world.done.iter().find_map(|effect| if let Effect::Save(file) = effect { Some(file) } else { None });
    let file = file.expect("a file is to be saved");
    (file.name.clone(), file.hands_over.clone())
}

#[test]
fn a_file_hands_the_secret_over_only_if_the_browser_takes_it() {
    let mut world = with_the_tools();
    world.act(Action::Tool(ToolAction::HandOver(HandOverAction::Save(Format::Json))));
    let (name, hands_over) = saved(&world);
    assert_eq!(name.split_once('-').map(|(start, _)| start), Some("enos"), "{name}");
    assert_eq!(name.rsplit_once('.').map(|(_, end)| end), Some("json"), "{name}");
    assert_eq!(hands_over.len(), 1);
    world.hear(Event::Saved(false, hands_over.clone()));
    assert_eq!(world.page.state.notice, Some(PageText::SaveFailed));
    assert!(world.page.state.session.holds_an_unseen_secret());
    world.hear(Event::Saved(true, hands_over));
    assert_eq!(world.page.state.notice, Some(PageText::Saved));
    assert!(!world.page.state.session.holds_an_unseen_secret());
}

#[test]
fn a_file_of_the_session_hands_over_only_with_the_secrets_in_it() {
    let mut world = with_the_tools();
    world.act(Action::ShowPanel(Panel::Session.id()));
    world.act(Action::Tool(ToolAction::Export(ExportAction::Csv)));
    assert!(saved(&world).1.is_empty());
    world.done.clear();
    world.act(Action::Tool(ToolAction::Export(ExportAction::Secrets)));
    world.act(Action::Tool(ToolAction::Export(ExportAction::Csv)));
    assert_eq!(saved(&world).1.len(), 1);
    world.done.clear();
    world.act(Action::Tool(ToolAction::Export(ExportAction::Csv)));
    assert!(saved(&world).1.is_empty(), "the choice holds for one file");
}

#[test]
fn a_template_is_kept_when_it_is_used_and_only_without_a_secret() {
    let mut world = with_the_tools();
    let secret = world.secret().unwrap();
    let template = |text: &str| Action::Tool(ToolAction::HandOver(HandOverAction::Template(typed(text))));
    world.act(template("key={deviceKey}"));
    assert!(!world.has_done(|effect| matches!(effect, Effect::Store(..))), "not while it is being typed");
    world.attempt(AttemptAction::Copy(Copied::Template));
    assert!(world.has_done(|effect| matches!(effect, Effect::Store(_, text) if text == "key={deviceKey}")));
    world.done.clear();
    world.act(template(&format!("secret={secret}")));
    world.attempt(AttemptAction::Copy(Copied::Template));
    assert!(!world.has_done(|effect| matches!(effect, Effect::Store(..))), "{:?}", world.done);
}

#[test]
fn profiles_are_kept_and_their_links_copied_without_counting_as_a_secret() {
    let mut world = with_the_tools();
    let profiles = |action| Action::Tool(ToolAction::Profiles(action));
    world.act(profiles(ProfilesAction::Name("Site".to_owned())));
    world.act(profiles(ProfilesAction::Keep));
    assert!(world.has_done(|effect| matches!(effect, Effect::Store("profiles", text) if text.contains("Site"))));
    world.act(profiles(ProfilesAction::CopyLink("Site".to_owned())));
    let copied =
        world.done.iter().find_map(|effect| if let Effect::Copy(_, copied) = effect { Some(copied) } else { None });
    assert!(copied.is_some_and(|copied| !copied.is_secret));
    assert_eq!(world.page.state.notice, Some(PageText::CopiedPlain));
    world.done.clear();
    world.act(profiles(ProfilesAction::Remove("Site".to_owned())));
    assert!(world.has_done(|effect| matches!(effect, Effect::Store("profiles", text) if !text.contains("Site"))));
}

#[test]
fn profiles_that_another_tab_has_kept_meanwhile_are_not_lost() {
    let mut world = with_the_tools();
    let profiles = |action| Action::Tool(ToolAction::Profiles(action));
    world.act(profiles(ProfilesAction::Name("Here".to_owned())));
    world.act(profiles(ProfilesAction::Keep));
    let kept = world.done.iter().find_map(|effect| match effect {
        Effect::Store("profiles", text) => Some(text.clone()),
        _ => None,
    });
    let elsewhere = kept.unwrap().replace("Here", "Elsewhere");
    world.done.clear();
    world.hear(Event::Profiles(Some(elsewhere)));
    world.act(profiles(ProfilesAction::Name("Here".to_owned())));
    world.act(profiles(ProfilesAction::Keep));
    let is_both = |text: &str| text.contains("Here") && text.contains("Elsewhere");
    assert!(world.has_done(|effect| matches!(effect, Effect::Store("profiles", text) if is_both(text))));
}

#[test]
fn a_link_that_is_copied_before_the_attempt_part_is_there_is_said_to_be() {
    let mut world = World::opened();
    world.hear(Event::Tools(Some(enos_provisioner::tools::all(None)), None));
    let profiles = |action| Action::Tool(ToolAction::Profiles(action));
    world.act(profiles(ProfilesAction::Name("Site".to_owned())));
    world.act(profiles(ProfilesAction::Keep));
    world.act(profiles(ProfilesAction::CopyLink("Site".to_owned())));
    assert_eq!(world.page.state.notice, Some(PageText::CopiedPlain));
}

#[test]
fn a_tool_that_is_opened_takes_the_focus_and_gives_it_back_when_it_is_closed() {
    let mut world = with_the_tools();
    for tool in [ToolId::Code, ToolId::Template, ToolId::Large] {
        world.act(Action::ToggleTool(tool));
        assert_eq!(world.focus(), Some(ToolId::TITLE));
        world.act(Action::Close);
        assert_eq!(world.focus(), Some(tool.opener()));
        assert_eq!(world.page.state.revealed.tool, None);
    }
}
