//! Thin adapters to the browser. They translate and decide nothing, and know nothing of the page.

mod boot;
mod clock;
mod events;
mod fetch;
mod files;
mod random;
mod socket;
mod socket_probe;
mod storage;

pub use boot::{build, closed_because, is_update_ready, on_update_ready, part_is_missing, take_update};
pub use clock::{Timer, call_after, monotonic, now, time_of_day};
pub use events::{Key, on_first_interaction, on_hidden, on_key, on_leave, on_paste};
pub use fetch::{
    HeadAnswer, NoAnswer, Server, head, is_online, on_connection_change, page_address, page_host, page_path,
    refusal_word,
};
pub use files::{read_chosen_file, save_file, write_to_clipboard};
pub use random::{random_bytes, random_hex};
pub use socket::{FORBIDDEN, Socket, SocketError, SocketEvent};
pub use socket_probe::{PolicyWatch, SocketProbe, pause, probe_socket};
pub use storage::{load, on_other_tab, store};
