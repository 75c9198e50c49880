//! Trees as lists of nodes, parents before children, so that traversals need no recursion.

use std::ops::Range;

use super::error::Error;
use crate::text::cancel::Stop;

/// The index of a node in its tree.
pub(in crate::format) type NodeId = usize;

/// A node.
#[derive(Debug)]
pub(in crate::format) struct Node<K> {
    pub parent: NodeId,
    /// The index after its last descendant.
    pub end: NodeId,
    pub kind: K,
}

/// Maximum number of nodes of a tree: they take about 100 bytes each, with what is computed for them. A page of 128 MB has
/// fewer, with the usual 40 bytes for a node; a part of an office file has at most 64 MB.
pub(in crate::format) const MAX_NODES: usize = 4_000_000;

/// Appends a node; fails if there are too many, or once `stop` is set.
pub(in crate::format) fn push<K>(
    nodes: &mut Vec<Node<K>>,
    parent: NodeId,
    kind: K,
    stop: Stop<'_>,
) -> Result<NodeId, Error> {
    stop.check()?;
    let id = nodes.len();
    if id >= MAX_NODES {
        return Err(Error::Elements(MAX_NODES));
    }
    nodes.push(Node { parent, end: id + 1, kind });
    Ok(id)
}

/// A node and its descendants, in document order.
pub(in crate::format) fn subtree<K>(nodes: &[Node<K>], node: NodeId) -> Range<NodeId> {
    node..nodes.get(node).map_or(node, |n| n.end)
}

/// The children of a node.
pub(in crate::format) fn children<K>(nodes: &[Node<K>], node: NodeId) -> impl Iterator<Item = NodeId> + use<'_, K> {
    let within = subtree(nodes, node);
    let mut next = node + 1;
    std::iter::from_fn(move || {
        let child = Some(next).filter(|child| within.contains(child))?;
        next = nodes[child].end.max(child + 1);
        Some(child)
    })
}

/// The content of a CDATA section.
pub(in crate::format) fn cdata(section: &str) -> &str {
    let inner = section.strip_prefix("<![CDATA[").unwrap_or(section);
    inner.strip_suffix("]]>").unwrap_or(inner)
}
