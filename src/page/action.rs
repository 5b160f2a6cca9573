//! What a person can do on the page, and how the page hears of it.

use activation::AttemptId;
use enos::SecureMode;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::tool_action::{ToolAction, ToolId};
use super::view::top_bar::Theme;
use crate::attempt::view::failure_card::FixAction;
use crate::form::{EndpointKind, Field, TypedSecret};
use crate::i18n::Language;

/// One action. All of them go to one place: a callback type for each button would cost the program more than everything they do.
#[derive(Clone, Debug)]
pub enum Action {
    /// A field has other contents.
    Edit(Field, TypedSecret),
    /// A field was left.
    Leave(Field),
    /// Another mode was chosen.
    Mode(SecureMode),
    /// The form is to be submitted.
    Submit,
    /// The form is to be submitted although EnOS will lock the device out.
    SubmitAnyway,
    /// The form is to be submitted although that makes a secret of this session invalid.
    SubmitReplacing,
    /// The attempt that is under way is to end.
    Stop,
    /// Another panel, by the id of its tab.
    ShowPanel(&'static str),
    /// Something for a tool.
    Tool(ToolAction),
    /// A drawer is to be opened, or closed if it is open.
    ToggleTool(ToolId),
    /// The deployment's settings are to be asked for once more.
    LoadSettings,
    /// Whatever drawer is open is to be closed.
    Close,
    /// Another language.
    Language(Language),
    /// Other colours.
    Theme(Theme),
    /// Single keys are to do something, or nothing.
    Shortcuts(bool),
    /// Everything is to be forgotten.
    Wipe,
    /// Everything is to be forgotten, also secrets that nobody has seen or copied.
    WipeAnyway,
    /// The new build of the page is to be loaded.
    TakeUpdate,
    /// Something whose code comes with the attempt part.
    Attempt(AttemptAction),
}

/// What is done by code that is loaded with the attempt part: until then it waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttemptAction {
    /// The credentials on show are to be signed with the present time.
    SignAgain,
    /// The next device.
    Next,
    /// The next device, although nobody has seen or copied the secret on show.
    NextAnyway,
    /// The secret on show is to be copied, and then the next device.
    CopyAndNext,
    /// The question that is asked is withdrawn.
    Withdraw,
    /// The form is to come back in place of an earlier result.
    Back,
    /// Somebody else is to answer.
    SwitchEndpoint(EndpointKind),
    /// A button beside a remedy.
    Remedy(FixAction),
    /// The result of an earlier attempt is to come back on the screen.
    Open(AttemptId),
    /// The form is to be unfolded on a phone.
    Unfold,
    /// Something hidden is to be shown, or the other way round.
    Toggle(Reveal),
    /// What folds out below a result is to be opened, or closed if it is open.
    ToggleFold(Fold),
    /// Something is to be put on the clipboard.
    Copy(Copied),
    /// The secret is to be verified by logging in with it.
    VerifySecret,
    /// Product key and device key are to change places.
    Swap,
    /// Clock and gateway are to be checked once more.
    CheckAgain,
    /// The clipboard is to be overwritten.
    ClearClipboard,
}

/// What is hidden until somebody asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reveal {
    /// The secret in the form.
    Typed,
    /// The computed password.
    Password,
    /// The secret that arrived.
    Secret,
    /// A message that was not understood.
    Unread,
}

/// What folds out below the buttons of a result, one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// The ways to copy the secret.
    Formats,
    /// Other ways to hand it on.
    More,
    /// What verifying it would do.
    Verify,
}

/// What has to be answered before something is done that cannot be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// The next device, although nobody has seen or copied the secret on show?
    Leave,
    /// Another activation, which makes a secret of this session invalid?
    Replace,
    /// Forget everything, also secrets that nobody has seen or copied?
    Wipe,
}

impl Question {
    /// The id of the question's words. They take the focus when it is asked.
    pub const TITLE: &'static str = "question-title";
}

/// What can be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// MQTT's client id.
    ClientId,
    /// The user name.
    Username,
    /// The computed password.
    Password,
    /// The secret that arrived, written so.
    Secret(Format),
    /// The secret that arrived, written by the own template.
    Template,
    /// The report of a failure.
    Report,
    /// The packets of the attempt on show.
    Packets,
}

/// A way to write a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The secret alone.
    Raw,
    /// One JSON object with the keys beside it.
    Json,
    /// Lines for a C header.
    C,
    /// Lines for a `.env` file.
    Env,
    /// One AT command.
    At,
}

/// Where actions are sent.
pub type Dispatch = Callback<Action>;

/// Sends the action when clicked.
pub(crate) fn on_click(dispatch: &Dispatch, action: Action) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: MouseEvent| {
        // A plain link would change the hash, which names the screen.
        event.prevent_default();
        dispatch.emit(action.clone());
    })
}

/// Sends the action when the form is submitted.
pub(crate) fn on_submit(dispatch: &Dispatch, action: Action) -> Callback<SubmitEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        dispatch.emit(action.clone());
    })
}

/// Sends the action when something is chosen.
pub(crate) fn on_choose(dispatch: &Dispatch, action: Action) -> Callback<Event> {
    let dispatch = dispatch.clone();
    Callback::from(move |_: Event| dispatch.emit(action.clone()))
}

/// Tells what stands in a field at each change.
pub(crate) fn on_edit(dispatch: &Dispatch, field: Field) -> Callback<InputEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: InputEvent| {
        dispatch.emit(Action::Edit(field, TypedSecret::new(event.target_unchecked_into::<HtmlInputElement>().value())));
    })
}

/// Tells what stands in an input of a tool at each change.
pub(crate) fn on_type(dispatch: &Dispatch, action: fn(String) -> ToolAction) -> Callback<InputEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: InputEvent| {
        // Every kind of input has a value, and JavaScript asks no more than that.
        dispatch.emit(Action::Tool(action(event.target_unchecked_into::<HtmlInputElement>().value())));
    })
}

/// Tells that a field was left.
pub(crate) fn on_leave(dispatch: &Dispatch, field: Field) -> Callback<FocusEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_: FocusEvent| dispatch.emit(Action::Leave(field)))
}
