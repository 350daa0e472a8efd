//! The terminal of a desk: `dateline check` says row by row what of a story cannot be
//! shown, `dateline pack` makes one file of it.
//!
//! Has no opinion on what is right or wrong in a story: that is `dateline-ingest`.

mod arguments;
mod print;

use arguments::Asked;
use dateline_cli::{PackFailure, folders_passed_over, keep_paths, pack_paths, read_paths};
use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "\
Usage:
  dateline check FOLDER             check the story in a folder, or by its story.json
  dateline check FILE…              check files of any kind that can be read, as one story
  dateline pack PATH… -o FILE       pack the same into one .dateline file
  dateline pack PATH… -o FILE --apart  the same in two: what is shown at once, and beside it
                                    NAME.details.dateline, which a page loads later
  dateline keep FILE… -o FOLDER     keep files as a story folder that can be gone on with
  dateline help                     print this

Options:
  --json                            of check: print the report as JSON
  --columns                         of check: print what each column was taken for
  --column NAME=ROLE                say what a column is; may be given several times
  --date-order dmy|mdy              say whether day or month stands first
  --preset NAME                     acled, ucdp-ged, gtd, timelinejs or timemap
  --encoding NAME                   UTF-8, UTF-16LE, UTF-16BE, windows-1252, -1256 or -1251
  --time-zone NAME                  IANA name of the zone of the place
  --language TAG, --title TEXT      of a story made of files

One line for each problem: file:row:column: code: what is wrong and what to do.
Exit status: 0 without errors (there may be warnings), 1 with errors, 2 if the
command cannot be understood. `pack` packs what can be shown, so for it 1 means that
there is no file. The codes are explained in docs/errors.md, the files that can be read
and the roles of columns in docs/open-your-own.md.
";

/// The command could not be understood, or the terminal not be written to.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    // A file name need not be text: what is not is shown with replacement characters.
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|it| it.to_string_lossy().into_owned()).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["help" | "--help" | "-h"] => write_out(USAGE, ExitCode::SUCCESS),
        ["check", rest @ ..] => check_command(rest),
        ["pack", rest @ ..] => pack_command(rest),
        ["keep", rest @ ..] => keep_command(rest),
        [] => misunderstood("no command is given"),
        [command, ..] => {
            misunderstood(&format!("there is no command “{}”", command.escape_debug()))
        }
    }
}

fn check_command(arguments: &[&str]) -> ExitCode {
    let asked = match Asked::read(arguments) {
        Ok(asked) if asked.output.is_some() => return misunderstood("check writes no file"),
        Ok(asked) if asked.is_apart => return misunderstood("check packs nothing"),
        Ok(asked) if asked.paths.is_empty() => {
            return misunderstood("a folder, a story.json or files are wanted");
        }
        Ok(asked) => asked,
        Err(why) => return misunderstood(&why),
    };
    tell_of_folders(&asked.paths);
    let read = match read_paths(&asked.paths, &asked.hints) {
        Ok(read) => read,
        Err((path, error)) => return failed(&print::unreadable(&path, &error)),
    };
    let report = &read.report;
    let text = if asked.is_json {
        print::json(report, &read.opened)
    } else {
        let columns =
            if asked.shows_columns { print::columns(&read.opened) } else { String::new() };
        columns + &print::lines(report)
    };
    let status = if report.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    write_out(&text, status)
}

fn pack_command(arguments: &[&str]) -> ExitCode {
    let asked = match Asked::read(arguments).and_then(Asked::without_prints) {
        Ok(asked) => asked,
        Err(why) => return misunderstood(&why),
    };
    let (Some(file), false) = (asked.output, asked.paths.is_empty()) else {
        return misunderstood("a folder or files, and -o with the name of a file, are wanted");
    };
    tell_of_folders(&asked.paths);
    match pack_paths(&asked.paths, &asked.hints, file.as_ref(), asked.is_apart) {
        Ok(packed) => {
            let text = print::lines(&packed.report) + &print::packed(file, &packed);
            write_out(&text, ExitCode::SUCCESS)
        }
        Err(PackFailure::NoStory(report)) => write_out(&print::lines(&report), ExitCode::FAILURE),
        Err(failure) => failed(&print::failure(&failure)),
    }
}

fn keep_command(arguments: &[&str]) -> ExitCode {
    let asked = match Asked::read(arguments).and_then(Asked::without_prints) {
        Ok(asked) if asked.is_apart => return misunderstood("keep packs nothing"),
        Ok(asked) => asked,
        Err(why) => return misunderstood(&why),
    };
    let (Some(folder), false) = (asked.output, asked.paths.is_empty()) else {
        return misunderstood("files, and -o with the name of a new folder, are wanted");
    };
    tell_of_folders(&asked.paths);
    match keep_paths(&asked.paths, &asked.hints, folder.as_ref()) {
        Ok((report, kept)) => {
            let status = if kept.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
            write_out(&(print::lines(&report) + &print::kept(folder, &kept)), status)
        }
        Err((path, error)) => failed(&print::unreadable(&path, &error)),
    }
}

/// Says of which folders nothing is read; beside the report, which is of files.
fn tell_of_folders(paths: &[&str]) {
    for folder in folders_passed_over(paths) {
        let _ = writeln!(std::io::stderr().lock(), "dateline: {}", print::passed_over(&folder));
    }
}

fn failed(why: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr().lock(), "dateline: {why}");
    ExitCode::FAILURE
}

fn write_out(text: &str, status: ExitCode) -> ExitCode {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => status,
        // The reader has seen enough, as in `dateline check . | head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => status,
        Err(_) => ExitCode::from(FAILED),
    }
}

fn misunderstood(why: &str) -> ExitCode {
    // Without a place to say it, the status says enough.
    let _ = write!(std::io::stderr().lock(), "dateline: {why}\n\n{USAGE}");
    ExitCode::from(FAILED)
}
