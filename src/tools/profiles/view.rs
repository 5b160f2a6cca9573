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
use crate::ui::element::{Element, button, element, paragraph};

/// All of it: what is offered, what was done, what is kept, and the ways to get another one.
pub(crate) fn view(tool: &ProfilesTool, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
    let view = View { page, dispatch, language };
    let said = tool.status.as_ref().map(|said| said.words(language));
    let class = if said.as_ref().is_some_and(|(_, _, is_bad)| *is_bad) { "notice notice-bad" } else { "hint" };
    let mut live = element("div", "live").attr("role", "status");
    if let Some((words, name, _)) = &said {
        let sentence = element("p", class);
        live = live.child(match name {
            Some(name) => sentence.filled_text(words, &[&visible(name)]),
            None => sentence.text(words),
        });
    }
    let kept = tool.saved.profiles().all();
    let mut list = element("ul", "profiles");
    for profile in kept {
        list = list.child(view.kept(profile));
    }
    let list = if kept.is_empty() { paragraph("", language.say(ProfileWord::None)) } else { list.build() };
    frame(ToolId::Profiles, language.say(ProfileWord::Title), dispatch, language)
        .child(tool.offered.as_ref().map(|profile| view.offered(profile)).unwrap_or_default())
        .child(live)
        .child(tool.taken.as_ref().map(|_| view.keep_taken()).unwrap_or_default())
        .child(paragraph("hint", language.say(ProfileWord::Help)))
        .child(list)
        .child(view.keep(tool))
        .child(view.open())
        .build()
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
            element("p", "").text(before).child(host(profile.host())).text(behind)
        } else if changes_address(profile, &form.draft, form.place, origin) {
            element("p", "").filled_text(language.say(ProfileWord::AskPath), &[&visible(profile.gateway())])
        } else {
            element("p", "").text(language.say(ProfileWord::AskOwn))
        };
        let accept =
            self.act("button button-tonal", ProfileWord::Use, ProfileWord::UseIt, profile, ProfilesAction::Accept);
        let accept = accept.flag("disabled", self.page.is_running);
        let decline =
            button("button", language.say(ProfileWord::Decline), self.dispatch, wrap(ProfilesAction::Decline));
        element("div", "notice notice-odd stack")
            .child(element("h4", "").filled_text(language.say(ProfileWord::Offered), &[&visible(profile.name())]))
            .child(self.about(element("p", "meta"), profile))
            .child(asked)
            .child(element("div", "buttons").child(accept).child(decline))
            .build()
    }

    fn keep_taken(&self) -> Html {
        button("button", self.language.say(ProfileWord::Keep), self.dispatch, wrap(ProfilesAction::KeepOffered))
    }

    fn kept(&self, profile: &Profile) -> Element {
        let language = self.language;
        let name = || profile.name().to_owned();
        let use_it = self.act("button", ProfileWord::Use, ProfileWord::UseIt, profile, ProfilesAction::Use(name()));
        let use_it = use_it.flag("disabled", self.page.is_running);
        let link = ProfilesAction::CopyLink(name());
        let copy = self.act("button", ProfileWord::CopyLink, ProfileWord::CopyLinkTo, profile, link);
        let remove = ProfilesAction::Remove(name());
        let remove = self.act("button", ProfileWord::Remove, ProfileWord::RemoveIt, profile, remove);
        let full_name = fill(language.say(ProfileWord::DownloadIt), &[profile.name()]);
        let save = element("a", "button").attr_text("href", &profile.to_data_url());
        let save = save.attr_text("download", &profile.file_name()).attr_text("aria-label", &full_name);
        let save = save.text(language.say(ProfileWord::Download));
        element("li", "profile stack")
            .child(
                element("div", "")
                    .child(element("strong", "").foreign_text(&visible(profile.name())))
                    .child(self.about(element("small", ""), profile)),
            )
            .child(element("div", "buttons").child(use_it).child(copy).child(save).child(remove))
    }

    /// Where it leads, for which product, and how its devices log in.
    fn about(&self, line: Element, profile: &Profile) -> Element {
        let line = match profile.host() {
            "" => line
                .text(self.language.say(ProfileWord::OwnGateway))
                .text(" ")
                .foreign_text(&visible(profile.gateway())),
            name => line.child(host(name)),
        };
        let line = match profile.product_key() {
            "" => line,
            key => line.text(" · ").foreign_text(&visible(key)),
        };
        match profile.mode() {
            Some(SecureMode::Dynamic) => line.text(" · ").text(self.language.say(Label::Dynamic)),
            Some(SecureMode::Static) => line.text(" · ").text(self.language.say(Label::Static)),
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
    ) -> Element {
        let full_name = fill(self.language.say(full_name), &[profile.name()]);
        let button = element("button", class).attr("type", "button").attr_text("aria-label", &full_name);
        button.on_click(self.dispatch, wrap(action)).text(self.language.say(words))
    }

    /// The form, to be kept as a profile.
    fn keep(&self, tool: &ProfilesTool) -> Element {
        let language = self.language;
        let label = element("label", "").attr("for", NAME).text(language.say(ProfileWord::NameLabel));
        let input = formless(element("input", "").attr("id", NAME).attr("type", "text").value(&tool.name));
        let input = input.attr("aria-describedby", NAME_HINT);
        let input = input.on_type(self.dispatch, |text| ToolAction::Profiles(ProfilesAction::Name(text)));
        let (class, input, hint) = match &tool.name_refusal {
            Some(refusal) => {
                ("box box-bad", input.attr("aria-invalid", "true"), element("p", "hint").text(&refusal.words(language)))
            }
            None => ("box", input, element("p", "hint").text(language.say(ProfileWord::SaveHelp))),
        };
        let save = button("button", language.say(ProfileWord::Save), self.dispatch, wrap(ProfilesAction::Keep));
        element("div", "field")
            .child(element("div", "field-head").child(label))
            .child(element("div", class).child(input))
            .child(hint.attr("id", NAME_HINT))
            .child(save)
    }

    fn open(&self) -> Element {
        let dispatch = self.dispatch.clone();
        let chosen = Callback::from(move |event: Event| {
            let dispatch = dispatch.clone();
            read_chosen_file(&event, Profile::FILE_LIMIT, move |text| dispatch.emit(file(text)));
        });
        let label = element("label", "").attr("for", FILE).text(self.language.say(ProfileWord::Open));
        let input = element("input", "file").attr("id", FILE).attr("type", "file").attr("form", "");
        let input = input.attr("accept", ".json,application/json").listen(Rc::new(onchange::Wrapper::new(chosen)));
        element("div", "field").child(element("div", "field-head").child(label)).child(input)
    }
}

pub(crate) const NAME: &str = "profile-name";
const NAME_HINT: &str = "profile-name-hint";
const FILE: &str = "profile-file";

/// A host with the end that had to be registered marked: its end says whose it is, and what stands in front may be anything.
fn host(name: &str) -> Element {
    let (front, end) = registrable_end(name);
    let hidden = front.chars().count().saturating_sub(LONGEST_FRONT);
    let shown: String = front.chars().skip(hidden).collect();
    // Cut between two labels, where there is such a place.
    let shown =
        if hidden == 0 { shown.as_str() } else { shown.split_once('.').map_or(shown.as_str(), |(_, rest)| rest) };
    let front = if hidden == 0 { shown.to_owned() } else { ["…", shown].concat() };
    element("bdi", "host").text(&visible(&front)).child(element("strong", "").text(&visible(end)))
}

/// The most characters that are shown in front of that end.
const LONGEST_FRONT: usize = 32;
