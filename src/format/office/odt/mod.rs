//! OpenDocument texts.
//!
//! | part | what is read |
//! |---|---|
//! | `content.xml` | `body`: the text, with its notes, comments and tracked changes |
//! | `content.xml`, `styles.xml` | `styles`: emphasis, quotations, numbers of lists |
//! | `Object 1/content.xml` | a formula |
//! | `meta.xml` | title, author, times |

mod body;
mod styles;

use std::collections::HashMap;

use self::body::Body;
use self::styles::Styles;
use super::{Properties, Version, finish};
use crate::format::error::Error;
use crate::format::formula::of_mathml;
use crate::format::package::Package;
use crate::format::pictures::undescribed;
use crate::format::xml::{NodeId, Xml};
use crate::text::cancel::Stop;
use crate::text::{Document, Format};

/// A document of an OpenDocument text. Incomplete, or any error, once `stop` is set.
pub(in crate::format) fn document(bytes: Vec<u8>, version: Version, stop: Stop<'_>) -> Result<Document, Error> {
    let mut package = Package::open(bytes, stop)?;
    let content = package.text("content.xml")?.ok_or(Error::Damaged("it has no text part"))?;
    let common = package.text("styles.xml")?.unwrap_or_default();
    let meta = package.text("meta.xml")?.unwrap_or_default();
    let xml = Xml::new(&content, stop)?;
    let body = xml.find(0, "body").and_then(|body| xml.child(body, "text"));
    let body = body.ok_or(Error::Damaged("it has no OpenDocument text"))?;
    let styles = Styles::new(&[&Xml::new(&common, stop)?, &xml]);
    let formulas = formulas(&xml, &mut package, stop)?;
    let mut reader = Body::new(&xml, &styles, &formulas, version, stop);
    reader.read(body);
    let tracked = reader.tracked();
    let pictures = reader.pictures;
    let mut document = finish(reader.finish(), properties(&Xml::new(&meta, stop)?), Format::Odt, tracked, &xml, stop)?;
    document.omitted.extend(xml.fault().into_iter().chain(undescribed(pictures)).chain(package.fault()));
    Ok(document)
}

/// The formulas in objects of the file, by the elements that show them. Objects that cannot be read are left out.
fn formulas(xml: &Xml<'_>, package: &mut Package<'_>, stop: Stop<'_>) -> Result<HashMap<NodeId, String>, Error> {
    let mut formulas = HashMap::new();
    for node in (0..xml.len()).filter(|&node| xml.name(node) == "object") {
        let line = if let Some(math) = xml.find(node, "math") {
            of_mathml(xml, math)
        } else {
            let Some(path) = xml.get(node, "href") else { continue };
            let text = match package.text(&format!("{}/content.xml", path.trim_start_matches("./"))) {
                Ok(Some(text)) => text,
                Ok(None) | Err(Error::Damaged(_)) => continue,
                Err(error) => return Err(error),
            };
            let object = Xml::new(&text, stop)?;
            object.find(0, "math").map(|math| of_mathml(&object, math)).unwrap_or_default()
        };
        if !line.is_empty() {
            formulas.insert(node, line);
        }
    }
    Ok(formulas)
}

fn properties(xml: &Xml<'_>) -> Properties {
    let of = |name: &str| xml.find(0, name).map(|node| xml.words(node)).filter(|words| !words.is_empty());
    Properties {
        title: of("title"),
        author: of("initial-creator").or_else(|| of("creator")),
        created: of("creation-date"),
        modified: of("date"),
        language: of("language"),
        keywords: (0..xml.len()).filter(|&n| xml.name(n) == "keyword").map(|n| xml.words(n)).collect(),
    }
}
