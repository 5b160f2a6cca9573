//! Takes the parts that are loaded later out of the page's WebAssembly: `page-parts PROGRAM.wasm FOLDER NAME`.
//!
//! `PROGRAM.wasm` comes from the linker, with its relocations. In `FOLDER` it leaves `NAME.wasm`, which wasm-bindgen takes from
//! there; `split_*.wasm` and `chunk_*.wasm`, the parts and what several of them share; and `__wasm_split.js`, which loads them and
//! expects wasm-bindgen's script beside it as `NAME.js`.

use std::env;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use wasm_split_cli_support::{Options, transform};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [program, folder, name] = arguments.as_slice() else {
        eprintln!("error: needs PROGRAM.wasm FOLDER NAME");
        return ExitCode::from(2);
    };
    match take_out(Path::new(program), Path::new(folder), name) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {program}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn take_out(program: &Path, folder: &Path, name: &str) -> Result<(), String> {
    let wasm = fs::read(program).map_err(|error| error.to_string())?;
    let (main, script) = (folder.join(format!("{name}.wasm")), format!("./{name}.js"));
    let mut options = Options::new(&wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &script;
    options.target.web();
    transform(options).map(drop).map_err(|error| error.to_string())
}
