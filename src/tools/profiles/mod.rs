//! Sites whose gateway and product key are kept, and those that come by a link or a file.
//!
//! A profile of somebody else's is put into the form at once only if it keeps the gateway address that the form has; before any
//! other, the address is shown and asked about.

pub mod model;
mod shelf;
mod view;

use yew::prelude::*;

use self::model::{Profile, ProfileRefusal};
use self::shelf::{Said, Shelf};
use super::drawer::go_on;
use crate::browser::now;
use crate::browser::{self, page_address};
use crate::form::{DeskAction, TypedSecret};
use crate::i18n::{Language, Page};
use crate::page::PROFILES;
use crate::page::action::{Action, Send};
use crate::page::lazy::Told;
use crate::page::state::Device;
use crate::page::tool_action::{Drawer, ProfilesDeed, ToolDeed};

/// What is remembered of profiles.
#[derive(Debug, Default)]
pub(crate) struct ProfilesTool {
    shelf: Shelf,
    /// Came by link or file, and is not in the form yet.
    offered: Option<Profile>,
    /// Came by link or file, is in the form, and is not kept.
    taken: Option<Profile>,
    /// The name under which the form is to be kept.
    name: String,
    /// Why the form cannot be kept under that name.
    name_refusal: Option<ProfileRefusal>,
    /// What was done last.
    said: Option<Said>,
}

impl ProfilesTool {
    pub(crate) fn act(&mut self, deed: ProfilesDeed, device: &mut Device, send: &Send) -> Told {
        let at_title = Some(Drawer::TITLE);
        let focus = match deed {
            ProfilesDeed::Load => {
                self.said = self.shelf.load(browser::load(PROFILES).as_deref());
                self.tell(device);
                None
            }
            ProfilesDeed::Link(link) => {
                if let Some(profile) = Profile::of_fragment(link.expose()) {
                    self.offer(profile, device);
                }
                at_title
            }
            ProfilesDeed::File(Some(file)) => {
                self.offer(Profile::of_file(file.expose()), device);
                at_title
            }
            ProfilesDeed::File(None) => {
                self.said = Some(Said::Unreadable);
                at_title
            }
            ProfilesDeed::Accept => {
                let offered = self.offered.take();
                self.taken.clone_from(&offered);
                offered.map(|profile| self.put(&profile, device))
            }
            ProfilesDeed::Decline => {
                self.offered = None;
                self.said = Some(Said::Declined);
                at_title
            }
            ProfilesDeed::KeepOffered => {
                if let Some(profile) = self.taken.take() {
                    self.keep(profile, device);
                }
                at_title
            }
            ProfilesDeed::Name(name) => {
                self.name = name;
                self.name_refusal = None;
                None
            }
            ProfilesDeed::Keep => {
                let draft = &device.desk.draft;
                match Profile::new(&self.name, &draft.gateway, &draft.product_key, Some(draft.mode)) {
                    Ok(profile) => {
                        self.name_refusal = None;
                        self.keep(profile, device);
                        None
                    }
                    Err(refusal) if refusal.is_of_name() => {
                        (self.said, self.name_refusal) = (None, Some(refusal));
                        Some(view::NAME)
                    }
                    Err(refusal) => {
                        (self.said, self.name_refusal) = (Some(Said::Refused(refusal)), None);
                        None
                    }
                }
            }
            ProfilesDeed::Use(name) => {
                let profile = self.shelf.profiles().find(&name).cloned();
                profile.map(|profile| self.put(&profile, device))
            }
            ProfilesDeed::Remove(name) => {
                self.shelf.remove(&name);
                self.said = Some(Said::Removed(name));
                self.store(device);
                at_title
            }
            ProfilesDeed::CopyLink(name) => {
                if let Some(profile) = self.shelf.profiles().find(&name) {
                    let send = send.clone();
                    browser::write_to_clipboard(&[page_address(), profile.to_fragment()].concat(), move |is_done| {
                        send.emit(tell(ProfilesDeed::Copied(is_done)));
                    });
                }
                None
            }
            ProfilesDeed::Copied(is_done) => {
                let notice = if is_done { Page::CopiedPlain } else { Page::CopyFailed };
                return Told { notice: Some(notice), focus: None };
            }
        };
        Told { focus, notice: None }
    }

    pub(crate) fn draw(&self, device: &Device, send: &Send, language: Language) -> Html {
        view::view(self, device, send, language)
    }

    /// A profile from elsewhere. One that leads somewhere else than the form does waits for an answer.
    fn offer(&mut self, profile: Result<Profile, ProfileRefusal>, device: &mut Device) {
        (self.offered, self.taken) = (None, None);
        let desk = &device.desk;
        let changes = |profile: &Profile| shelf::changes_address(profile, &desk.draft, desk.place, &device.origin);
        match profile {
            Ok(profile) if device.is_running || changes(&profile) => {
                self.said = None;
                self.offered = Some(profile);
            }
            Ok(profile) => {
                self.put(&profile, device);
                self.taken = Some(profile);
            }
            Err(refusal) => self.said = Some(Said::Refused(refusal)),
        }
    }

    /// Puts a profile into the form, and tells where the work goes on.
    fn put(&mut self, profile: &Profile, device: &mut Device) -> &'static str {
        let (draft, place) = shelf::in_form(profile, &device.desk.draft);
        device.desk.apply(DeskAction::Replace(draft, place, now()));
        device.open.typed = false;
        self.said = Some(Said::InUse(profile.name().to_owned()));
        go_on(device)
    }

    fn keep(&mut self, profile: Profile, device: &mut Device) {
        let name = profile.name().to_owned();
        self.said = Some(match self.shelf.keep(profile) {
            Ok(()) => Said::Kept(name),
            Err(error) => Said::Full(error),
        });
        self.store(device);
    }

    fn store(&self, device: &mut Device) {
        browser::store(PROFILES, &self.shelf.profiles().to_text());
        self.tell(device);
    }

    /// Product keys of profiles are known to be some.
    fn tell(&self, device: &mut Device) {
        let keys = self.shelf.profiles().all().iter().map(Profile::product_key);
        device.kept_products = keys.filter(|key| !key.is_empty()).map(str::to_owned).collect();
    }
}

fn tell(deed: ProfilesDeed) -> Action {
    Action::Tool(ToolDeed::Profiles(deed))
}

/// A file's text may be anything, a secret as well.
fn file(text: Option<String>) -> Action {
    tell(ProfilesDeed::File(text.map(TypedSecret::new)))
}
