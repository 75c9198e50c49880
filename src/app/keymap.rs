//! From chords to commands: the table's default keys, with those of the settings in front.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::page::width;
use crate::store::nearest;

use super::chord::{Chord, write_sequence};
use super::command::{COMMANDS, Command, Context, Group, symbols};

/// The bindings of chords to commands, by context.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

#[derive(Clone, Debug)]
struct Binding {
    context: Context,
    chords: Vec<Chord>,
    command: Command,
}

/// The result of looking up pressed chords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// A command.
    Found(Command),
    /// The beginning of one or more bindings.
    Pending,
    /// Nothing.
    Unbound,
}

/// A fault in the keymap of the settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No command has this name.
    #[error("keys: no command is called {name}{}", near(.name))]
    Name {
        /// The name as written.
        name: String,
    },
    /// The text is not a chord.
    #[error("keys: {name}: {chord:?} is not a key (write j, G, ctrl-d, pgdn, space, or g g)")]
    Chord {
        /// The command's name.
        name: String,
        /// The chord as written.
        chord: String,
    },
    /// Two commands have the same chords in one context.
    #[error("keys: {chord} is given to both {first} and {second} in the {context}")]
    Twice {
        /// The chords.
        chord: String,
        /// The command that keeps them.
        first: &'static str,
        /// The command that does not get them.
        second: &'static str,
        /// The context.
        context: &'static str,
    },
    /// One command's chords are a prefix of another's.
    #[error("keys: {chord} begins {longer}, so {second} could never be reached in the {context}")]
    Begins {
        /// The shorter chords.
        chord: String,
        /// The longer ones.
        longer: String,
        /// The command of the longer ones.
        second: &'static str,
        /// The context.
        context: &'static str,
    },
}

impl KeyError {
    /// The name of the faulty command in the settings.
    #[must_use]
    pub fn command(&self) -> &str {
        match self {
            Self::Name { name } | Self::Chord { name, .. } => name,
            Self::Twice { second, .. } | Self::Begins { second, .. } => second,
        }
    }
}

/// A suggestion for a misspelt name.
fn near(name: &str) -> String {
    let meant = nearest(name, COMMANDS.iter().map(|e| e.name));
    meant.map(|name| format!("; did you mean {name}?")).unwrap_or_default()
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(&BTreeMap::new()).0
    }
}

impl Keymap {
    /// The default keys; `own` (command name → chords) replaces the keys of the commands it names. All errors are
    /// returned together; valid bindings take effect.
    #[must_use]
    pub fn new(own: &BTreeMap<String, Vec<String>>) -> (Self, Vec<KeyError>) {
        let mut map = Self { bindings: Vec::new() };
        let mut errors = Vec::new();
        let mut replaced = Vec::new();
        // The settings come first, so that they take precedence over the defaults.
        for (name, written) in own {
            let Some(entry) = COMMANDS.iter().find(|e| e.name == name) else {
                errors.push(KeyError::Name { name: name.clone() });
                continue;
            };
            replaced.push(entry.command);
            for text in written {
                match Chord::parse_sequence(text) {
                    Some(chords) => {
                        for context in entry.contexts() {
                            map.bind(context, &chords, entry.command, Some(&mut errors));
                        }
                    }
                    None => errors.push(KeyError::Chord { name: name.clone(), chord: text.clone() }),
                }
            }
        }
        for entry in COMMANDS.iter().filter(|e| !replaced.contains(&e.command)) {
            for (contexts, keys) in entry.keys {
                for chords in keys.iter().filter_map(|k| Chord::parse_sequence(k)) {
                    for &context in *contexts {
                        map.bind(context, &chords, entry.command, None);
                    }
                }
            }
        }
        (map, errors)
    }

    /// Binds chords if they are free; otherwise adds an error if `errors` are collected.
    fn bind(&mut self, context: Context, chords: &[Chord], command: Command, errors: Option<&mut Vec<KeyError>>) {
        let clash = self
            .bindings
            .iter()
            .find(|b| b.context == context && (b.chords.starts_with(chords) || chords.starts_with(&b.chords)));
        let Some(clash) = clash else {
            self.bindings.push(Binding { context, chords: chords.to_vec(), command });
            return;
        };
        if clash.command == command {
            return;
        }
        let Some(errors) = errors else { return };
        let name = |c: Command| c.entry().map_or("", |e| e.name);
        let (short, long) =
            if clash.chords.len() <= chords.len() { (&clash.chords[..], chords) } else { (chords, &clash.chords[..]) };
        errors.push(if short == long {
            KeyError::Twice {
                chord: write_sequence(chords),
                first: name(clash.command),
                second: name(command),
                context: context.name(),
            }
        } else {
            KeyError::Begins {
                chord: write_sequence(short),
                longer: write_sequence(long),
                second: name(command),
                context: context.name(),
            }
        });
    }

    /// The output of `recto keys`: every command with its keys, its name in the settings, its contexts, and its help.
    #[must_use]
    pub fn listing(&self) -> String {
        let mut out = String::new();
        for group in Group::ALL {
            _ = writeln!(out, "{}{}", if out.is_empty() { "" } else { "\n" }, group.name());
            for entry in COMMANDS.iter().filter(|e| e.group == group) {
                let keys: Vec<_> = self.keys_of(entry.command).iter().map(|c| write_sequence(c)).collect();
                let contexts: Vec<_> = entry.contexts().iter().map(|c| c.name()).collect();
                let place =
                    if contexts.len() == Context::ALL.len() { "everywhere".to_owned() } else { contexts.join(", ") };
                _ = writeln!(out, "  {:<24}  {:<18}  {} ({place})", keys.join(", "), entry.name, entry.help);
            }
        }
        out
    }

    /// Looks up pressed chords in a context.
    #[must_use]
    pub fn look_up(&self, context: Context, chords: &[Chord]) -> Lookup {
        let mut begins = self.bindings.iter().filter(|b| b.context == context && b.chords.starts_with(chords));
        match begins.next() {
            Some(b) if b.chords.len() == chords.len() => Lookup::Found(b.command),
            Some(_) => Lookup::Pending,
            None => Lookup::Unbound,
        }
    }

    /// The keys of a command, in any context, without repetition.
    #[must_use]
    pub fn keys_of(&self, command: Command) -> Vec<Vec<Chord>> {
        self.keys(|b| b.command == command)
    }

    /// The keys of a command in one context.
    #[must_use]
    pub fn keys_in(&self, command: Command, context: Context) -> Vec<Vec<Chord>> {
        self.keys(|b| b.command == command && b.context == context)
    }

    fn keys(&self, wanted: impl Fn(&Binding) -> bool) -> Vec<Vec<Chord>> {
        let mut out: Vec<Vec<Chord>> = Vec::new();
        for binding in self.bindings.iter().filter(|b| wanted(b)) {
            if !out.contains(&binding.chords) {
                out.push(binding.chords.clone());
            }
        }
        out
    }

    /// The possible continuations of chords in a context: the remaining keys as shown, the help line, and the command.
    #[must_use]
    pub fn continuations(&self, context: Context, chords: &[Chord]) -> Vec<(String, &'static str, Command)> {
        let longer = self.bindings.iter().filter(|b| b.context == context && b.chords.len() > chords.len());
        longer
            .filter_map(|b| {
                let rest = b.chords.strip_prefix(chords)?;
                Some((symbols(rest), b.command.entry()?.help, b.command))
            })
            .collect()
    }

    /// The footer's hints for a context, in the table's order.
    #[must_use]
    pub fn hints(&self, context: Context) -> Vec<Hint> {
        let mut out = Vec::new();
        let mut lent = Vec::new();
        for entry in COMMANDS.iter().filter(|e| e.hint.0.contains(&context)) {
            let Some(keys) = self.keys_in(entry.command, context).into_iter().next() else { continue };
            lent.push((symbols(&keys), entry.command));
            if !entry.hint.1.is_empty() {
                out.push(Hint { keys: std::mem::take(&mut lent), word: entry.hint.1 });
            }
        }
        out
    }
}

/// What the footer says of a command or of two that belong together: "d compare", "n N change".
#[derive(Clone, Debug)]
pub struct Hint {
    /// The keys as shown, and the command that a click on each runs.
    pub keys: Vec<(String, Command)>,
    /// What they do.
    pub word: &'static str,
}

impl Hint {
    /// The hint of one key.
    #[must_use]
    pub fn one(key: String, word: &'static str, command: Command) -> Self {
        Self { keys: vec![(key, command)], word }
    }

    /// Whether it is for a command.
    #[must_use]
    pub fn is_for(&self, wanted: impl Fn(Command) -> bool) -> bool {
        self.keys.iter().any(|(_, command)| wanted(*command))
    }

    /// Cells that it takes.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.keys.iter().map(|(key, _)| width(key) + 1).sum::<usize>() + width(self.word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(rows: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        rows.iter().map(|(n, k)| ((*n).to_owned(), k.iter().map(|&k| k.to_owned()).collect())).collect()
    }

    fn look(map: &Keymap, context: Context, keys: &str) -> Lookup {
        map.look_up(context, &Chord::parse_sequence(keys).expect("chords"))
    }

    #[test]
    fn no_two_commands_share_a_chord_in_a_context() {
        // As if all defaults came from the settings, so that a clash is reported.
        let mut map = Keymap { bindings: Vec::new() };
        let mut errors = Vec::new();
        for entry in COMMANDS {
            for (contexts, keys) in entry.keys {
                for key in *keys {
                    let chords = Chord::parse_sequence(key).expect(key);
                    contexts.iter().for_each(|&c| map.bind(c, &chords, entry.command, Some(&mut errors)));
                }
            }
        }
        assert_eq!(errors, []);
    }

    #[test]
    fn every_command_can_be_reached() {
        let map = Keymap::default();
        for entry in COMMANDS {
            for context in entry.contexts() {
                let keys = map.keys_in(entry.command, context);
                assert!(!keys.is_empty(), "{} in {}", entry.name, context.name());
                assert!(keys.iter().all(|k| map.look_up(context, k) == Lookup::Found(entry.command)), "{}", entry.name);
            }
        }
    }

    #[test]
    fn incomplete_chords_are_pending() {
        let map = Keymap::default();
        assert_eq!(look(&map, Context::Reader, "g"), Lookup::Pending);
        assert_eq!(look(&map, Context::Reader, "g g"), Lookup::Found(Command::Top));
        assert_eq!(look(&map, Context::Reader, "g x"), Lookup::Unbound);
    }

    #[test]
    fn own_keys_replace_the_tables() {
        let (map, errors) = Keymap::new(&own(&[("next-version", &["V", "tab"])]));
        assert_eq!(look(&map, Context::Reader, "V"), Lookup::Found(Command::NextVersion));
        assert_eq!(look(&map, Context::Reader, "v"), Lookup::Unbound);
        // The settings take precedence over a default.
        assert_eq!(look(&map, Context::Reader, "tab"), Lookup::Found(Command::NextVersion));
        assert_eq!(errors, []);
    }

    #[test]
    fn every_fault_is_reported_at_once() {
        let (map, errors) = Keymap::new(&own(&[
            ("next-versoin", &["v"]),
            ("quit", &["hyper-q"]),
            ("search", &["w"]),
            ("contents", &["w"]),
            ("top", &["t"]),
            ("bottom", &["t t"]),
        ]));
        let messages: Vec<_> = errors.iter().map(ToString::to_string).collect();
        assert!(messages.iter().any(|t| t.contains("next-versoin; did you mean next-version?")), "{messages:?}");
        assert!(messages.iter().any(|t| t.contains("quit: \"hyper-q\" is not a key")), "{messages:?}");
        assert!(
            messages.iter().any(|t| t.contains("w is given to both contents and search in the reader")),
            "{messages:?}"
        );
        assert!(messages.iter().any(|t| t.contains("begins t t")), "{messages:?}");
        assert_eq!(look(&map, Context::Reader, "w"), Lookup::Found(Command::Contents));
    }
}
