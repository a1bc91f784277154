//! What can be typed on the command line. The help texts are for people.

mod measures;
mod serve;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use self::{
    measures::MeasuresAction,
    serve::{LogFormat, Serve, SignUp},
};

/// The heading of what every command takes.
const EVERYWHERE: &str = "For every command";

/// What `--help` says below the options.
const AFTER_HELP: &str = "\
Without a command, `hearken` serves the notebook in your browser.

Exit codes:
  0  done
  1  done, and there is something to look at: nothing found, something damaged, something not kept
  2  could not be done

Environment:
  HEARKEN_DATA  the folder of the notebook, when --data does not name one
  HEARKEN_DATABASE
                the database, when --database does not name one; so its password is in no list of processes
  HEARKEN_LOG   how much to log on standard error, such as `debug`; never a word of yours";

/// What `migrate --help` says below the options.
const MIGRATE_HELP: &str = "\
  hearken migrate --from sqlite --to postgres --data DIR --database postgres://…

It stays sealed all the way, and no passphrase is needed. What it comes from is left as it was. Stop the
server first: what is written while it is carried may stay behind.";

/// What `admin --help` says below the options.
const ADMIN_HELP: &str = "\
A tab stands between the columns. Somebody without a name is named \"\". Of a device that sits with a
session a third column says whether it was handed over or joined.

With a database it works beside the running server, and what it changes holds there at once. With a
file, stop the server before you change anything; looking works beside it.";

/// A private notebook for parts work before, during and after ketamine therapy. It stays on this machine.
#[derive(Parser)]
#[command(name = "hearken", version, about, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(flatten)]
    pub(crate) serve: Serve,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

impl Cli {
    /// Whether this starts the server.
    pub(crate) fn is_server(&self) -> bool {
        matches!(self.command, None | Some(Command::Serve(_)))
    }

    /// How the log is written.
    pub(crate) fn log_format(&self) -> LogFormat {
        let behind = match &self.command {
            Some(Command::Serve(serve)) => serve.log_format,
            _ => None,
        };
        behind.or(self.serve.log_format).unwrap_or_default()
    }
}

/// What every command takes.
#[derive(Args, Clone)]
pub(crate) struct Common {
    /// The folder of the notebook [default: $HEARKEN_DATA, else your data folder]
    #[arg(long, global = true, value_name = "DIR", help_heading = EVERYWHERE)]
    pub(crate) data: Option<PathBuf>,
    /// A PostgreSQL database instead of a file in that folder, which then only holds what this machine remembers
    #[arg(long, global = true, value_name = "postgres://…", env = "HEARKEN_DATABASE", hide_env_values = true, help_heading = EVERYWHERE)]
    pub(crate) database: Option<String>,
    /// Read the passphrase from a file instead of asking for it
    #[arg(long, global = true, value_name = "FILE", help_heading = EVERYWHERE)]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Whose notebook, where several people have one here
    #[arg(long, global = true, value_name = "NAME", help_heading = EVERYWHERE)]
    pub(crate) account: Option<String>,
}

/// What to look at.
#[derive(Args)]
pub(crate) struct Doctor {
    /// A folder of backups, to see how old the newest is
    #[arg(long, value_name = "DIR")]
    pub(crate) backups: Option<PathBuf>,
    /// Print a line of JSON for each check
    #[arg(long)]
    pub(crate) json: bool,
    /// What the server is started with.
    #[command(flatten)]
    pub(crate) serve: Serve,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serve the notebook in your browser (also without any command)
    Serve(Serve),
    /// Make a notebook without the browser; prints the recovery words
    Init,
    /// Keep a note: the words given, or what comes from standard input
    #[command(
        after_help = "Words given here stay in your shell's history. What comes from standard input does not."
    )]
    Note {
        /// The words
        #[arg(allow_negative_numbers = true)]
        words: Vec<String>,
    },
    /// Find what holds all of these words, newest first
    Search {
        /// Beginnings of words
        #[arg(required = true, allow_negative_numbers = true)]
        words: Vec<String>,
        /// Print how many there are, and nothing else
        #[arg(long)]
        count: bool,
    },
    /// Write everything into one zip that needs no program of ours to read, or some of it for other programs
    Export {
        /// The file to write [default: notebook-DATE, with the ending of the format]
        file: Option<PathBuf>,
        /// What to write
        #[arg(long, default_value = "zip")]
        format: ExportFormat,
        /// With openplural: hidden parts too, and what is tied to them
        #[arg(long)]
        with_hidden: bool,
        /// With openplural: private corners too, and what other programs had kept of a part
        #[arg(long)]
        with_private: bool,
        /// With openplural: the journal too
        #[arg(long)]
        with_journal: bool,
    },
    /// Bring in a journal, parts or answers to questionnaires from elsewhere
    Import {
        /// What it is [default: look at the file]
        #[arg(long)]
        format: Option<ImportFormat>,
        /// A file or a folder
        path: PathBuf,
        /// Only tell what would happen
        #[arg(long)]
        dry_run: bool,
        /// The time zone of times that do not name one, such as Europe/Berlin [default: this machine's]
        #[arg(long, value_name = "ZONE")]
        zone: Option<String>,
        /// Whether the day stands first in dates such as 05/06/2026
        #[arg(long, value_name = "yes|no")]
        day_first: Option<YesNo>,
        /// Keep places and weather too, sealed with the entry
        #[arg(long)]
        keep_places: bool,
        /// Read the passphrase of the other program's file from a file
        #[arg(long, value_name = "FILE")]
        their_passphrase_file: Option<PathBuf>,
        /// Of parts from elsewhere: take who was in front too, as a journal entry a day
        #[arg(long)]
        history: bool,
        /// Of parts from elsewhere: leave groups out
        #[arg(long)]
        without_groups: bool,
        /// Of parts from elsewhere: leave notes out
        #[arg(long)]
        without_notes: bool,
        /// Of parts from elsewhere: treat all as ordinary, so that nothing arrives hidden
        #[arg(long)]
        ordinary: bool,
    },
    /// Write a sealed copy of the notebook; it opens with your passphrase or your recovery words
    Backup {
        /// The file to write [default: notebook-DATE.backup]
        file: Option<PathBuf>,
    },
    /// Put a backup back
    Restore {
        /// The backup
        file: PathBuf,
        /// Move a notebook that is there aside
        #[arg(long)]
        replace: bool,
    },
    /// Carry everything from the folder's file into the database, or back; nobody may be writing meanwhile
    #[command(after_help = MIGRATE_HELP)]
    Migrate {
        /// Where it is
        #[arg(long)]
        from: Kept,
        /// Where it goes; nothing may be there yet
        #[arg(long)]
        to: Kept,
    },
    /// Check every entry and the chain that binds them
    Verify {
        /// Go on with an older copy that you put back on purpose
        #[arg(long)]
        accept_older: bool,
    },
    /// Look after the people of a server: invite, list, shut out; it reads no word of theirs
    #[command(after_help = ADMIN_HELP)]
    Admin {
        /// What to do
        #[command(subcommand)]
        action: AdminAction,
    },
    /// Look at an installed system: files, disk, clock, backups, address, certificate, mail; give it the server's own options
    Doctor(Doctor),
    /// Make the notebook of an invented person, to look around in
    #[command(after_help = "Without --data it lies beside your own notebook, in a folder of its own.")]
    Demo,
    /// Look at the content that exercises and help pages are made of
    Content {
        /// What to do with it
        #[command(subcommand)]
        action: ContentAction,
    },
    /// List questionnaires, say what answers from a FHIR file add up to, or look at a questionnaire
    Measures {
        /// What to do with them
        #[command(subcommand)]
        action: MeasuresAction,
    },
}

/// What can be done with the people of a server.
#[derive(Subcommand)]
pub(crate) enum AdminAction {
    /// Print a link by which one person can make a notebook here, once, for seven days
    Invite {
        /// The https address people use, when a proxy with a certificate stands in front
        #[arg(long, value_name = "https://NAME")]
        origin: Option<String>,
    },
    /// Print the people, one a line: name, since when, owner, shut out, devices signed in
    List,
    /// Make somebody the owner, who lets others in, in place of whoever is
    Owner {
        /// The name they sign in with
        name: String,
    },
    /// Shut somebody out; what they wrote stays as it is
    Disable {
        /// The name they sign in with
        name: String,
    },
    /// Let somebody in again
    Enable {
        /// The name they sign in with
        name: String,
    },
    /// Print the devices that somebody is signed in with, one a line: since when, last used
    Sessions {
        /// The name they sign in with
        name: String,
        /// End them all
        #[arg(long)]
        end: bool,
    },
}

/// What can be done with content.
#[derive(Subcommand)]
pub(crate) enum ContentAction {
    /// Print every fault in a folder of content, which stands on top of the built-in content (or in that alone)
    Check {
        /// The folder
        folder: Option<PathBuf>,
    },
    /// Print what there is, an id a line: kinds, or what is of one kind
    List {
        /// The kind, such as guides or breath
        kind: Option<String>,
        /// A folder of content of your own, on top of the built-in content
        #[arg(long, value_name = "DIR")]
        content: Option<PathBuf>,
    },
}

/// What an import can read.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ImportFormat {
    /// Our own archive
    Hearken,
    /// jrnl, plain or encrypted
    Jrnl,
    /// Day One's JSON export
    Dayone,
    /// A folder of Markdown
    Markdown,
    /// The export of PluralKit
    Pluralkit,
    /// The export of Simply Plural
    Simplyplural,
    /// OpenPlural (PluralPort) 0.1, a file or a zip
    Openplural,
    /// Answers to questionnaires, as FHIR R4 in JSON
    Fhir,
}

/// What an export can write.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Everything, in one zip
    Zip,
    /// Parts, groups and bonds, as OpenPlural (PluralPort) 0.1
    Openplural,
    /// Answers of questionnaires, their totals, and vital signs of sessions, as FHIR R4; without a name
    Fhir,
    /// Answers of questionnaires and their totals, as a table
    Csv,
}

/// An answer on the command line.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum YesNo {
    Yes,
    No,
}

/// Where a notebook can be kept.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kept {
    /// In the file of the folder
    Sqlite,
    /// In the database that --database names
    Postgres,
}
