//! The mounted page, as a person uses it.

use std::cell::RefCell;

use enos_provisioner::app::{Mounted, mount};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::browser;
use super::cloud;
use super::setup::{LOADER, Setup, load_again};

const INDEX: &str = include_str!("../../../index.html");

/// The style sheets, in the order of `page.css`.
pub(crate) const STYLE_SHEETS: [(&str, &str); 4] = [
    ("tokens.css", include_str!("../../../static/css/tokens.css")),
    ("base.css", include_str!("../../../static/css/base.css")),
    ("layout.css", include_str!("../../../static/css/layout.css")),
    ("components.css", include_str!("../../../static/css/components.css")),
];

/// For how long something is waited for, in milliseconds on the page's clock. It is more than any limit of an attempt.
const PATIENCE: f64 = 60_000.0;
/// How often the browser is let work before time goes on.
const TURNS: u32 = 4;
/// How often the browser's own work is looked for, and how long each wait takes in milliseconds.
const LOOKS: (u32, f64) = (400, 50.0);

const BUTTON: &str = "button link";
const FIELD: &str = "textbox";
const CHOICE: &str = "radio checkbox tab";

thread_local! {
    /// A test that failed has not unmounted its page.
    static MOUNTED: RefCell<Mounted> = RefCell::default();
}

/// The page. Dropped, it is unmounted, and the browser is as it was before.
#[derive(Debug)]
pub(crate) struct Page {
    /// It stands for the body, which the page has for itself otherwise.
    host: Element,
}

impl Page {
    /// Mounts the page in the document of `index.html`.
    pub(crate) async fn mount(setup: Setup) -> Self {
        let kept = setup.kept;
        Self::mount_in(setup, kept).await
    }

    async fn mount_in(setup: Setup, kept: &[(&str, &str)]) -> Self {
        unmount();
        let css: String = STYLE_SHEETS.iter().map(|(_, text)| *text).collect();
        let host = browser::set_up(INDEX, &css);
        load_again();
        browser::set_cloud(cloud::practice(1));
        browser::define_boot(setup.settings, setup.is_simulated, setup.passed_secret, setup.closed_late);
        let window = web_sys::window().unwrap();
        let storage = window.local_storage().unwrap().unwrap();
        for (name, text) in [("language", "en")].iter().chain(kept) {
            storage.set_item(name, text).unwrap();
        }
        if let Some(why) = setup.closed {
            let root = window.document().unwrap().document_element().unwrap();
            root.set_attribute("data-closed", why).unwrap();
        }
        MOUNTED.set(mount(Some(host.clone()), LOADER));
        let page = Self { host };
        page.until("the form", || page.find(FIELD, "Device key").or_else(|| page.find("textbox", "Product Key"))).await;
        page
    }

    /// The page, in a browser that has kept this besides.
    pub(crate) async fn mount_with_kept(kept: &[(&str, &str)]) -> Self {
        Self::mount_in(Setup::default(), kept).await
    }

    /// The page of a deployment without settings.
    pub(crate) async fn open() -> Self {
        Self::mount(Setup::default()).await
    }

    /// The demo, with its first device in the form.
    pub(crate) async fn demo() -> Self {
        let page = Self::open().await;
        page.press("Try the demo").await;
        page.says("Demo: no data leaves this page").await;
        page
    }

    /// The demo with its first device activated: the secret is there and hidden.
    pub(crate) async fn activated() -> Self {
        let page = Self::demo().await;
        page.press("Activate device").await;
        page.says("info_reply 200, PUBACK, DISCONNECT").await;
        page
    }

    /// Presses the button or link of that name, once it is there and may be pressed.
    pub(crate) async fn press(&self, name: &str) {
        let look = || self.find(BUTTON, name).filter(|button| !browser::is_disabled(button));
        browser::click(&self.until(&format!("button `{name}`"), look).await);
        browser::settle().await;
    }

    /// Picks the radio button, tick box or tab whose name begins so.
    pub(crate) async fn choose(&self, name: &str) {
        let look = || self.find(CHOICE, name).filter(|choice| !browser::is_disabled(choice));
        browser::click(&self.until(&format!("choice `{name}`"), look).await);
        browser::settle().await;
    }

    /// Puts the text into the field of that name, in place of what is in it. The focus stays there.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        browser::fill(&self.field(name).await, text);
        browser::settle().await;
    }

    /// What stands in the field of that name.
    pub(crate) async fn value(&self, name: &str) -> String {
        self.field(name).await.unchecked_into::<HtmlInputElement>().value()
    }

    /// Whether the radio button, tick box or tab whose name begins so is chosen.
    pub(crate) async fn is_chosen(&self, name: &str) -> bool {
        let choice = self.until(&format!("choice `{name}`"), || self.find(CHOICE, name)).await;
        let is_checked = choice.dyn_ref::<HtmlInputElement>().is_some_and(HtmlInputElement::checked);
        is_checked || choice.get_attribute("aria-selected").as_deref() == Some("true")
    }

    /// The field of that name.
    pub(crate) async fn field(&self, name: &str) -> HtmlElement {
        self.until(&format!("field `{name}`"), || self.find(FIELD, name)).await
    }

    /// Takes the focus out of whatever has it.
    pub(crate) async fn leave_field(&self) {
        browser::leave_field();
        browser::settle().await;
    }

    /// Pastes where the focus is.
    pub(crate) async fn paste(&self, text: &str) {
        browser::paste(text);
        browser::settle().await;
    }

    /// Chooses a file of this text, and waits until the page says what came of it.
    pub(crate) async fn choose_file(&self, name: &str, text: &str, says: &str) {
        let input = self.until(&format!("file input `{name}`"), || self.find("file", name)).await;
        browser::choose_file(&input, text);
        for _ in 0..LOOKS.0 {
            if self.text().contains(says) {
                return;
            }
            browser::really_wait(LOOKS.1).await;
        }
        self.give_up(says);
    }

    /// Presses a key where the focus is.
    pub(crate) async fn key(&self, key: &str) {
        browser::press(&self.host, key);
        browser::settle().await;
    }

    /// Presses the Tab key until the focus is on what has this name.
    pub(crate) async fn tab_to(&self, name: &str) {
        for _ in 0..100 {
            if self.focus() == name {
                return;
            }
            self.key("Tab").await;
        }
        self.give_up(&format!("`{name}` among the stops of the Tab key"));
    }

    /// The accessible name of what has the focus; nothing where nothing has it.
    pub(crate) fn focus(&self) -> String {
        browser::focused_name(&self.host)
    }

    /// Waits until what has this name has the focus.
    pub(crate) async fn has_focus(&self, name: &str) {
        self.until(&format!("focus on `{name}`"), || (self.focus() == name).then_some(())).await;
    }

    /// Waits until the panel of the tab of that name is open.
    pub(crate) async fn has_panel(&self, name: &str) {
        self.until(&format!("panel `{name}`"), || self.find("tabpanel", name)).await;
    }

    /// The text of the region of that name, once it is there.
    pub(crate) async fn region(&self, name: &str) -> String {
        self.until(&format!("region `{name}`"), || self.find("region", name)).await.inner_text()
    }

    /// Whether a visible element of this role has this name.
    pub(crate) fn has(&self, role: &str, name: &str) -> bool {
        self.find(role, name).is_some()
    }

    /// The names of all visible elements of this role.
    pub(crate) fn names(&self, role: &str) -> Vec<String> {
        browser::names_of(&self.host, role)
    }

    /// Whether the button of that name is there and cannot be pressed.
    pub(crate) fn is_disabled(&self, name: &str) -> bool {
        self.find(BUTTON, name).is_some_and(|button| browser::is_disabled(&button))
    }

    /// The first visible element of one of these roles with that name.
    pub(crate) fn find(&self, roles: &str, name: &str) -> Option<HtmlElement> {
        browser::find(&self.host, roles, name)
    }

    /// What the page shows, as text.
    pub(crate) fn text(&self) -> String {
        browser::visible_text(&self.host)
    }

    /// Waits until the page's text holds this.
    pub(crate) async fn says(&self, part: &str) {
        self.until(&format!("`{part}`"), || self.text().contains(part).then_some(())).await;
    }

    /// Waits until the page's text does not hold this any more.
    pub(crate) async fn no_longer_says(&self, part: &str) {
        self.until(&format!("no `{part}`"), || (!self.text().contains(part)).then_some(())).await;
    }

    /// Whether this stands anywhere in the document: in its markup, its title, its address, or a field that shows what is typed.
    pub(crate) fn holds(&self, part: &str) -> bool {
        browser::everything(&self.host).contains(part)
    }

    /// The secret that is on show.
    pub(crate) async fn secret(&self) -> String {
        let shown = self.until("a secret on show", || self.query(".secret output")).await;
        shown.text_content().unwrap_or_default()
    }

    /// The first element that the selector finds.
    pub(crate) fn query(&self, selector: &str) -> Option<Element> {
        self.host.query_selector(selector).ok()?
    }

    /// Lets this time pass, with everything that the page does in it.
    pub(crate) async fn wait(&self, millis: u32) {
        let end = browser::time_now() + f64::from(millis);
        browser::settle().await;
        while browser::run_next_timer(end) {
            browser::settle().await;
        }
        browser::settle().await;
    }

    /// Lets this time pass as on a machine that sleeps: afterwards each timer that is due runs once.
    pub(crate) async fn sleep(&self, millis: u32) {
        browser::sleep(f64::from(millis));
        self.wait(0).await;
    }

    /// Waits until there is something, with as much time as it takes.
    async fn until<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> T {
        let end = browser::time_now() + PATIENCE;
        loop {
            for _ in 0..TURNS {
                browser::settle().await;
                if let Some(found) = look() {
                    return found;
                }
            }
            if !browser::run_next_timer(end) {
                self.give_up(what);
            }
        }
    }

    fn give_up(&self, what: &str) -> ! {
        panic!("did not come: {what}\nfocus: {}\n{}", self.focus(), self.text());
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        unmount();
    }
}

fn unmount() {
    if let Some(handle) = MOUNTED.take().take() {
        handle.destroy();
    }
    browser::tear_down();
}

/// The style sheets that the page's own one imports.
pub(crate) fn style_sheets_of_the_page() -> Vec<&'static str> {
    let imports = include_str!("../../../static/css/page.css").lines();
    imports.filter_map(|line| line.strip_prefix("@import \"./")?.strip_suffix("\";")).collect()
}
