//! JSON as a tree, for feeds, exports of wikis and metadata of pages; the number of its values is limited.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};

use super::error::Error;
use super::nodes::MAX_NODES;
use crate::text::cancel::Stop;

/// The depth to which the parser reads.
const JSON_DEPTH: usize = 127;

/// Parses a text. Fails if it is not valid, has too many values, or once `stop` is set; nesting is limited by the parser.
pub(in crate::format) fn parse(text: &str, stop: Stop<'_>) -> Result<Json, Error> {
    let mut left = MAX_NODES;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let parsed = Values { left: &mut left, stop }.deserialize(&mut deserializer);
    let parsed = parsed.and_then(|json| deserializer.end().map(|()| json));
    stop.check()?;
    match parsed {
        Ok(json) => Ok(json),
        Err(_) if left == 0 => Err(Error::Elements(MAX_NODES)),
        Err(error) if error.to_string().starts_with("recursion limit exceeded") => Err(Error::Depth(JSON_DEPTH)),
        Err(_) => Err(Error::Damaged("it is not valid JSON")),
    }
}

/// Builds values, and counts them.
struct Values<'a> {
    /// How many more values there may be.
    left: &'a mut usize,
    stop: Stop<'a>,
}

impl Values<'_> {
    /// The same for a value inside this one.
    const fn inner(&mut self) -> Values<'_> {
        Values { left: self.left, stop: self.stop }
    }
}

impl<'de> DeserializeSeed<'de> for Values<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        match self.left.checked_sub(1) {
            Some(left) if !self.stop.is_set() => *self.left = left,
            _ => return Err(D::Error::custom("stopped")),
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Values<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut values: A) -> Result<Json, A::Error> {
        let mut out = Vec::new();
        while let Some(value) = values.next_element_seed(self.inner())? {
            out.push(value);
        }
        Ok(Json::Array(out))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut values: A) -> Result<Json, A::Error> {
        let mut out = Map::new();
        while let Some(key) = values.next_key::<String>()? {
            let value = values.next_value_seed(self.inner())?;
            out.insert(key, value);
        }
        Ok(Json::Object(out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_same_tree_as_that_of_the_parser() {
        for text in [r#"{"a": [1, -2, 3.5, "x\n", null, true], "b": {"c": {}}}"#, "[]", "\"é\"", "18446744073709551615"]
        {
            assert_eq!(parse(text, Stop::NEVER), Ok(serde_json::from_str(text).unwrap()), "{text}");
        }
        for text in ["", "{", "[1] 2", "[1,]"] {
            assert_eq!(parse(text, Stop::NEVER), Err(Error::Damaged("it is not valid JSON")), "{text}");
        }
    }

    #[test]
    fn nesting_is_limited() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(parse(&nested(JSON_DEPTH), Stop::NEVER).is_ok());
        assert_eq!(parse(&nested(JSON_DEPTH + 1), Stop::NEVER), Err(Error::Depth(JSON_DEPTH)));
    }

    #[test]
    fn the_number_of_values_is_limited() {
        let text = format!("[0{}]", ",0".repeat(MAX_NODES));
        assert_eq!(parse(&text, Stop::NEVER), Err(Error::Elements(MAX_NODES)));
    }
}
