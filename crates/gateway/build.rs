//! Has Cargo look at the built page, if the feature `embed` puts it into the program: `dist` at the top of the repository.

use std::env;
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_EMBED").is_some() {
        // A new name in the folder is none of the files that the compiler knows of.
        println!("cargo::rerun-if-changed=../../dist");
        if !Path::new("../../dist/index.html").is_file() {
            println!("cargo::warning=no page to embed: dist holds no index.html");
        }
    }
}
