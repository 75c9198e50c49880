//! Formulas in one line of text: `(a + b)/2`, `x_1^2`, `√(x + 1)`, from MathML and from the formulas of Word.
//!
//! The same formula gives the same line from either, so that a Word file can be compared with a web page.

use std::borrow::Cow;

use super::nodes::NodeId;

/// Maximum length of a formula, in bytes; a longer one is written as its characters alone.
const FORMULA_BYTES: usize = 16 * 1024;

/// The elements of a formula, in a tree whose depth is bounded.
pub(in crate::format) trait Elements {
    /// The element's name without its prefix; empty for text.
    fn element(&self, node: NodeId) -> &str;
    /// The text of a text node.
    fn characters(&self, node: NodeId) -> Option<Cow<'_, str>>;
    /// The value of an attribute, by its name without prefix.
    fn attribute(&self, node: NodeId, name: &str) -> Option<Cow<'_, str>>;
    /// The children of a node.
    fn within(&self, node: NodeId) -> Vec<NodeId>;
    /// The index after the last descendant of a node.
    fn end(&self, node: NodeId) -> NodeId;
}

/// The line of `<math>`: that of its elements, or what it states of itself.
pub(in crate::format) fn of_mathml<T: Elements>(tree: &T, math: NodeId) -> String {
    let line = line(tree, math, Mathml);
    let stated = || tree.attribute(math, "alttext").map(Cow::into_owned).filter(|text| !text.trim().is_empty());
    if !line.is_empty() {
        return line;
    }
    let annotation = || (math..tree.end(math)).find(|&node| tree.element(node) == "annotation");
    stated().or_else(|| Some(characters(tree, annotation()?))).unwrap_or_default()
}

/// The line of `m:oMath` or `m:oMathPara`; `shows` says whether an element is part of the version that is read.
pub(in crate::format) fn of_word<T: Elements>(tree: &T, math: NodeId, shows: &mut dyn FnMut(NodeId) -> bool) -> String {
    line(tree, math, Word { shows })
}

fn line<T: Elements>(tree: &T, math: NodeId, mut language: impl Language<T>) -> String {
    let length: usize = (math..tree.end(math)).filter_map(|node| tree.characters(node)).map(|text| text.len()).sum();
    let mut line = String::new();
    if length > FORMULA_BYTES {
        line.push_str(&characters(tree, math));
    } else {
        language.write(tree, math, &mut line);
    }
    line.trim().to_owned()
}

/// All characters of a node.
fn characters<T: Elements>(tree: &T, node: NodeId) -> String {
    (node..tree.end(node)).filter_map(|node| tree.characters(node)).collect()
}

/// A language of formulas.
trait Language<T: Elements> {
    /// Appends a node to the line.
    fn write(&mut self, tree: &T, node: NodeId, line: &mut String);

    /// Appends the children of a node.
    fn row(&mut self, tree: &T, node: NodeId, line: &mut String) {
        tree.within(node).into_iter().for_each(|child| self.write(tree, child, line));
    }

    /// A node as a line of its own; empty where there is none.
    fn part(&mut self, tree: &T, node: Option<NodeId>) -> String {
        let mut part = String::new();
        if let Some(node) = node {
            self.write(tree, node, &mut part);
        }
        part.trim().to_owned()
    }

    /// The rows of a matrix: `[a, b; c, d]`.
    fn matrix(&mut self, tree: &T, rows: &[Vec<NodeId>], line: &mut String) {
        let rows: Vec<String> = rows
            .iter()
            .map(|cells| cells.iter().map(|&cell| self.part(tree, Some(cell))).collect::<Vec<_>>().join(", "))
            .collect();
        line.push_str(&format!("[{}]", rows.join("; ")));
    }
}

/// MathML, of which the elements of presentation are read.
struct Mathml;

impl<T: Elements> Language<T> for Mathml {
    fn write(&mut self, tree: &T, node: NodeId, line: &mut String) {
        let elements = || tree.within(node).into_iter().filter(|&n| !tree.element(n).is_empty()).collect::<Vec<_>>();
        let mut parts = |which: [usize; 3]| {
            let all = elements();
            which.map(|at| self.part(tree, all.get(at).copied()))
        };
        match tree.element(node) {
            "" => signs(tree.characters(node).unwrap_or_default().trim(), line),
            "annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts" => {}
            "mi" | "mtext" => name(&characters(tree, node), line),
            "mspace" => space(line),
            "mfrac" => {
                let [above, below, _] = parts([0, 1, 2]);
                fraction(&above, &below, line);
            }
            "msub" | "munder" => {
                let [base, below, _] = parts([0, 1, 2]);
                scripts(&base, &below, "", line);
            }
            "msup" => {
                let [base, above, _] = parts([0, 1, 2]);
                scripts(&base, "", &above, line);
            }
            "mover" => {
                let [base, above, _] = parts([0, 1, 2]);
                accent(&base, &above, line);
            }
            "msubsup" | "munderover" | "mmultiscripts" => {
                let [base, below, above] = parts([0, 1, 2]);
                scripts(&base, &below, &above, line);
            }
            "msqrt" => {
                let mut inner = String::new();
                self.row(tree, node, &mut inner);
                root(inner.trim(), "", line);
            }
            "mroot" => {
                let [inner, degree, _] = parts([0, 1, 2]);
                root(&inner, &degree, line);
            }
            "mfenced" => {
                let stated = |name, usual: &str| tree.attribute(node, name).map_or(usual.to_owned(), Cow::into_owned);
                let (open, close) = (stated("open", "("), stated("close", ")"));
                let inner: Vec<String> = elements().into_iter().map(|n| self.part(tree, Some(n))).collect();
                line.push_str(&format!("{open}{}{close}", inner.join(", ")));
            }
            "mtable" => {
                let rows = elements().into_iter().filter(|&n| tree.element(n).ends_with("tr"));
                let cells = |row| tree.within(row).into_iter().filter(|&n| tree.element(n) == "mtd").collect();
                let rows: Vec<Vec<NodeId>> = rows.map(cells).collect();
                self.matrix(tree, &rows, line);
            }
            "semantics" => {
                if let Some(&first) = elements().first() {
                    self.write(tree, first, line);
                }
            }
            _ => self.row(tree, node, line),
        }
    }
}

/// The formulas of Word, where an element of a formula is named for its place: `num`, `den`, `e`, `sub`, `sup`.
struct Word<'s> {
    shows: &'s mut dyn FnMut(NodeId) -> bool,
}

impl<T: Elements> Language<T> for Word<'_> {
    fn write(&mut self, tree: &T, node: NodeId, line: &mut String) {
        if !(self.shows)(node) {
            return;
        }
        let named = |name: &str| tree.within(node).into_iter().find(|&n| tree.element(n) == name);
        // A property of the element: `<m:naryPr><m:chr m:val="∑"/></m:naryPr>`.
        let property = |name: &str| {
            let properties = tree.within(node).into_iter().find(|&n| tree.element(n).ends_with("Pr"))?;
            let found = tree.within(properties).into_iter().find(|&n| tree.element(n) == name)?;
            Some(tree.attribute(found, "val").map_or_else(String::new, Cow::into_owned))
        };
        let mut part = |name: &str| self.part(tree, named(name));
        match tree.element(node) {
            "t" | "delText" => signs(&characters(tree, node), line),
            "f" => fraction(&part("num"), &part("den"), line),
            "sSub" | "sSup" | "sSubSup" => scripts(&part("e"), &part("sub"), &part("sup"), line),
            "sPre" => {
                scripts("", &part("sub"), &part("sup"), line);
                line.push_str(&part("e"));
            }
            "limLow" => scripts(&part("e"), &part("lim"), "", line),
            "limUpp" => scripts(&part("e"), "", &part("lim"), line),
            "rad" => root(&part("e"), &part("deg"), line),
            "nary" => {
                let sign = property("chr").filter(|sign| !sign.is_empty()).unwrap_or_else(|| "∫".to_owned());
                scripts(&sign, &part("sub"), &part("sup"), line);
                space(line);
                line.push_str(&part("e"));
            }
            "func" => {
                name(&part("fName"), line);
                space(line);
                line.push_str(&part("e"));
            }
            "acc" => accent(&part("e"), &property("chr").unwrap_or_else(|| "\u{302}".to_owned()), line),
            "bar" => accent(&part("e"), "\u{304}", line),
            "d" => {
                let bracket = |name: &str, usual: &str| property(name).unwrap_or_else(|| usual.to_owned());
                let (open, close) = (bracket("begChr", "("), bracket("endChr", ")"));
                let inner = tree.within(node).into_iter().filter(|&n| tree.element(n) == "e");
                let inner: Vec<String> = inner.map(|n| self.part(tree, Some(n))).collect();
                line.push_str(&format!("{open}{}{close}", inner.join(&bracket("sepChr", "|"))));
            }
            "m" | "eqArr" => {
                let is = |n: &NodeId| tree.element(*n) == "e";
                let rows = tree.within(node).into_iter().filter(|&n| matches!(tree.element(n), "mr" | "e"));
                let cells = |row| {
                    let cells: Vec<NodeId> = tree.within(row).into_iter().filter(is).collect();
                    if cells.is_empty() { vec![row] } else { cells }
                };
                let rows: Vec<Vec<NodeId>> = rows.map(cells).collect();
                self.matrix(tree, &rows, line);
            }
            // Properties, and what takes place without being seen.
            "phant" | "deg" => {}
            other if other.ends_with("Pr") => {}
            _ => self.row(tree, node, line),
        }
    }

    fn part(&mut self, tree: &T, node: Option<NodeId>) -> String {
        let mut part = String::new();
        if let Some(node) = node.filter(|&node| (self.shows)(node)) {
            self.row(tree, node, &mut part);
        }
        part.trim().to_owned()
    }
}

/// Appends a space, unless there is one.
fn space(line: &mut String) {
    if !line.is_empty() && !line.ends_with(' ') {
        line.push(' ');
    }
}

/// Appends a name; one of several letters is set apart from what is before it: `2 sin x`.
fn name(text: &str, line: &mut String) {
    let text = text.trim();
    let is_long = |word: &str| word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    let last = line.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let touches = line.ends_with(char::is_alphanumeric) && text.starts_with(char::is_alphanumeric);
    if touches && (is_long(text) || is_long(last)) {
        line.push(' ');
    }
    signs(text, line);
}

/// Appends characters with the spaces that readers expect around signs.
fn signs(text: &str, line: &mut String) {
    for c in text.chars() {
        match c {
            // Invisible operators: function application, times, separator, plus.
            '\u{2061}' | '\u{200b}' => {}
            '\u{2062}'..='\u{2064}' => {}
            c if c.is_whitespace() => space(line),
            c if is_between(c) => {
                let before = line.trim_end();
                let begins = before.is_empty() || before.ends_with(|c| is_between(c) || "([{,;|".contains(c));
                if begins {
                    line.push(c);
                } else {
                    space(line);
                    line.push(c);
                    line.push(' ');
                }
            }
            ',' | ';' | ')' | ']' | '}' => {
                line.truncate(line.trim_end().len());
                line.push(c);
                if matches!(c, ',' | ';') {
                    line.push(' ');
                }
            }
            c => line.push(c),
        }
    }
}

/// Whether a sign is between two operands, with spaces around it.
const fn is_between(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '−' | '±' | '∓' | '<' | '>' | '×' | '÷' | '∧' | '∨' | '∪' | '∩' | '⊕' | '⊗')
        || matches!(c, '←'..='⇿' | '∈'..='∋' | '∼'..='⊋')
}

/// Whether a part is read as one operand without brackets.
fn is_one(part: &str) -> bool {
    let mut chars = part.chars();
    let closed = || {
        let mut depth = 0_usize;
        part.starts_with('(')
            && part.char_indices().all(|(at, c)| {
                depth = match c {
                    '(' => depth + 1,
                    ')' => depth.saturating_sub(1),
                    _ => depth,
                };
                depth > 0 || at + c.len_utf8() == part.len()
            })
    };
    (chars.next().is_some() && chars.all(is_above)) || part.chars().all(|c| c.is_numeric() || c == '.') || closed()
}

/// Whether a character is drawn above the one before it.
const fn is_above(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '′' | '″' | '‴')
}

fn bracketed(part: &str) -> Cow<'_, str> {
    if is_one(part) { part.into() } else { format!("({part})").into() }
}

fn fraction(above: &str, below: &str, line: &mut String) {
    let above = if above.contains([' ', '/']) { bracketed(above) } else { above.into() };
    line.push_str(&format!("{above}/{}", bracketed(below)));
}

/// Appends a base with what is below and above it: `x_1^2`, `f′`.
fn scripts(base: &str, below: &str, above: &str, line: &mut String) {
    // A name has no brackets: `lim_(x → 0)`.
    if base.is_empty() || base.chars().all(char::is_alphabetic) && base.chars().nth(2).is_some() {
        name(base, line);
    } else {
        line.push_str(&bracketed(base));
    }
    if !below.is_empty() {
        line.push_str(&format!("_{}", bracketed(below)));
    }
    if above.chars().all(|c| matches!(c, '′' | '″' | '‴' | '°')) {
        line.push_str(above);
    } else {
        line.push_str(&format!("^{}", bracketed(above)));
    }
}

/// Appends a base with an accent; any other sign above it is written as an exponent.
fn accent(base: &str, above: &str, line: &mut String) {
    let mark = match above {
        "^" | "ˆ" | "\u{302}" => '\u{302}',
        "~" | "˜" | "∼" | "\u{303}" => '\u{303}',
        "¯" | "‾" | "_" | "\u{304}" | "\u{305}" => '\u{304}',
        "˙" | "." | "\u{307}" => '\u{307}',
        "¨" | "\u{308}" => '\u{308}',
        "→" | "\u{20d7}" => '\u{20d7}',
        _ => return scripts(base, "", above, line),
    };
    line.push_str(base);
    line.push(mark);
}

fn root(inner: &str, degree: &str, line: &mut String) {
    let degree = if degree.is_empty() { String::new() } else { format!("[{degree}]") };
    line.push_str(&format!("√{degree}{}", bracketed(inner)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::xml::Xml;
    use crate::text::cancel::Stop;

    fn mathml(inner: &str) -> String {
        of_mathml(&Xml::new(&format!("<math>{inner}</math>"), Stop::NEVER).unwrap(), 1)
    }

    fn word(inner: &str) -> String {
        of_word(&Xml::new(&format!("<m:oMath>{inner}</m:oMath>"), Stop::NEVER).unwrap(), 1, &mut |_| true)
    }

    #[test]
    fn both_languages_give_the_same_line() {
        let r = |text: &str| format!("<m:r><m:rPr><m:sty m:val='i'/></m:rPr><m:t>{text}</m:t></m:r>");
        let m = |name: &str, parts: &[(&str, &str)]| {
            let parts: String = parts.iter().map(|(name, part)| format!("<m:{name}>{}</m:{name}>", r(part))).collect();
            format!("<m:{name}>{parts}</m:{name}>")
        };
        for (one, other, line) in [
            (
                "<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>".to_owned(),
                r("E=m") + &m("sSup", &[("e", "c"), ("sup", "2")]),
                "E = mc^2",
            ),
            (
                "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>12</mn></mfrac>".to_owned(),
                m("f", &[("num", "a+b"), ("den", "12")]),
                "(a + b)/12",
            ),
            (
                "<msqrt><mi>x</mi><mo>-</mo><mn>1</mn></msqrt>".to_owned(),
                m("rad", &[("deg", ""), ("e", "x-1")]),
                "√(x - 1)",
            ),
            (
                "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mspace/><mi>i</mi>"
                    .to_owned(),
                format!("<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{}</m:sub><m:sup>{}</m:sup><m:e>{}</m:e></m:nary>",
                    r("i=1"), r("n"), r("i")),
                "∑_(i = 1)^n i",
            ),
            (
                "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mo>-</mo><mi>x</mi></mtd>\
                 <mtd><mn>1</mn></mtd></mtr></mtable>"
                    .to_owned(),
                format!("<m:m><m:mr><m:e>{}</m:e><m:e>{}</m:e></m:mr><m:mr><m:e>{}</m:e><m:e>{}</m:e></m:mr></m:m>",
                    r("1"), r("0"), r("-x"), r("1")),
                "[1, 0; -x, 1]",
            ),
            ("<mover><mi>x</mi><mo>¯</mo></mover>".to_owned(), m("bar", &[("e", "x")]), "x\u{304}"),
        ] {
            assert_eq!((mathml(&one).as_str(), word(&other).as_str()), (line, line));
        }
    }

    #[test]
    fn names_primes_and_brackets() {
        let line =
            mathml("<mn>2</mn><mi>sin</mi><mo>&#x2061;</mo><mi>x</mi><mo>,</mo><msup><mi>f</mi><mo>′</mo></msup>");
        assert_eq!(line, "2 sin x, f′");
        let limit = "<munder><mi>lim</mi><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder>";
        assert_eq!(mathml(limit), "lim_(x → 0)");
        assert_eq!(mathml("<mfenced open='[' close=')'><mn>0</mn><mn>1</mn></mfenced>"), "[0, 1)");
        assert_eq!(mathml("<mroot><mi>x</mi><mn>3</mn></mroot>"), "√[3]x");
        let bracketed =
            "<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d>";
        assert_eq!(word(bracketed), "[x]");
    }

    #[test]
    fn what_a_formula_states_of_itself_is_read_where_it_has_no_elements() {
        let xml = "<math alttext='E = mc^2'><semantics><annotation>TeX</annotation></semantics></math>";
        let of = |text: &str| of_mathml(&Xml::new(text, Stop::NEVER).unwrap(), 1);
        assert_eq!(of(xml), "E = mc^2");
        assert_eq!(of(&xml.replace("alttext='E = mc^2'", "")), "TeX");
    }

    #[test]
    fn a_deep_or_long_formula_takes_little_time() {
        let deep = "<msup>".repeat(100_000) + "<mi>x</mi>";
        assert!(mathml(&deep).len() < 10_000);
        let long = format!("<msup><mi>{}</mi></msup>", "x".repeat(FORMULA_BYTES + 1));
        assert_eq!(mathml(&long).len(), FORMULA_BYTES + 1);
    }
}
