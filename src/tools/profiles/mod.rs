//! Sites whose gateway and product key are kept, and those that come by a link or a file.
//!
//! A profile of somebody else's is put into the form at once only if it keeps the gateway address that the form has; before any
//! other, the address is shown and asked about.

pub mod model;
mod shelf;
mod view;

use yew::prelude::*;

use self::model::{Profile, ProfileError};
use self::shelf::{SavedProfiles, Status};
use super::drawer::go_on;
use crate::browser::now;
use crate::browser::{self, page_address};
use crate::form::{FormAction, TypedSecret};
use crate::i18n::{Language, PageText};
use crate::page::PROFILES;
use crate::page::action::{Action, Dispatch};
use crate::page::lazy::Effects;
use crate::page::state::PageState;
use crate::page::tool_action::{ProfilesAction, ToolAction, ToolId};

/// What is remembered of profiles.
#[derive(Debug, Default)]
pub(crate) struct ProfilesTool {
    shelf: SavedProfiles,
    /// Came by link or file, and is not in the form yet.
    offered: Option<Profile>,
    /// Came by link or file, is in the form, and is not kept.
    taken: Option<Profile>,
    /// The name under which the form is to be kept.
    name: String,
    /// Why the form cannot be kept under that name.
    name_refusal: Option<ProfileError>,
    /// What was done last.
    said: Option<Status>,
}

impl ProfilesTool {
    pub(crate) fn act(&mut self, action: ProfilesAction, page: &mut PageState, dispatch: &Dispatch) -> Effects {
        let at_title = Some(ToolId::TITLE);
        let focus = match action {
            ProfilesAction::Load => {
                self.said = self.shelf.load(browser::load(PROFILES).as_deref());
                self.tell(page);
                None
            }
            ProfilesAction::Link(link) => {
                if let Some(profile) = Profile::from_fragment(link.expose()) {
                    self.offer(profile, page);
                }
                at_title
            }
            ProfilesAction::File(Some(file)) => {
                self.offer(Profile::from_file(file.expose()), page);
                at_title
            }
            ProfilesAction::File(None) => {
                self.said = Some(Status::Unreadable);
                at_title
            }
            ProfilesAction::Accept => {
                let offered = self.offered.take();
                self.taken.clone_from(&offered);
                offered.map(|profile| self.put(&profile, page))
            }
            ProfilesAction::Decline => {
                self.offered = None;
                self.said = Some(Status::Declined);
                at_title
            }
            ProfilesAction::KeepOffered => {
                if let Some(profile) = self.taken.take() {
                    self.keep(profile, page);
                }
                at_title
            }
            ProfilesAction::Name(name) => {
                self.name = name;
                self.name_refusal = None;
                None
            }
            ProfilesAction::Keep => {
                let draft = &page.form.draft;
                match Profile::new(&self.name, &draft.gateway, &draft.product_key, Some(draft.mode)) {
                    Ok(profile) => {
                        self.name_refusal = None;
                        self.keep(profile, page);
                        None
                    }
                    Err(refusal) if refusal.is_of_name() => {
                        (self.said, self.name_refusal) = (None, Some(refusal));
                        Some(view::NAME)
                    }
                    Err(refusal) => {
                        (self.said, self.name_refusal) = (Some(Status::Refused(refusal)), None);
                        None
                    }
                }
            }
            ProfilesAction::Use(name) => {
                let profile = self.shelf.profiles().find(&name).cloned();
                profile.map(|profile| self.put(&profile, page))
            }
            ProfilesAction::Remove(name) => {
                self.shelf.remove(&name);
                self.said = Some(Status::Removed(name));
                self.store(page);
                at_title
            }
            ProfilesAction::CopyLink(name) => {
                if let Some(profile) = self.shelf.profiles().find(&name) {
                    let dispatch = dispatch.clone();
                    browser::write_to_clipboard(&[page_address(), profile.to_fragment()].concat(), move |is_done| {
                        dispatch.emit(tell(ProfilesAction::Copied(is_done)));
                    });
                }
                None
            }
            ProfilesAction::Copied(is_done) => {
                let notice = if is_done { PageText::CopiedPlain } else { PageText::CopyFailed };
                return Effects { notice: Some(notice), focus: None };
            }
        };
        Effects { focus, notice: None }
    }

    pub(crate) fn draw(&self, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
        view::view(self, page, dispatch, language)
    }

    /// A profile from elsewhere. One that leads somewhere else than the form does waits for an answer.
    fn offer(&mut self, profile: Result<Profile, ProfileError>, page: &mut PageState) {
        (self.offered, self.taken) = (None, None);
        let form = &page.form;
        let changes = |profile: &Profile| shelf::changes_address(profile, &form.draft, form.place, &page.origin);
        match profile {
            Ok(profile) if page.is_running || changes(&profile) => {
                self.said = None;
                self.offered = Some(profile);
            }
            Ok(profile) => {
                self.put(&profile, page);
                self.taken = Some(profile);
            }
            Err(refusal) => self.said = Some(Status::Refused(refusal)),
        }
    }

    /// Puts a profile into the form, and tells where the work goes on.
    fn put(&mut self, profile: &Profile, page: &mut PageState) -> &'static str {
        let (draft, place) = shelf::in_form(profile, &page.form.draft);
        page.form.apply(FormAction::Replace(draft, place, now()));
        page.revealed.typed = false;
        self.said = Some(Status::InUse(profile.name().to_owned()));
        go_on(page)
    }

    fn keep(&mut self, profile: Profile, page: &mut PageState) {
        let name = profile.name().to_owned();
        self.said = Some(match self.shelf.keep(profile) {
            Ok(()) => Status::Kept(name),
            Err(error) => Status::Full(error),
        });
        self.store(page);
    }

    fn store(&self, page: &mut PageState) {
        browser::store(PROFILES, &self.shelf.profiles().to_text());
        self.tell(page);
    }

    /// Product keys of profiles are known to be some.
    fn tell(&self, page: &mut PageState) {
        let keys = self.shelf.profiles().all().iter().map(Profile::product_key);
        page.known_products = keys.filter(|key| !key.is_empty()).map(str::to_owned).collect();
    }
}

fn tell(action: ProfilesAction) -> Action {
    Action::Tool(ToolAction::Profiles(action))
}

/// A file's text may be anything, a secret as well.
fn file(text: Option<String>) -> Action {
    tell(ProfilesAction::File(text.map(TypedSecret::new)))
}
