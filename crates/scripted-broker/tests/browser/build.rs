//! Builds the driver's page.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What became of the build.
pub(crate) enum Built {
    /// It lies in this folder.
    Into(PathBuf),
    /// It cannot be built here.
    Not {
        /// Why, and what to type.
        reason: String,
    },
}

/// Must be the same as that of the library.
const WASM_BINDGEN: &str = "0.2.129";

/// Compiles the page to WebAssembly, unless that is done already. On a build server (`CI=true`) it must work.
pub(crate) fn driver_page() -> Built {
    let Some(wasm_bindgen) = wasm_bindgen() else {
        let reason = format!("cargo install --locked wasm-bindgen-cli@{WASM_BINDGEN}");
        assert!(env::var("CI").as_deref() != Ok("true"), "wasm-bindgen is missing: {reason}");
        return Built::Not { reason: format!("wasm-bindgen is missing; install it with: {reason}") };
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root).args(["build", "--quiet", "--locked", "--target", "wasm32-unknown-unknown"]);
    succeed(cargo.args(["--package", "driver-page"]));
    let target = target();
    let folder = target.join("driver-page");
    let wasm = target.join("wasm32-unknown-unknown/debug/driver-page.wasm");
    let mut bindgen = Command::new(wasm_bindgen);
    succeed(
        bindgen
            .args(["--target", "web", "--no-typescript", "--out-name", "driver_page", "--out-dir"])
            .arg(&folder)
            .arg(wasm),
    );
    Built::Into(folder)
}

/// Cargo's folder for what it builds: this test lies in `debug/deps` of it.
fn target() -> PathBuf {
    env::current_exe().unwrap().ancestors().nth(3).unwrap().to_owned()
}

/// On `PATH`, where `cargo xtask test` puts it, or in the cache folder of the project's tools.
fn wasm_bindgen() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let cache = env::home_dir().unwrap_or_default().join(".cache/enos-provisioner/tools");
    let cached = cache.join(format!("wasm-bindgen-cli-{WASM_BINDGEN}")).join("bin");
    let folders = env::split_paths(&path).chain([cached]);
    folders.map(|folder| folder.join("wasm-bindgen")).find(|program| is_the_right_one(program))
}

fn is_the_right_one(program: &Path) -> bool {
    let output = Command::new(program).arg("--version").output();
    output
        .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).split_whitespace().any(|word| word == WASM_BINDGEN))
}

fn succeed(command: &mut Command) {
    let Output { status, stderr, .. } = command.output().unwrap();
    assert!(status.success(), "{command:?} fails:\n{}", String::from_utf8_lossy(&stderr));
}
