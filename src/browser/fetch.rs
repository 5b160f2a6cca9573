//! Questions to servers whose answers have no body.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, RequestCache, RequestCredentials, RequestInit, RequestMode, Response, ResponseType,
    window,
};

/// Whose server is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// The page's own, whose answers may be read.
    Own,
    /// Another one, of which no more can be seen than that it answers.
    Other,
}

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadAnswer {
    /// Whether the answer came from another place than the one that was asked.
    pub is_redirected: bool,
    /// The header `Date`.
    pub date: Option<String>,
    /// The header `Age`.
    pub age: Option<String>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// The browser does not say why.
    Failed,
    /// None came in time.
    TimedOut,
}

/// Sends a `HEAD` past every cache, the service worker's included; to the page's own server with what it asks of every visitor, such as
/// a password, and to others without.
///
/// # Errors
/// When no answer comes within so many milliseconds.
pub async fn head(address: &str, server: Server, limit: u32) -> Result<HeadAnswer, NoAnswer> {
    let (window, controller) =
        (window().ok_or(NoAnswer::Failed)?, AbortController::new().map_err(|_| NoAnswer::Failed)?);
    let request = RequestInit::new();
    request.set_method("HEAD");
    request.set_cache(RequestCache::NoStore);
    request.set_credentials(match server {
        Server::Own => RequestCredentials::SameOrigin,
        Server::Other => RequestCredentials::Omit,
    });
    request.set_signal(Some(&controller.signal()));
    request.set_mode(match server {
        Server::Own => RequestMode::SameOrigin,
        Server::Other => RequestMode::NoCors,
    });
    let guard = {
        let controller = controller.clone();
        Timeout::new(limit, move || controller.abort())
    };
    let answer = JsFuture::from(window.fetch_with_str_and_init(address, &request)).await;
    drop(guard);
    match answer.map(JsCast::dyn_into::<Response>) {
        Ok(Ok(answer)) => Ok(read(&answer)),
        Err(_) if controller.signal().aborted() => Err(NoAnswer::TimedOut),
        Ok(Err(_)) | Err(_) => Err(NoAnswer::Failed),
    }
}

/// Asks the page's own server why it opens no WebSocket at this path, and gives the first word of its answer.
///
/// A browser hides the status of a refused WebSocket, but not that of an ordinary question. It states the page's origin with a
/// `POST`, as it does with a WebSocket, so that both get the same answer.
pub async fn refusal_word(address: &str, limit: u32) -> Option<String> {
    let (window, controller) = (window()?, AbortController::new().ok()?);
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_cache(RequestCache::NoStore);
    request.set_credentials(RequestCredentials::SameOrigin);
    request.set_signal(Some(&controller.signal()));
    let guard = Timeout::new(limit, move || controller.abort());
    let answer = JsFuture::from(window.fetch_with_str_and_init(address, &request)).await.ok()?;
    let answer = answer.dyn_into::<Response>().ok().filter(|answer| !answer.ok() && !answer.redirected())?;
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    drop(guard);
    let (word, _) = text.split_once(": ")?;
    Some(word.to_owned())
}

/// Whether the browser believes to be online.
#[must_use]
pub fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Calls back whenever the browser goes online or offline, for as long as what is returned lives.
#[must_use]
pub fn on_connection_change(call: impl Fn() + Clone + 'static) -> Vec<EventListener> {
    let listen = |window: &web_sys::Window| {
        ["online", "offline"].map(|name| {
            let call = call.clone();
            EventListener::new(window, name, move |_| call())
        })
    };
    window().iter().flat_map(listen).collect()
}

/// The address of the page itself, without what stands behind `?` and `#`.
#[must_use]
pub fn page_address() -> String {
    let location = window().map(|window| window.location());
    let part = |part: Option<Result<String, _>>| part.and_then(Result::ok).unwrap_or_default();
    let origin = part(location.as_ref().map(web_sys::Location::origin));
    [origin, part(location.as_ref().map(web_sys::Location::pathname))].concat()
}

/// The path of the page on its own server.
#[must_use]
pub fn page_path() -> String {
    window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// The page's own host, with its port.
#[must_use]
pub fn page_host() -> String {
    window().and_then(|window| window.location().host().ok()).unwrap_or_default()
}

fn read(answer: &Response) -> HeadAnswer {
    let headers = answer.headers();
    let header = |name: &str| Headers::get(&headers, name).ok().flatten();
    let is_redirected = answer.redirected() || answer.type_() == ResponseType::Opaqueredirect;
    HeadAnswer { is_redirected, date: header("date"), age: header("age") }
}
