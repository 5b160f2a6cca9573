//! The drawer of profiles, drawn.

use std::rc::Rc;

use enos::SecureMode;
use foreign_text::{registrable_end, visible};
use yew::html::onchange;
use yew::prelude::*;

use super::model::Profile;
use super::saved_profiles::{changes_address, is_foreign};
use super::{ProfilesTool, file, wrap};
use crate::browser::read_chosen_file;
use crate::i18n::{Label, Language, ProfileWord, fill, next_place};
use crate::page::action::Dispatch;
use crate::page::state::PageState;
use crate::page::tool_action::{ProfilesAction, ToolAction, ToolId};
use crate::tools::drawer::{formless, frame};
use crate::ui::element::{Node, button, node, paragraph};

/// All of it: what is offered, what was done, what is kept, and the ways to get another one.
pub(crate) fn view(tool: &ProfilesTool, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
    let view = View { page, dispatch, language };
    let said = tool.status.as_ref().map(|said| said.words(language));
    let class = if said.as_ref().is_some_and(|(_, _, is_bad)| *is_bad) { "notice notice-bad" } else { "hint" };
    let mut live = node("div", "live").with("role", "status");
    if let Some((words, name, _)) = &said {
        let sentence = node("p", class);
        live = live.put(match name {
            Some(name) => sentence.say_filled(words, &[&visible(name)]),
            None => sentence.say(words),
        });
    }
    let kept = tool.saved.profiles().all();
    let mut list = node("ul", "profiles");
    for profile in kept {
        list = list.put(view.kept(profile));
    }
    let list = if kept.is_empty() { paragraph("", language.say(ProfileWord::None)) } else { list.end() };
    frame(ToolId::Profiles, language.say(ProfileWord::Title), dispatch, language)
        .hold(tool.offered.as_ref().map(|profile| view.offered(profile)).unwrap_or_default())
        .put(live)
        .hold(tool.taken.as_ref().map(|_| view.keep_taken()).unwrap_or_default())
        .hold(paragraph("hint", language.say(ProfileWord::Help)))
        .hold(list)
        .put(view.keep(tool))
        .put(view.open())
        .end()
}

struct View<'a> {
    page: &'a PageState,
    dispatch: &'a Dispatch,
    language: Language,
}

impl View<'_> {
    /// A profile of somebody else's, with the host that would see every login.
    fn offered(&self, profile: &Profile) -> Html {
        let language = self.language;
        let PageState { form, origin, .. } = self.page;
        let asked = if is_foreign(profile, origin) {
            let sentence = language.say(ProfileWord::AskHost);
            let (before, _, behind) = next_place(sentence).unwrap_or((sentence, 0, ""));
            node("p", "").say(before).put(host(profile.host())).say(behind)
        } else if changes_address(profile, &form.draft, form.place, origin) {
            node("p", "").say_filled(language.say(ProfileWord::AskPath), &[&visible(profile.gateway())])
        } else {
            node("p", "").say(language.say(ProfileWord::AskOwn))
        };
        let accept =
            self.act("button button-tonal", ProfileWord::Use, ProfileWord::UseIt, profile, ProfilesAction::Accept);
        let accept = accept.flag("disabled", self.page.is_running);
        let decline =
            button("button", language.say(ProfileWord::Decline), self.dispatch, wrap(ProfilesAction::Decline));
        node("div", "notice notice-odd stack")
            .put(node("h4", "").say_filled(language.say(ProfileWord::Offered), &[&visible(profile.name())]))
            .put(self.about(node("p", "meta"), profile))
            .put(asked)
            .put(node("div", "buttons").put(accept).hold(decline))
            .end()
    }

    fn keep_taken(&self) -> Html {
        button("button", self.language.say(ProfileWord::Keep), self.dispatch, wrap(ProfilesAction::KeepOffered))
    }

    fn kept(&self, profile: &Profile) -> Node {
        let language = self.language;
        let name = || profile.name().to_owned();
        let use_it = self.act("button", ProfileWord::Use, ProfileWord::UseIt, profile, ProfilesAction::Use(name()));
        let use_it = use_it.flag("disabled", self.page.is_running);
        let link = ProfilesAction::CopyLink(name());
        let copy = self.act("button", ProfileWord::CopyLink, ProfileWord::CopyLinkTo, profile, link);
        let remove = ProfilesAction::Remove(name());
        let remove = self.act("button", ProfileWord::Remove, ProfileWord::RemoveIt, profile, remove);
        let full_name = fill(language.say(ProfileWord::DownloadIt), &[profile.name()]);
        let save = node("a", "button").with_text("href", &profile.to_data_url());
        let save = save.with_text("download", &profile.file_name()).with_text("aria-label", &full_name);
        let save = save.say(language.say(ProfileWord::Download));
        node("li", "profile stack")
            .put(
                node("div", "")
                    .put(node("strong", "").say_foreign(&visible(profile.name())))
                    .put(self.about(node("small", ""), profile)),
            )
            .put(node("div", "buttons").put(use_it).put(copy).put(save).put(remove))
    }

    /// Where it leads, for which product, and how its devices log in.
    fn about(&self, line: Node, profile: &Profile) -> Node {
        let line = match profile.host() {
            "" => {
                line.say(self.language.say(ProfileWord::OwnGateway)).say(" ").say_foreign(&visible(profile.gateway()))
            }
            name => line.put(host(name)),
        };
        let line = match profile.product_key() {
            "" => line,
            key => line.say(" · ").say_foreign(&visible(key)),
        };
        match profile.mode() {
            Some(SecureMode::Dynamic) => line.say(" · ").say(self.language.say(Label::Dynamic)),
            Some(SecureMode::Static) => line.say(" · ").say(self.language.say(Label::Static)),
            None => line,
        }
    }

    fn act(
        &self,
        class: &'static str,
        words: ProfileWord,
        full_name: ProfileWord,
        profile: &Profile,
        action: ProfilesAction,
    ) -> Node {
        let full_name = fill(self.language.say(full_name), &[profile.name()]);
        let button = node("button", class).with("type", "button").with_text("aria-label", &full_name);
        button.on_click(self.dispatch, wrap(action)).say(self.language.say(words))
    }

    /// The form, to be kept as a profile.
    fn keep(&self, tool: &ProfilesTool) -> Node {
        let language = self.language;
        let label = node("label", "").with("for", NAME).say(language.say(ProfileWord::NameLabel));
        let input = formless(node("input", "").with("id", NAME).with("type", "text").value(&tool.name));
        let input = input.with("aria-describedby", NAME_HINT);
        let input = input.on_type(self.dispatch, |text| ToolAction::Profiles(ProfilesAction::Name(text)));
        let (class, input, hint) = match &tool.name_refusal {
            Some(refusal) => {
                ("box box-bad", input.with("aria-invalid", "true"), node("p", "hint").say(&refusal.words(language)))
            }
            None => ("box", input, node("p", "hint").say(language.say(ProfileWord::SaveHelp))),
        };
        let save = button("button", language.say(ProfileWord::Save), self.dispatch, wrap(ProfilesAction::Keep));
        node("div", "field")
            .put(node("div", "field-head").put(label))
            .put(node("div", class).put(input))
            .put(hint.with("id", NAME_HINT))
            .hold(save)
    }

    fn open(&self) -> Node {
        let dispatch = self.dispatch.clone();
        let chosen = Callback::from(move |event: Event| {
            let dispatch = dispatch.clone();
            read_chosen_file(&event, Profile::FILE_LIMIT, move |text| dispatch.emit(file(text)));
        });
        let label = node("label", "").with("for", FILE).say(self.language.say(ProfileWord::Open));
        let input = node("input", "file").with("id", FILE).with("type", "file").with("form", "");
        let input = input.with("accept", ".json,application/json").listen(Rc::new(onchange::Wrapper::new(chosen)));
        node("div", "field").put(node("div", "field-head").put(label)).put(input)
    }
}

pub(crate) const NAME: &str = "profile-name";
const NAME_HINT: &str = "profile-name-hint";
const FILE: &str = "profile-file";

/// A host with the end that had to be registered marked: its end says whose it is, and what stands in front may be anything.
fn host(name: &str) -> Node {
    let (front, end) = registrable_end(name);
    let hidden = front.chars().count().saturating_sub(LONGEST_FRONT);
    let shown: String = front.chars().skip(hidden).collect();
    // Cut between two labels, where there is such a place.
    let shown =
        if hidden == 0 { shown.as_str() } else { shown.split_once('.').map_or(shown.as_str(), |(_, rest)| rest) };
    let front = if hidden == 0 { shown.to_owned() } else { ["…", shown].concat() };
    node("bdi", "host").say(&visible(&front)).put(node("strong", "").say(&visible(end)))
}

/// The most characters that are shown in front of that end.
const LONGEST_FRONT: usize = 32;
