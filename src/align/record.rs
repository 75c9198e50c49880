//! How a link came to be: what `recto explain` prints.

use serde::{Deserialize, Deserializer, Serialize};

use super::thresholds::Thresholds;

/// The step of the alignment that made a link, or that joined a sentence to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Step {
    /// Equal on both sides, and unique there; the heaviest chain in order holds it.
    Equal,
    /// Alike, and in the heaviest chain in order.
    Chain,
    /// Equal, one of several equal ones, between two links.
    Repeat,
    /// Alike, between two links.
    Gap,
    /// Short, between two links: by the words in order, or by the place alone.
    Place,
    /// Two headlines.
    Headline,
    /// Equal, against the order.
    EqualMove,
    /// Alike, against the order.
    Move,
    /// Next to a link, on both sides.
    Neighbour,
    /// A sentence that has what a link beside it lacks: one sentence in two, two in one.
    Join,
    /// Two links whose boundary is elsewhere on the other side.
    Shift,
}

impl Step {
    /// The name in the JSON of `recto explain`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Chain => "chain",
            Self::Repeat => "repeat",
            Self::Gap => "gap",
            Self::Place => "place",
            Self::Headline => "headline",
            Self::EqualMove => "equal-move",
            Self::Move => "move",
            Self::Neighbour => "neighbour",
            Self::Join => "join",
            Self::Shift => "shift",
        }
    }
}

/// What a step measured, and the thresholds it compared that with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pairing {
    /// The step.
    pub step: Step,
    /// How alike the two are, 0 to 1 and beyond where much is shared; for a join the share of the sentence that the link
    /// lacked. 1 for equal ones.
    pub score: f32,
    /// The score that was needed, and the threshold's name; `None` where none was.
    #[serde(deserialize_with = "needed_score")]
    pub needed_score: Option<(&'static str, f32)>,
    /// Rarity of what both have, in nats.
    pub evidence: f32,
    /// The evidence that was needed, in nats; 0 where none was.
    pub needed_evidence: f32,
}

impl Pairing {
    /// Of equal sentences that weigh `evidence` nats.
    pub(crate) const fn equal(step: Step, evidence: f32) -> Self {
        Self { step, score: 1.0, needed_score: None, evidence, needed_evidence: 0.0 }
    }

    /// Whether it reaches what was needed.
    pub(crate) fn holds(&self) -> bool {
        self.needed_score.is_none_or(|(_, needed)| self.score >= needed) && self.evidence >= self.needed_evidence
    }
}

/// Reads a threshold's name back as the one that the table of thresholds has.
fn needed_score<'de, D: Deserializer<'de>>(from: D) -> Result<Option<(&'static str, f32)>, D::Error> {
    let Some((name, score)) = Option::<(String, f32)>::deserialize(from)? else { return Ok(None) };
    match Thresholds::TABLE.iter().find(|threshold| threshold.name == name) {
        Some(threshold) => Ok(Some((threshold.name, score))),
        None => Err(serde::de::Error::custom(format!("unknown threshold “{name}”"))),
    }
}
