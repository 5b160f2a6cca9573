//! Sites whose gateway and product key are kept, and those that come by a link or a file.
//!
//! A profile of somebody else's is put into the form at once only if it keeps the gateway address that the form has; before any
//! other, the address is shown and asked about.

pub mod model;
mod saved_profiles;
mod view;

use yew::prelude::*;

use self::model::{Profile, ProfileError};
use self::saved_profiles::{SavedProfiles, Status};
use super::drawer::go_on;
use crate::form::{FormAction, TypedSecret};
use crate::i18n::{Language, PageText};
use crate::page::PROFILES;
use crate::page::action::{Action, Dispatch};
use crate::page::effect::{Copied, Effect};
use crate::page::state::PageState;
use crate::page::tool_action::{ProfilesAction, ToolAction, ToolId};

/// What is remembered of profiles.
#[derive(Debug, Default)]
pub(crate) struct ProfilesTool {
    saved: SavedProfiles,
    /// Came by link or file, and is not in the form yet.
    offered: Option<Profile>,
    /// Came by link or file, is in the form, and is not kept.
    taken: Option<Profile>,
    /// The name under which the form is to be kept.
    name: String,
    /// Why the form cannot be kept under that name.
    name_refusal: Option<ProfileError>,
    /// What was done last.
    status: Option<Status>,
}

/// A link holds no secret.
const COPIED: Copied = Copied { notice: PageText::CopiedPlain, is_secret: false, secret_of: None, then: None };

impl ProfilesTool {
    pub(crate) fn act(&mut self, action: ProfilesAction, page: &mut PageState) -> Vec<Effect> {
        let mut effects = Vec::new();
        let at_title = Some(ToolId::TITLE);
        let focus = match action {
            ProfilesAction::Load(kept) => {
                self.status = self.saved.load(kept.as_deref());
                self.share_product_keys(page);
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
                self.status = Some(Status::Unreadable);
                at_title
            }
            ProfilesAction::Accept => {
                let offered = self.offered.take();
                self.taken.clone_from(&offered);
                offered.map(|profile| self.put(&profile, page))
            }
            ProfilesAction::Decline => {
                self.offered = None;
                self.status = Some(Status::Declined);
                at_title
            }
            ProfilesAction::KeepOffered => {
                if let Some(profile) = self.taken.take() {
                    effects.push(self.keep(profile, page));
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
                        effects.push(self.keep(profile, page));
                        None
                    }
                    Err(refusal) if refusal.is_of_name() => {
                        (self.status, self.name_refusal) = (None, Some(refusal));
                        Some(view::NAME)
                    }
                    Err(refusal) => {
                        (self.status, self.name_refusal) = (Some(Status::Refused(refusal)), None);
                        None
                    }
                }
            }
            ProfilesAction::Use(name) => {
                let profile = self.saved.profiles().find(&name).cloned();
                profile.map(|profile| self.put(&profile, page))
            }
            ProfilesAction::Remove(name) => {
                self.saved.remove(&name);
                self.status = Some(Status::Removed(name));
                effects.push(self.store(page));
                at_title
            }
            ProfilesAction::CopyLink(name) => {
                if let Some(profile) = self.saved.profiles().find(&name) {
                    let link = TypedSecret::new([page.page_address.clone(), profile.to_fragment()].concat());
                    effects.push(Effect::Copy(link, COPIED));
                }
                None
            }
        };
        effects.extend(focus.map(Effect::Focus));
        effects
    }

    pub(crate) fn draw(&self, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
        view::view(self, page, dispatch, language)
    }

    /// A profile from elsewhere. One that leads somewhere else than the form does waits for an answer.
    fn offer(&mut self, profile: Result<Profile, ProfileError>, page: &mut PageState) {
        (self.offered, self.taken) = (None, None);
        let form = &page.form;
        let changes =
            |profile: &Profile| saved_profiles::changes_address(profile, &form.draft, form.place, &page.origin);
        match profile {
            Ok(profile) if page.is_running || changes(&profile) => {
                self.status = None;
                self.offered = Some(profile);
            }
            Ok(profile) => {
                self.put(&profile, page);
                self.taken = Some(profile);
            }
            Err(refusal) => self.status = Some(Status::Refused(refusal)),
        }
    }

    /// Puts a profile into the form, and returns the id of the element that takes the focus.
    fn put(&mut self, profile: &Profile, page: &mut PageState) -> &'static str {
        let (draft, place) = saved_profiles::in_form(profile, &page.form.draft);
        page.form.apply(FormAction::Replace(draft, place, page.unix_now()));
        page.revealed.typed = false;
        self.status = Some(Status::InUse(profile.name().to_owned()));
        go_on(page)
    }

    fn keep(&mut self, profile: Profile, page: &mut PageState) -> Effect {
        let name = profile.name().to_owned();
        self.status = Some(match self.saved.keep(profile) {
            Ok(()) => Status::Kept(name),
            Err(error) => Status::Full(error),
        });
        self.store(page)
    }

    fn store(&self, page: &mut PageState) -> Effect {
        self.share_product_keys(page);
        Effect::Store(PROFILES, self.saved.profiles().to_text())
    }

    /// Product keys of profiles are known to be some.
    fn share_product_keys(&self, page: &mut PageState) {
        let keys = self.saved.profiles().all().iter().map(Profile::product_key);
        page.known_products = keys.filter(|key| !key.is_empty()).map(str::to_owned).collect();
    }
}

fn wrap(action: ProfilesAction) -> Action {
    Action::Tool(ToolAction::Profiles(action))
}

/// A file's text may be anything, a secret as well.
fn file(text: Option<String>) -> Action {
    wrap(ProfilesAction::File(text.map(TypedSecret::new)))
}
