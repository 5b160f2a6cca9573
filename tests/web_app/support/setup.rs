//! What the page finds when it is mounted: the settings, the storage, the parts that are loaded later.

use std::cell::Cell;

use enos_provisioner::app::PartLoader;
use enos_provisioner::attempt::update::attempt_part;
use enos_provisioner::browser;
use enos_provisioner::i18n;
use enos_provisioner::tools;
use wasm_bindgen_futures::spawn_local;

/// What the page finds. The default is a deployment without settings, and a browser that has kept nothing.
#[derive(Debug)]
pub(crate) struct Setup {
    /// What `boot.js` says of the settings: a word, and what belongs to it behind a line break.
    pub(crate) settings: &'static str,
    /// Whether a simulated EnOS answers at the gateway.
    pub(crate) is_simulated: bool,
    /// What `boot.js` has taken out of the address bar.
    pub(crate) passed_secret: &'static str,
    /// Why no secret may be typed, in the word of `boot.js`.
    pub(crate) closed: Option<&'static str>,
    /// The same, where `boot.js` learns of it only while the settings are under way.
    pub(crate) closed_late: &'static str,
    /// What the browser has kept, beside the English language.
    pub(crate) kept: &'static [(&'static str, &'static str)],
}

impl Default for Setup {
    fn default() -> Self {
        Self { settings: "missing", is_simulated: false, passed_secret: "", closed: None, closed_late: "", kept: &[] }
    }
}

thread_local! {
    static FAILS: Cell<bool> = const { Cell::new(false) };
}

/// From now on, no part of the page can be loaded.
pub(crate) fn fail_to_load() {
    FAILS.set(true);
}

/// From now on, every part can be loaded.
pub(crate) fn load_again() {
    FAILS.set(false);
}

/// Gives the parts as the program does, one turn later; but all of them are in this program already.
pub(super) const LOADER: PartLoader = PartLoader {
    attempt: |take| spawn_local(async move { take(is_there().then(attempt_part)) }),
    tools: |take| spawn_local(async move { take(is_there().then(|| tools::all(browser::load(tools::TEMPLATE)))) }),
    chinese: |take| {
        spawn_local(async move {
            i18n::learn(i18n::chinese());
            take(is_there());
        });
    },
};

fn is_there() -> bool {
    !FAILS.get()
}
