//! Mail headers: "From: …", "Subject: …", "Date: …".

use crate::format::part::Part;
use crate::lang::Phrases;
use crate::text::is_space;

/// A field of a mail header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum Field {
    Subject,
    Date,
    Person,
}

/// The field of a mail header line, and the length of its name with the colon, in bytes.
pub(in crate::format) fn field(line: &str) -> Option<(Field, usize)> {
    const SUBJECT: Phrases = Phrases::of("mail", "subject");
    const DATE: Phrases = Phrases::of("mail", "date");
    const PERSON: Phrases = Phrases::of("mail", "person");
    let fields = [(Field::Subject, &SUBJECT), (Field::Date, &DATE), (Field::Person, &PERSON)];
    let colon = line.bytes().take(10).position(|b| b == b':')?;
    let name = line.get(..colon)?;
    let spaced = line.get(colon + 1..)?.starts_with(is_space);
    let (field, _) = fields.iter().find(|(_, names)| names.has_in_any_case(name))?;
    (spaced && name.starts_with(char::is_uppercase)).then_some((*field, colon + 1))
}

/// The number of parts at the top that are a mail header: it must have a person, and a subject or a date.
pub(in crate::format) fn mail_head(parts: &[Part<'_>]) -> usize {
    let fields: Vec<Field> =
        parts.iter().take(10).map_while(|part| field(part.text())).map(|(field, _)| field).collect();
    let mail = fields.contains(&Field::Person) && fields.iter().any(|&field| field != Field::Person);
    if mail { fields.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_mails() {
        assert_eq!(field("Subject: Canal"), Some((Field::Subject, 8)));
        assert_eq!(field("From: Nora Tilling <nora@sample.example>"), Some((Field::Person, 5)));
        assert_eq!(field("To the lighthouse: a walk"), None);
        assert_eq!(field("to: nobody"), None);
    }
}
