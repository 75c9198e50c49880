//! Floor 4: the only module that touches files.
//!
//! ```text
//! folders ──discover──▶ Source ──read──▶ Document        config.toml ──▶ Settings, Problems
//! samples ─────────────▶   │                             <state>/recto.db ◀──▶ Database
//! standard input ──────▶   └─ id: what the rest of the program holds
//! ```
//!
//! Everything that can go wrong is a typed error of one line that names the act and the thing: `cannot read notes/a.txt:
//! permission denied`. Names of files are given as they are; what shows them sanitizes them.

mod db;
mod ignored;
mod nearest;
mod places;
mod read;
mod samples;
mod settings;
mod source;
mod walk;

pub use db::{Database, Left, Notice, Positions, StateError};
pub use nearest::nearest;
pub use places::{config_dir, config_path, state_dir};
pub use read::{Error, LIMIT, Why, check, check_folder, is_folder, modified, read, read_stdin, size};
pub use samples::samples;
pub use settings::{KeySetting, Problem, Settings, own_theme};
pub use source::{Source, SourceId};
pub use walk::{Found, Passed, discover};
