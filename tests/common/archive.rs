//! Makes the ZIP archives that office files and books are.

#![allow(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive of these parts: a name and a text each.
pub(crate) fn archive(parts: &[(&str, &str)], compression: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(compression)).expect("begun");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("ended").into_inner()
}
