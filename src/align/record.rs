//! Records of how links were made, for `recto explain`.

use serde::{Deserialize, Deserializer, Serialize};

use super::thresholds::Thresholds;

/// The step of the alignment that made a link or joined a sentence to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Step {
    /// Equal and unique on both sides, and in the heaviest chain.
    Equal,
    /// Similar, and in the heaviest chain.
    Chain,
    /// Equal, but repeated; between two links.
    Repeat,
    /// Similar, between two links.
    Gap,
    /// Short, between two links: by words in order, or by position alone.
    Place,
    /// Two headlines.
    Headline,
    /// Equal, out of order.
    EqualMove,
    /// Similar, out of order.
    Move,
    /// Next to a link on both sides.
    Neighbour,
    /// A sentence with content that the link next to it lacks: a split or a merge.
    Join,
    /// Two links with their boundary at different positions.
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

/// What a step measured, and the thresholds that it applied.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pairing {
    /// The step.
    pub step: Step,
    /// The similarity, 0 to 1, and above where much is shared; for a join, the share of the sentence that the link
    /// lacked. 1 for equal sentences.
    pub score: f32,
    /// The name and value of the required score; `None` where none was required.
    #[serde(deserialize_with = "needed_score")]
    pub needed_score: Option<(&'static str, f32)>,
    /// The rarity of the common words, in nats.
    pub evidence: f32,
    /// The required evidence, in nats; 0 where none was required.
    pub needed_evidence: f32,
}

impl Pairing {
    /// The record of equal sentences with a weight of `evidence` nats.
    pub(crate) const fn equal(step: Step, evidence: f32) -> Self {
        Self { step, score: 1.0, needed_score: None, evidence, needed_evidence: 0.0 }
    }

    /// Whether it meets the requirements.
    pub(crate) fn holds(&self) -> bool {
        self.needed_score.is_none_or(|(_, needed)| self.score >= needed) && self.evidence >= self.needed_evidence
    }
}

/// Maps a threshold's name to the one in the table of thresholds.
fn needed_score<'de, D: Deserializer<'de>>(from: D) -> Result<Option<(&'static str, f32)>, D::Error> {
    let Some((name, score)) = Option::<(String, f32)>::deserialize(from)? else { return Ok(None) };
    match Thresholds::TABLE.iter().find(|threshold| threshold.name == name) {
        Some(threshold) => Ok(Some((threshold.name, score))),
        None => Err(serde::de::Error::custom(format!("unknown threshold “{name}”"))),
    }
}
