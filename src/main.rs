//! Mounts the page.

mod split;

fn main() {
    // Nobody unmounts it.
    drop(enos_provisioner::app::mount(None, split::LOADER));
}
