use super::*;

/// Fills the rectangles of a path as a browser does, and counts how often each module was filled.
fn modules(code: &QrCode) -> Vec<Vec<u8>> {
    let side = usize::try_from(code.side()).unwrap();
    let mut modules = vec![vec![0; side]; side];
    for rectangle in code.path().split_terminator('z') {
        let (place, run) = rectangle.strip_prefix('M').unwrap().split_once('h').unwrap();
        let (x, y) = place.split_once(' ').unwrap();
        let (width, back) = run.split_once("v1h-").unwrap();
        assert_eq!(width, back);
        let [x, y, width] = [x, y, width].map(|number| number.parse::<usize>().unwrap());
        for module in &mut modules[y][x..x + width] {
            *module += 1;
        }
    }
    modules
}

/// Photographed, so to speak, with four pixels a module.
fn read_back(code: &QrCode) -> (rqrr::MetaData, String) {
    let modules = modules(code);
    let pixels = modules.len() * 4;
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(
            pixels,
            pixels,
            |x, y| {
                if modules[y / 4][x / 4] > 0 { 0 } else { 255 }
            },
        );
    let found = image.detect_grids();
    assert_eq!(found.len(), 1);
    found[0].decode().unwrap()
}

#[test]
fn another_authors_reader_reads_what_went_in() {
    for text in [
        "0".to_owned(),
        "HTTPS://EXAMPLE.ORG/1".to_owned(),
        r#"{"productKey":"pk1","deviceKey":"设备 1"}"#.to_owned(),
        "x\"\\\n\t'&<>".repeat(20),
        "aB3-".repeat(100),
    ] {
        let (_, read) = read_back(&QrCode::draw(&text).unwrap());
        assert_eq!(read, text);
    }
}

#[test]
fn corrects_at_least_as_much_as_level_m() {
    // The two bits that the standard gives the levels: M 00, L 01, H 10, Q 11.
    for length in (1..=120).step_by(9) {
        let (facts, _) = read_back(&QrCode::draw(&"k".repeat(length)).unwrap());
        assert_ne!(facts.ecc_level, 0b01, "{length}");
    }
    // One character leaves room for the highest.
    assert_eq!(read_back(&QrCode::draw("1").unwrap()).0.ecc_level, 0b10);
}

#[test]
fn a_damaged_code_is_still_read() {
    let text = "aB3-".repeat(30);
    let code = QrCode::draw(&text).unwrap();
    // Something bright lies over the lower right corner, short of the pattern by which readers find their way.
    let from = code.side() - QUIET_ZONE - 4;
    let path: String = code.path().split_inclusive('z').filter(|piece| !starts_behind(piece, from)).collect();
    assert!(path.len() < code.path().len());
    let damaged = QrCode { side: code.side(), path: Zeroizing::new(path) };
    assert_eq!(read_back(&damaged).1, text);
}

fn starts_behind(rectangle: &str, from: i32) -> bool {
    let (x, y) = rectangle[1..].split_once('h').unwrap().0.split_once(' ').unwrap();
    x.parse::<i32>().unwrap() >= from && y.parse::<i32>().unwrap() >= from
}

#[test]
fn leaves_four_light_modules_on_every_side_and_fills_no_module_twice() {
    let code = QrCode::draw("quiet").unwrap();
    assert_eq!(code.side(), 21 + 8);
    let modules = modules(&code);
    for (y, row) in modules.iter().enumerate() {
        for (x, filled) in row.iter().enumerate() {
            let inside = (4..25).contains(&x) && (4..25).contains(&y);
            assert!(*filled <= u8::from(inside), "{x} {y}");
        }
    }
    // The finder patterns in three corners begin with seven dark modules.
    assert!(code.path().starts_with("M4 4h7v1h-7z"));
    assert_eq!((modules[4][24], modules[24][4]), (1, 1));
}

#[test]
fn the_longest_text_is_drawn_and_one_byte_more_is_refused() {
    // ISO/IEC 18004, table 7: version 20 with level M holds 666 bytes.
    let longest = QrCode::draw(&"x".repeat(666)).unwrap();
    assert_eq!(longest.side(), 97 + 8);
    assert_eq!(read_back(&longest).1.len(), 666);
    assert_eq!(QrCode::draw(&"x".repeat(667)).unwrap_err(), QrError::TooLong { length: 667 });
    assert_eq!(QrCode::draw(&"x".repeat(100_000)).unwrap_err(), QrError::TooLong { length: 100_000 });
}

#[test]
fn the_path_never_outgrows_its_room() {
    for text in ["1".to_owned(), "aB3-".repeat(40), "z".repeat(666)] {
        let code = QrCode::draw(&text).unwrap();
        let side = usize::try_from(code.side()).unwrap() - 8;
        assert_eq!(code.path.capacity(), side * (side + 1) * 8);
    }
}

#[test]
fn debug_shows_the_size_only() {
    assert_eq!(format!("{:?}", QrCode::draw("planted").unwrap()), "QrCode { side: 29, .. }");
}
