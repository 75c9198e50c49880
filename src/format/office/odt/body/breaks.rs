//! Line breaks of a paragraph, which may be part of one version alone.

use super::Body;
use crate::format::office::Version;
use crate::format::office::paragraph::Paragraph;
use crate::format::xml::NodeId;

impl Body<'_, '_> {
    /// Opens the block of a paragraph.
    pub(super) fn begin(&mut self, node: NodeId, is: Paragraph) {
        let has_lines = self.has_break(node);
        is.begin(&mut self.writer, has_lines);
    }

    /// Whether a paragraph has a line break that is part of this version.
    fn has_break(&self, node: NodeId) -> bool {
        let xml = self.xml;
        let has = |node: NodeId| xml.subtree(node).any(|n| xml.name(n) == "line-break");
        if self.version == Version::Accepted {
            return has(node);
        }
        // Insertions that are open at each element.
        let mut hidden = self.hidden.len();
        for n in xml.subtree(node) {
            let change = || xml.get(n, "change-id").and_then(|id| self.changes.get(&*id).copied());
            match (xml.name(n), hidden) {
                ("line-break", 0) => return true,
                ("change-start", _) if change().is_some_and(|(insertion, _)| insertion) => hidden += 1,
                ("change-end", _) if change().is_some_and(|(insertion, _)| insertion) => {
                    hidden = hidden.saturating_sub(1);
                }
                ("change", _) => {
                    let deleted = change().filter(|(insertion, region)| !insertion && !self.restored.contains(region));
                    if deleted.is_some_and(|(_, region)| has(region)) {
                        return true;
                    }
                }
                _ => {}
            }
        }
        false
    }
}
