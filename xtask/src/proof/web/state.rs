//! Everything that a notebook's database holds, as one text, so that two moments can be compared.

use rusqlite::{Connection, OpenFlags, types::Value};

use crate::{Result, product::Notebook};

/// When somebody was last there is noted now and then; looking at a page may move it, and nothing else.
const MOVES_BY_ITSELF: &str = "seen_ms";

/// Every row of every table. The program may be running.
pub(super) fn state_of(notebook: &Notebook) -> Result<String> {
    let database =
        Connection::open_with_flags(notebook.folder().join("notebook.db"), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    database.busy_timeout(std::time::Duration::from_secs(5))?;
    let mut tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut state = String::new();
    for table in tables {
        state.push_str(&format!("{table}\n{}", rows_of(&database, &table)?));
    }
    if state.contains("entries\n") { Ok(state) } else { Err("the database holds no log".into()) }
}

fn rows_of(database: &Connection, table: &str) -> Result<String> {
    let mut rows = database.prepare(&format!("SELECT * FROM \"{table}\""))?;
    let names: Vec<String> = rows.column_names().map(str::to_owned).collect();
    let mut found: Vec<String> = Vec::new();
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let mut line = String::new();
        for (at, name) in names.iter().enumerate().filter(|(_, name)| *name != MOVES_BY_ITSELF) {
            line.push_str(&format!("{name}={:?} ", row.get::<_, Value>(at)?));
        }
        found.push(line);
    }
    found.sort();
    Ok(found.join("\n") + "\n")
}
