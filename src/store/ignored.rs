//! Ignore files: which files of a folder they exclude.
//!
//! ```text
//! /home/a/.ignore         a level: the rules of one folder, `.ignore` before `.gitignore` before `.git/info/exclude`
//! /home/a/stories/.ignore   └─ a level below it is asked first
//! ```
//!
//! The syntax is git's (crate `ignore`). The files are read here, since they are as untrusted as anything in a folder:
//! only regular files, up to [`IGNORE_FILE_BYTES`] and [`IGNORE_RULES`]. `.gitignore` applies only inside a git repository.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::read::plain_file;

/// Maximum size of an ignore file, in bytes.
const IGNORE_FILE_BYTES: u64 = 1 << 20;

/// Maximum number of rules of one ignore file: compiling more would take seconds.
const IGNORE_RULES: usize = 5_000;

/// The rules of one folder, and of those above it.
#[derive(Debug)]
struct Level {
    /// In order of precedence.
    rules: Vec<Gitignore>,
    above: Option<Arc<Self>>,
    in_repository: bool,
}

/// The ignore files of a walk, read when it reaches their folders.
#[derive(Debug, Default)]
pub(super) struct Ignored {
    levels: HashMap<PathBuf, Arc<Level>>,
    problems: Vec<String>,
}

impl Ignored {
    /// Whether an entry of a walk is excluded by a rule of its folder or of one above. `path` must be absolute.
    pub(super) fn excludes(&mut self, path: &Path, is_folder: bool) -> bool {
        let Some(folder) = path.parent() else { return false };
        let mut level = Some(self.level(folder));
        while let Some(here) = level {
            for rules in &here.rules {
                match rules.matched(path, is_folder) {
                    Match::None => {}
                    Match::Ignore(_) => return true,
                    Match::Whitelist(_) => return false,
                }
            }
            level = here.above.clone();
        }
        false
    }

    /// Errors in ignore files since the last call, one line each.
    pub(super) fn take_problems(&mut self) -> Vec<String> {
        std::mem::take(&mut self.problems)
    }

    fn level(&mut self, folder: &Path) -> Arc<Level> {
        if let Some(level) = self.levels.get(folder) {
            return Arc::clone(level);
        }
        // Folders without a level yet, the lowest first. Not recursive, as a path may be deep.
        let missing: Vec<&Path> = folder.ancestors().take_while(|f| !self.levels.contains_key(*f)).collect();
        let mut above = missing.last().and_then(|f| f.parent()).and_then(|f| self.levels.get(f)).cloned();
        for folder in missing.into_iter().rev() {
            let level = Arc::new(self.read(folder, above.clone()));
            self.levels.insert(folder.to_path_buf(), Arc::clone(&level));
            above = Some(level);
        }
        above.unwrap_or_else(|| Arc::new(Level { rules: Vec::new(), above: None, in_repository: false }))
    }

    fn read(&mut self, folder: &Path, above: Option<Arc<Level>>) -> Level {
        let is_repository = folder.join(".git").exists();
        let in_repository = is_repository || above.as_ref().is_some_and(|level| level.in_repository);
        let mut rules = Vec::new();
        rules.extend(self.rules(folder, ".ignore"));
        if in_repository {
            rules.extend(self.rules(folder, ".gitignore"));
        }
        if is_repository {
            rules.extend(self.rules(folder, ".git/info/exclude"));
        }
        Level { rules, above, in_repository }
    }

    /// The rules of an ignore file; `None` if it does not exist or cannot be used.
    fn rules(&mut self, folder: &Path, name: &str) -> Option<Gitignore> {
        let path = folder.join(name);
        let problem = |why: &str| format!("cannot use {}: {why}", path.display());
        let bytes = match plain_file(&path, IGNORE_FILE_BYTES) {
            Ok(bytes) => bytes?,
            Err(why) => {
                self.problems.push(problem(&why));
                return None;
            }
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut builder = GitignoreBuilder::new(folder);
        let mut lines = text.lines();
        for line in lines.by_ref().take(IGNORE_RULES) {
            // An invalid rule excludes nothing, as in git.
            _ = builder.add_line(None, line);
        }
        if lines.next().is_some() {
            self.problems.push(problem(&format!("only its first {IGNORE_RULES} rules count")));
        }
        builder.build().map_err(|e| self.problems.push(problem(&e.to_string()))).ok()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn put(folder: &Path, name: &str, text: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }

    #[test]
    fn the_nearest_rule_counts() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path();
        put(at, ".ignore", "*.log\ndrafts/\n");
        put(at, "kept/.ignore", "!a.log\n");
        let mut ignored = Ignored::default();
        assert!(ignored.excludes(&at.join("a.log"), false) && ignored.excludes(&at.join("drafts"), true));
        assert!(!ignored.excludes(&at.join("kept/a.log"), false) && ignored.excludes(&at.join("kept/b.log"), false));
        assert!(ignored.take_problems().is_empty());
    }

    #[test]
    fn git_rules_count_in_a_repository_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path();
        put(at, "plain/.gitignore", "*.txt\n");
        put(at, "repository/.git/info/exclude", "b.txt\n");
        put(at, "repository/sub/.gitignore", "a.txt\n");
        let mut ignored = Ignored::default();
        assert!(!ignored.excludes(&at.join("plain/a.txt"), false));
        assert!(ignored.excludes(&at.join("repository/sub/a.txt"), false));
        assert!(ignored.excludes(&at.join("repository/sub/b.txt"), false));
    }

    #[test]
    fn a_file_with_too_many_rules_counts_in_part() {
        let folder = tempfile::tempdir().expect("a folder");
        put(folder.path(), ".ignore", &(0..20_000).map(|n| format!("{n}.txt\n")).collect::<String>());
        let mut ignored = Ignored::default();
        assert!(ignored.excludes(&folder.path().join("7.txt"), false));
        assert!(!ignored.excludes(&folder.path().join("19999.txt"), false));
        assert_eq!(ignored.take_problems().len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn only_regular_files_are_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        std::os::unix::fs::symlink("/dev/zero", folder.path().join(".ignore")).expect("a link");
        let mut ignored = Ignored::default();
        assert!(!ignored.excludes(&folder.path().join("a.txt"), false));
        let problems = ignored.take_problems();
        assert!(problems.len() == 1 && problems[0].ends_with("it is a device, not a file"), "{problems:?}");
    }
}
