//! `hearken import`: a journal, parts or answers to questionnaires from elsewhere.

use std::path::{Path, PathBuf};

use hearken_core::{NewRevision, Revision, Timestamp};
use hearken_report::{
    import::{
        Counts, Format, Import, ImportOptions, ImportReport, Level, Take, Warning, plan, read, recognise,
    },
    measured::Measured,
};
use jiff::tz::TimeZone;

use super::{Outcome, serve::use_own_content};
use crate::{
    cli::{Common, ImportFormat, YesNo},
    folder,
    notebook::{self, Access, Opened},
    out::{on_one_line, say},
    passphrase,
    problem::Problem,
    progress::Bar,
};

/// Records that are kept with one sync.
const AT_ONCE: usize = 500;

/// What was asked for on the command line.
pub(crate) struct Asked {
    pub(crate) format: Option<ImportFormat>,
    pub(crate) dry_run: bool,
    pub(crate) zone: Option<String>,
    pub(crate) day_first: Option<YesNo>,
    pub(crate) keep_places: bool,
    pub(crate) their_passphrase_file: Option<PathBuf>,
    pub(crate) take: Take,
}

pub(crate) async fn run(common: &Common, path: &Path, asked: Asked) -> Result<Outcome, Problem> {
    let opened = notebook::open(common, if asked.dry_run { Access::Read } else { Access::Write }).await?;
    use_own_content(&folder::of(common)?, None);
    let read = {
        let known = hearken_web::all_known(&opened.vault.read());
        read_file(path, &asked, opened.keeper.now(), &hearken_web::measured(&known))?
    };
    let plan = plan(read, &opened.vault.read(), &mut || opened.keeper.new_record_id());
    if !asked.dry_run {
        keep(&opened, plan.revisions, plan.saved).await?;
    }
    tell(&plan.report, asked.dry_run)?;
    Ok(if plan.report.total().failed == 0 { Outcome::Done } else { Outcome::LookAtIt })
}

fn read_file(
    path: &Path,
    asked: &Asked,
    now: Timestamp,
    measured: &[Measured<'_>],
) -> Result<Import, Problem> {
    // Read here, so that a file that is not there is not taken for a passphrase that nobody gave.
    let given = asked.their_passphrase_file.as_deref().map(passphrase::from_file).transpose()?;
    let ask = || match &given {
        Some(given) => Some(given.clone()),
        None => passphrase::ask("Passphrase of that file: ").ok(),
    };
    let options = ImportOptions {
        assumed_zone: zone(asked.zone.as_deref())?,
        passphrase: Some(&ask),
        day_first: asked.day_first.map(|answer| answer == YesNo::Yes),
        keep_places: asked.keep_places,
        take: asked.take,
        now: Some(now),
        picture: Some(|bytes| hearken_report::picture::from_file(bytes).ok()),
        measured,
    };
    let format = match asked.format {
        Some(format) => known(format),
        None => recognise(path)?,
    };
    let bar = Bar::new("Reading");
    Ok(read(path, format, &options, &mut |done, total| bar.at(done, total))?)
}

fn known(format: ImportFormat) -> Format {
    match format {
        ImportFormat::Hearken => Format::Hearken,
        ImportFormat::Jrnl => Format::Jrnl,
        ImportFormat::Dayone => Format::DayOne,
        ImportFormat::Markdown => Format::Markdown,
        ImportFormat::Pluralkit => Format::PluralKit,
        ImportFormat::Simplyplural => Format::SimplyPlural,
        ImportFormat::Openplural => Format::OpenPlural,
        ImportFormat::Fhir => Format::Fhir,
    }
}

fn zone(name: Option<&str>) -> Result<TimeZone, Problem> {
    let Some(name) = name else { return Ok(TimeZone::system()) };
    TimeZone::get(name).map_err(|_| {
        Problem::new("That time zone is not known. Nothing was changed.", "Name one such as Europe/Berlin.")
    })
}

/// Keeps everything in few syncs. Killed in the middle, the same import goes on where it stopped.
async fn keep(opened: &Opened, revisions: Vec<NewRevision>, saved: Vec<Revision>) -> Result<(), Problem> {
    let bar = Bar::new("Keeping");
    let total = (revisions.len() + saved.len()) as u64;
    let mut done = 0;
    for some in revisions.chunks(AT_ONCE) {
        let some = some.to_vec();
        done += some.len() as u64;
        opened.vault.write(move |_| Ok(some), Vec::new()).await?;
        bar.at(done, total);
    }
    for some in saved.chunks(AT_ONCE) {
        opened.vault.append_revisions(some.to_vec()).await?;
        done += some.len() as u64;
        bar.at(done, total);
    }
    Ok(())
}

fn tell(report: &ImportReport, dry_run: bool) -> Result<(), Problem> {
    if dry_run {
        say("Nothing was kept: this only looked. It would be so:")?;
    }
    for (kind, counts) in &report.kinds {
        say(format_args!("{kind}: {}", in_words(counts)))?;
    }
    report.warnings.iter().map(in_a_line).try_for_each(say)
}

/// What happened to one kind of thing; what happened to none of them is not said.
fn in_words(counts: &Counts) -> String {
    let said = [
        (counts.imported, "brought in"),
        (counts.degraded, "of them not whole"),
        (counts.preserved_only, "kept but not shown"),
        (counts.skipped, "here already or passed over"),
        (counts.failed, "not kept"),
    ];
    let said: Vec<_> =
        said.iter().filter(|(count, _)| *count > 0).map(|(n, what)| format!("{n} {what}")).collect();
    if said.is_empty() { "nothing".to_owned() } else { said.join(", ") }
}

fn in_a_line(warning: &Warning) -> String {
    let level = match warning.level {
        Level::Error => "not kept",
        Level::Warning => "changed",
        Level::Info => "note",
    };
    let whose = warning.record_id.as_deref().map(|id| format!(" ({})", on_one_line(id))).unwrap_or_default();
    let times = if warning.count == 1 { String::new() } else { format!(" {} times", warning.count) };
    format!("{level}{times}: {}{whose} [{}]", warning.message, warning.code)
}
