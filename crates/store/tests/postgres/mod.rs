//! What is particular to the store on PostgreSQL: many processes on one database, and a database that goes away.

mod away;
mod in_turn;
mod schema;
mod together;
mod watching;
