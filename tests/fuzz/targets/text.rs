#![no_main]

#[path = "../targets.rs"]
mod targets;

use recto::text::Format;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::checks::importer(Format::PlainText, data));
