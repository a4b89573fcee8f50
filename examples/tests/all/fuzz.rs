//! The laws of `fuzz/` on the inputs that are checked in there, and on damaged ones of them: what a long run has found
//! once is tested ever after, and a change that breaks a law is seen without a fuzzer.
#![allow(clippy::unwrap_used, clippy::panic)]

// The fuzz targets stand in a crate of their own, outside the workspace.
#[path = "../../../fuzz/src/lib.rs"]
#[allow(unreachable_pub, dead_code, clippy::pedantic, clippy::expect_used)]
mod laws;

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

fn corpus(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(name);
    let mut inputs: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()))
        .collect();
    inputs.sort();
    inputs
}

/// Numbers that look random and are the same every time.
fn roll(state: &mut u64, sides: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 11) as usize % sides
}

/// The input with some bytes changed, cut or doubled.
fn damaged(input: &[u8], state: &mut u64) -> Vec<u8> {
    const BYTES: &[u8] = b"\0\x01,\"\r\n019_-/.<&>{}[]=\x81\x83\xFC\xFF";
    let mut bytes = input.to_vec();
    for _ in 0..=roll(state, 4) {
        if bytes.is_empty() {
            break;
        }
        let at = roll(state, bytes.len());
        match roll(state, 4) {
            0 => bytes[at] = BYTES[roll(state, BYTES.len())],
            1 => bytes.insert(at, BYTES[roll(state, BYTES.len())]),
            2 => {
                let end = (at + 1 + roll(state, 20)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {
                let end = (at + 1 + roll(state, 60)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                let to = roll(state, bytes.len());
                bytes.splice(to..to, part);
            }
        }
    }
    bytes
}

/// Every input of the corpus, and some damaged ones of it.
fn holds(name: &str, damages: usize) {
    let inputs = corpus(name);
    assert!(inputs.len() >= 5, "{} inputs", inputs.len());
    let mut state = 0x9E37_79B9_7F4A_7C15;
    for (file, input) in &inputs {
        let held = catch_unwind(|| laws::run(name, input)).is_ok();
        assert!(held, "{name}: the law is broken by corpus/{name}/{file}");
        for _ in 0..damages {
            let other = damaged(input, &mut state);
            let held = catch_unwind(|| laws::run(name, &other)).is_ok();
            assert!(held, "{name}: the law is broken by corpus/{name}/{file} damaged so: {other:02X?}");
        }
    }
}

macro_rules! laws {
    ($($name:ident $damages:literal,)*) => {
        $(#[test]
        fn $name() {
            holds(stringify!($name), $damages);
        })*

        #[test]
        fn every_law_is_tested() {
            let names: Vec<&str> = laws::TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [$(stringify!($name)),*]);
        }
    };
}

laws! {
    lexer 4, ms932 8, forms 4, file_names 20, inbox 1, rules 1, price_list 4, json 4, ledger 2, html 0,
}
