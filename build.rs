//! Has the linker keep the relocations of the page's program: by them the parts that are loaded later are taken out of it.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|architecture| architecture == "wasm32") {
        println!("cargo::rustc-link-arg-bin=enos-provisioner=--emit-relocs");
    }
}
