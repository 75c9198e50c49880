//! Floor 4: the only module that touches files.
//!
//! ```text
//! folders ──discover──▶ Source ──read──▶ Document        config.toml ──▶ Settings, Problems
//! samples ─────────────▶   │                             <state>/recto.db ◀──▶ Database
//! standard input ──────▶   └─ id: what the rest of the program holds
//! ```
//!
//! Every error is typed and has one line that names the action and its object: `cannot read notes/a.txt: permission
//! denied`. File names are not sanitized here, but when they are shown.

mod allocation;
mod convert;
mod db;
mod export;
pub(crate) mod fault;
mod ignored;
mod memory;
mod nearest;
mod places;
mod read;
mod samples;
mod settings;
mod size;
mod source;
mod walk;

pub use allocation::{Remedy, Work, ends_in_order, is_essential, on_failure, ran_out};

pub use convert::{Converter, set_converters};
pub use db::{Choices, Database, Left, Notice, Positions, Reading, StateError};
pub use export::{ExportError, export};
#[cfg(feature = "fault-injection")]
pub use fault::{Operation, allocation_fails, inject, inject_named, take};
pub use memory::check_memory;
pub use nearest::nearest;
pub use places::{config_dir, config_path, state_dir};
pub use read::{
    Error, MAX_TEXT_BYTES, Why, check, check_folder, is_folder, modified, omissions, part_notice, parts, parts_at_once,
    read, read_stdin, read_unless, size,
};
pub use samples::samples;
pub use settings::{KeySetting, Problem, Settings, encoding, own_theme};
pub use source::{Source, SourceId};
pub use walk::{Found, Passed, discover};
