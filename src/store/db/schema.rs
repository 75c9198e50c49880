//! The schema of the state database and its migrations.
//!
//! A released migration is never edited: new ones are appended.

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// The migrations in order; the schema version is the number of applied ones.
const MIGRATIONS: [&str; 1] = [
    // Reading positions. `seq` orders them by time of saving, as clocks may go back.
    "CREATE TABLE position (
        path    BLOB PRIMARY KEY,     -- the canonical path as the system's bytes
        content BLOB NOT NULL,        -- SHA-256 of the text, so that a renamed file is known again
        at      INTEGER NOT NULL,     -- byte of the text
        length  INTEGER NOT NULL,     -- bytes of the text
        mark    TEXT NOT NULL,        -- the text at the place
        seq     INTEGER NOT NULL
     ) WITHOUT ROWID;
     CREATE INDEX position_seq ON position (seq);
     CREATE INDEX position_content ON position (content);
     CREATE TABLE choice (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;",
];

/// The schema version with all migrations applied.
pub(super) const NEWEST: u32 = MIGRATIONS.len() as u32;

/// Applies the missing migrations, each in a transaction with its version.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    if version(connection)? == NEWEST {
        return Ok(());
    }
    // Two programs may start at once: the version is read again under the lock.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (n, sql) in (1..).zip(MIGRATIONS) {
        if version(&transaction)? < n {
            apply(&transaction, n, sql)?;
        }
    }
    transaction.commit()
}

fn apply(transaction: &Transaction<'_>, version: u32, sql: &str) -> rusqlite::Result<()> {
    transaction.execute_batch(sql)?;
    transaction.pragma_update(None, "user_version", version)
}

fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_migrates_to_the_newest() {
        for from in 0..=MIGRATIONS.len() {
            let mut connection = Connection::open_in_memory().expect("opened");
            for (n, sql) in (1..).zip(&MIGRATIONS[..from]) {
                let transaction = connection.transaction().expect("begun");
                apply(&transaction, n, sql).expect("applied");
                transaction.commit().expect("committed");
            }
            migrate(&mut connection).expect("migrated");
            assert_eq!(version(&connection).expect("read"), NEWEST, "from {from}");
        }
    }
}
