//! What the tests of the screens share.

use enos::Timestamp;
use enos_provisioner::attempt::Phase;
use enos_provisioner::attempt::update::attempt_part;
use enos_provisioner::form::{EndpointKind, PageOrigin};
use enos_provisioner::i18n::Language;
use enos_provisioner::page::lazy::LazyParts;
use enos_provisioner::page::settings::Settings;
use enos_provisioner::page::state::PageState;
use enos_provisioner::tools;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
struct FrameProps {
    children: Html,
}

#[component]
fn Frame(props: &FrameProps) -> Html {
    props.children.clone()
}

/// The document that the browser would get.
pub(crate) async fn render(children: Html) -> String {
    yew::LocalServerRenderer::<Frame>::with_props(FrameProps { children }).hydratable(false).render().await
}

/// The page of a gateway on this machine, in which nobody has done anything.
pub(crate) fn page() -> PageState {
    let origin = PageOrigin { secure: false, host: "127.0.0.1:8080".to_owned() };
    let opened_at = Timestamp::from_millis(7);
    PageState::new(Settings::default(), EndpointKind::Gateway, origin, opened_at, Language::English)
}

/// Every part at once, where nothing has to be loaded.
pub(crate) fn all_parts() -> LazyParts {
    LazyParts { attempt_views: Some(attempt_part().views), tools: Some(tools::all(None)) }
}

/// Takes in how far an attempt has come, and keeps its secret.
pub(crate) fn observe(page: &mut PageState, phase: &Phase, at: Timestamp) {
    page.current = page.session.observe(phase, at);
    let arrived: Vec<_> = page.session.uncommitted().collect();
    for id in arrived {
        assert!(page.session.commit(id, at), "the secret is waited for");
    }
}
