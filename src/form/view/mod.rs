//! The form on the screen, loaded first.

pub mod field_frame;
pub mod form_pane;
pub mod mode_choice;
pub mod signature;
pub mod signature_pane;
pub mod submit;
pub mod text_field;
