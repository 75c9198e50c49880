//! Thresholds as data: a floor declares its own in one struct, and a command can list, change and measure them by name.
//!
//! ```text
//! thresholds! {
//!     /// Thresholds of pairing.
//!     pub struct Thresholds {
//!         /// Minimum similarity of two sentences.
//!         pair_score: f32 = 0.32, "score";      name: type = default, unit
//!     }
//! }
//! ```
//!
//! makes a struct with public fields, its defaults as `Thresholds::DEFAULT`, and the table `Thresholds::TABLE` with the
//! name, the unit, the doc comment and the default of each.

/// A threshold as the table of its struct lists it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Threshold {
    /// The field's name, unique in its struct.
    pub name: &'static str,
    /// Its unit: `score` and `share` are 0 to 1, `nats` are natural logarithms of rarity.
    pub unit: &'static str,
    /// Its effect and the reason for its value: the field's doc comment.
    pub doc: &'static str,
    /// The value that `DEFAULT` has.
    pub default: f32,
    /// Whether it must be a whole number.
    pub whole: bool,
}

/// A type that a threshold may have.
pub(crate) trait Value: Copy {
    /// Whether it must be a whole number.
    const WHOLE: bool;
    /// The nearest value of this type.
    fn from_f32(value: f32) -> Self;
}

impl Value for f32 {
    const WHOLE: bool = false;
    fn from_f32(value: f32) -> Self {
        value
    }
}

macro_rules! whole {
    ($($type:ty),*) => {$(
        impl Value for $type {
            const WHOLE: bool = true;
            fn from_f32(value: f32) -> Self {
                value.round().max(0.0) as Self
            }
        }
    )*};
}
whole!(u32, usize);

/// Declares a struct of thresholds; see the module.
macro_rules! thresholds {
    ($(#[$meta:meta])* $vis:vis struct $struct:ident {
        $($(#[doc = $doc:literal])+ $name:ident: $type:ty = $default:expr, $unit:literal;)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        $vis struct $struct {
            $($(#[doc = $doc])+ #[doc = concat!("\n\nUnit: ", $unit, ".")] pub $name: $type,)+
        }

        impl $struct {
            /// The default values.
            pub const DEFAULT: Self = Self { $($name: $default),+ };

            /// All thresholds, in the order of the fields.
            pub const TABLE: &'static [$crate::thresholds::Threshold] = &[$($crate::thresholds::Threshold {
                name: stringify!($name),
                unit: $unit,
                doc: concat!($($doc),+),
                default: $default as f32,
                whole: <$type as $crate::thresholds::Value>::WHOLE,
            }),+];

            /// The value of the threshold `name`; `None` if it does not exist.
            #[must_use]
            pub fn get(&self, name: &str) -> Option<f32> {
                $(if name == stringify!($name) { return Some(self.$name as f32); })+
                None
            }

            /// Sets the threshold `name`, rounded if it is a whole number; returns whether it exists.
            pub fn set(&mut self, name: &str, value: f32) -> bool {
                $(if name == stringify!($name) {
                    self.$name = <$type as $crate::thresholds::Value>::from_f32(value);
                    return true;
                })+
                false
            }
        }

        impl Default for $struct {
            fn default() -> Self {
                Self::DEFAULT
            }
        }
    };
}
pub(crate) use thresholds;

#[cfg(test)]
mod tests {
    #![allow(unreachable_pub, reason = "the macro makes public items")]

    thresholds! {
        /// Two of them.
        pub struct Two {
            /// How alike.
            /// Chosen by eye.
            least_score: f32 = 0.5, "score";
            /// How many.
            most_words: usize = 4, "words";
        }
    }

    #[test]
    fn a_threshold_is_listed_read_and_set_by_name() {
        let names: Vec<_> = Two::TABLE.iter().map(|t| (t.name, t.unit, t.default, t.whole)).collect();
        assert_eq!(names, [("least_score", "score", 0.5, false), ("most_words", "words", 4.0, true)]);
        assert_eq!(Two::TABLE[0].doc.trim(), "How alike. Chosen by eye.");
        let mut two = Two::default();
        assert!(two.set("most_words", 4.6) && two.set("least_score", 0.25) && !two.set("none", 1.0));
        assert_eq!(
            (two.least_score, two.most_words, two.get("most_words"), two.get("none")),
            (0.25, 5, Some(5.0), None)
        );
    }
}
