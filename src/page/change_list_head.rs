//! The head of the change list: how many changes there are, and the filters with their keys.

use super::change_list::ChangeListPage;
use super::filter::Filter;
use super::{Role, Run, width};

/// A word of the head: a filter's key and name, or plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadWord {
    /// What is shown.
    pub runs: Vec<Run>,
    /// The filter that a click selects.
    pub filter: Option<Filter>,
}

impl ChangeListPage {
    /// "22 changes  0 all 22  1 quotes 1 …" in lines of at most `cells` cells: all filters with their keys, as given by
    /// `key`, and their number of changes; the active one is accented.
    #[must_use]
    pub fn head(&self, cells: usize, key: impl Fn(Filter) -> String) -> Vec<Vec<HeadWord>> {
        let noun = if self.shown.len() == 1 { "change" } else { "changes" };
        let plain = |text: String, role| HeadWord { runs: vec![Run::new(text, role)], filter: None };
        let mut words = vec![plain(format!("{} {noun}", self.shown.len()), Role::Label)];
        words.extend((self.silent > 0).then(|| plain(format!("! {} not announced", self.silent), Role::Edited)));
        for (filter, n) in Filter::ALL.into_iter().zip(self.counts) {
            let role = match n {
                _ if filter == self.filter => Role::Accent,
                0 => Role::Dim,
                _ => Role::Text,
            };
            let key = Run::new(format!("{} ", key(filter)), if n == 0 { Role::Dim } else { Role::Label });
            words.push(HeadWord {
                runs: vec![key, Run::new(format!("{} {n}", filter.name()), role)],
                filter: Some(filter),
            });
        }
        let mut lines: Vec<Vec<HeadWord>> = vec![Vec::new()];
        let mut used = 0;
        for word in words {
            let wide = 2 + word.runs.iter().map(|run| width(&run.text)).sum::<usize>();
            if used > 0 && used + wide > cells {
                lines.push(Vec::new());
                used = 0;
            }
            used += wide;
            lines.last_mut().into_iter().for_each(|line| line.push(word.clone()));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::changes::{Options, compare};
    use crate::page::{CompareOptions, ComparePage};
    use crate::text::Pair;

    fn list() -> ChangeListPage {
        let old = "The bridge cost $1.5 million, the U.S. firm said.\n\nNobody was hurt in the works on the quay.\n";
        let new = "The bridge cost $15 million, the US firm said.\n";
        let docs = Pair::new(old, new).map(|text| Arc::new(crate::format::plain_text(text).expect("a text")));
        let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
        ChangeListPage::new(&ComparePage::new(docs, Arc::new(comparison), CompareOptions::default(), 80), Filter::All)
    }

    fn head(list: &ChangeListPage, cells: usize) -> Vec<String> {
        let key = |filter| Filter::ALL.iter().position(|f| *f == filter).unwrap_or(0).to_string();
        let word = |word: &HeadWord| word.runs.iter().map(|run| run.text.as_str()).collect::<String>();
        list.head(cells, key).iter().map(|line| line.iter().map(word).collect::<Vec<_>>().join("  ")).collect()
    }

    #[test]
    fn the_head_shows_all_filters_at_any_width() {
        let list = list();
        assert_eq!(
            head(&list, 160),
            [
                "3 changes  0 all 3  1 quotes 0  2 attribution 0  3 numbers 1  4 names 0  5 wording 0  6 cuts 1  7 additions 0  \
              8 style 1  9 other 0"
            ]
        );
        for cells in [30, 48, 60, 80, 100] {
            let lines = head(&list, cells);
            assert!(lines.iter().all(|line| width(line) <= cells), "{cells}: {lines:?}");
            assert_eq!(lines.join("  "), head(&list, 1000).join("  "));
        }
    }
}
