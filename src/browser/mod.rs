//! Thin adapters to the browser. They translate and decide nothing, and know nothing of devices or packets.

mod boot;
mod chance;
mod clipboard;
mod clock;
mod download;
mod fetch;
mod file;
mod keys;
mod look_away;
mod paste;
mod socket;
mod stir;
mod storage;
mod timer;
mod trial;
mod update;

pub use boot::{closed_because, part_is_missing};
pub use chance::chance;
pub use clipboard::write_to_clipboard;
pub use clock::{monotonic_millis, unix_millis};
pub use download::save_file;
pub use fetch::{
    HeadAnswer, NoAnswer, Server, head, is_online, on_connection_change, page_address, page_host, page_path,
    refusal_word,
};
pub use file::read_chosen_file;
pub use keys::{Key, on_key, on_leave};
pub use look_away::on_look_away;
pub use paste::on_paste;
pub use socket::{FORBIDDEN, Socket, SocketError, SocketEvent};
pub use stir::on_stir;
pub use storage::{load, on_other_tab, store};
pub use timer::Timer;
pub use trial::{PolicyWatch, Trial, pause, try_socket};
pub use update::{is_update_ready, on_update_ready, take_update};
