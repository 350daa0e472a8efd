//! The terminal of a desk: `dateline check` says row by row what of a story cannot be
//! shown, `dateline pack` makes one file of it.
//!
//! Has no opinion on what is right or wrong in a story: that is `dateline-ingest`.

mod print;

use dateline_cli::{PackFailure, pack_folder, pack_folder_apart, read_folder};
use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "\
Usage:
  dateline check FOLDER [--json]      check the story in a folder
  dateline check story.json [--json]  the same, by its story.json
  dateline pack FOLDER -o FILE        pack the story in a folder into one .dateline file
  dateline pack FOLDER -o FILE --apart  the same in two: what is shown at once, and beside it
                                      NAME.details.dateline, which a page loads later
  dateline help                       print this

One line for each problem: file:row:column: code: what is wrong and what to do.
Exit status: 0 without errors (there may be warnings), 1 with errors, 2 if the
command cannot be understood. `pack` packs what can be shown, so for it 1 means that
there is no file. The codes are explained in docs/errors.md.
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
        [] => misunderstood("no command is given"),
        [command, ..] => {
            misunderstood(&format!("there is no command “{}”", command.escape_debug()))
        }
    }
}

fn check_command(arguments: &[&str]) -> ExitCode {
    let (options, paths): (Vec<&str>, Vec<&str>) =
        arguments.iter().partition(|argument| argument.starts_with("--"));
    if let Some(option) = options.iter().find(|option| **option != "--json") {
        return misunderstood(&format!("there is no option “{}”", option.escape_debug()));
    }
    let [path] = paths.as_slice() else {
        return misunderstood("one folder or story.json is wanted");
    };
    let report = read_folder(path.as_ref()).report;
    let text = if options.is_empty() { print::lines(&report) } else { print::json(&report) };
    let status = if report.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    write_out(&text, status)
}

fn pack_command(arguments: &[&str]) -> ExitCode {
    let is_apart = arguments.contains(&"--apart");
    let pack = if is_apart { pack_folder_apart } else { pack_folder };
    let named: Vec<&str> = arguments.iter().copied().filter(|it| *it != "--apart").collect();
    let (folder, file) = match named.as_slice() {
        [folder, "-o", file] | ["-o", file, folder] if !folder.starts_with('-') => (*folder, *file),
        _ => return misunderstood("one folder and -o with the name of a file are wanted"),
    };
    match pack(folder.as_ref(), file.as_ref()) {
        Ok(packed) => {
            let text = print::lines(&packed.report) + &print::packed(file, &packed);
            write_out(&text, ExitCode::SUCCESS)
        }
        Err(PackFailure::NoStory(report)) => write_out(&print::lines(&report), ExitCode::FAILURE),
        Err(failure) => {
            let _ = writeln!(std::io::stderr().lock(), "dateline: {}", print::failure(&failure));
            ExitCode::FAILURE
        }
    }
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
