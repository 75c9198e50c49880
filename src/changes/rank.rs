//! The importance of findings, in one table: it decides the class of a change and its position in the list.

use super::model::{Change, Class, Finding, Grade, Landmark};
use Grade::{Grave, Plain, Slight};

/// The most important first. Announced facts come before all others; other announced changes of substance come at
/// [`ANNOUNCED`].
const TABLE: &[(Class, &[Grade])] = &[
    (Class::Negation, ANY),
    (Class::Wording, &[Grave]), // a legal status, somebody's fate
    (Class::Quote, &[Grave, Plain]),
    (Class::Number, &[Grave, Plain]),
    (Class::Date, &[Grave, Plain]),
    (Class::Name, &[Grave, Plain]),
    (Class::Attribution, &[Grave, Plain]),
    (Class::Number, &[Slight]),
    (Class::Hedge, &[Grave]),
    (Class::Hedge, &[Plain]),
    (Class::Headline, &[Grave, Plain]),
    (Class::Date, &[Slight]),
    (Class::Name, &[Slight]),
    (Class::Attribution, &[Slight]),
    (Class::Hedge, &[Slight]),
    (Class::Cut, &[Grave]),
    (Class::Addition, &[Grave]),
    (Class::Wording, &[Plain]),
    (Class::Quote, &[Slight]),
    (Class::Cut, &[Plain]),
    (Class::Addition, &[Plain]),
    (Class::Move, ANY),
    (Class::Wording, &[Slight]),
    (Class::Headline, &[Slight]),
    (Class::Cut, &[Slight]),
    (Class::Addition, &[Slight]),
    (Class::Style, ANY),
    (Class::Typography, ANY),
    (Class::Formatting, ANY),
    (Class::Credit, ANY),
    (Class::Furniture, ANY),
];

const ANY: &[Grade] = &[Grave, Plain, Slight];

/// The position in the table at which announced changes of substance are ranked, unless they are more important.
const ANNOUNCED: (Class, Grade) = (Class::Hedge, Grave);

/// The position of a class and grade in the table; 0 is first.
pub(crate) fn gravity(class: Class, grade: Grade) -> usize {
    TABLE.iter().position(|(c, grades)| *c == class && grades.contains(&grade)).unwrap_or(TABLE.len())
}

impl Finding {
    /// Its importance: 0 is the highest.
    pub(crate) fn gravity(&self) -> usize {
        gravity(self.class, self.grade)
    }

    /// Whether it changes a fact that can be right or wrong, so that it misleads readers unless it is announced.
    pub(crate) fn is_grave(&self) -> bool {
        self.class.is_fact() && self.grade != Slight || self.class == Class::Wording && self.grade == Grave
    }
}

impl Change {
    /// Inserts a finding in order.
    pub(crate) fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
        self.findings.sort_by_key(Finding::gravity);
        self.class = self.findings.first().map_or(self.class, |f| f.class);
    }

    /// Removes findings that another change covers.
    pub(crate) fn drop_findings(&mut self, covered: impl Fn(&Finding) -> bool) {
        self.findings.retain(|finding| !covered(finding));
        if self.findings.is_empty() {
            let is_headline = self.landmark == Some(Landmark::Headline);
            let class = if is_headline { Class::Headline } else { Class::Wording };
            self.findings.push(Finding::new(class, Slight, self.spans));
        }
        self.class = self.findings.first().map_or(self.class, |f| f.class);
    }

    /// Whether it changes a fact that can be right or wrong.
    pub(crate) fn is_grave(&self) -> bool {
        self.findings.iter().any(Finding::is_grave)
    }
}

/// The rank of a change in the list; 0 is first. An announced change that the list already has elsewhere is not moved
/// up. A change that a note corrects ranks first, whatever its class.
pub(crate) fn place(change: &Change, corrected: bool, repeated: bool) -> usize {
    let Some(gravest) = change.findings.first() else { return usize::MAX };
    if change.announced && !repeated && (gravest.is_grave() || corrected && change.class.is_substance()) {
        return 0;
    }
    let own = 1 + gravest.gravity();
    if change.announced && change.class.is_substance() { own.min(1 + gravity(ANNOUNCED.0, ANNOUNCED.1)) } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_and_grade_has_one_place() {
        for class in Class::ALL {
            for grade in ANY {
                let places = TABLE.iter().filter(|(c, grades)| *c == class && grades.contains(grade)).count();
                assert_eq!(places, 1, "{} {}", class.name(), grade.name());
            }
        }
    }
}
