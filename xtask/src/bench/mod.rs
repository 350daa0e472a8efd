//! The benches of dateline-core as one table, and the map beside others.
//!
//! Measures nothing itself and has no opinion on how long anything may take: machines
//! differ. What does not is the ratio of the index to a scan of everything in the same run.

mod scrub;
mod stories;

use crate::error::Result;
use crate::{report, shell};

/// Ends the name of what a bench of the same name without it is held against.
const SCAN: &str = "/scan";

/// Runs the benches whose name contains the first of `args`, or all, and prints the table;
/// with `scrub` or `beside` as the first, see [`scrub`].
///
/// # Errors
/// When Cargo or a bench fails.
pub fn run(args: &[String]) -> Result<()> {
    let scripts = ["scrub", "beside"];
    if let Some((script, rest)) =
        args.split_first().filter(|(name, _)| scripts.contains(&name.as_str()))
    {
        return scrub::run(script, rest);
    }
    let mut cargo = shell::command("cargo");
    cargo.args(["bench", "--quiet", "--package", "dateline-core"]);
    for bench in ["index", "ledger"] {
        cargo.args(["--bench", bench]);
    }
    cargo.args(["--", "--output-format", "bencher"]).args(args.first());
    print!("{}", table(&measured(&shell::output(&mut cargo)?)));
    Ok(())
}

/// Name and nanoseconds of each `test NAME ... bench: 1,234 ns/iter (+/- 5)`.
fn measured(output: &str) -> Vec<(&str, u64)> {
    let line = |line| -> Option<(&str, u64)> {
        let (name, rest) = str::strip_prefix(line, "test ")?.split_once(" ... bench:")?;
        let digits: String =
            rest.split_once("ns/iter")?.0.chars().filter(char::is_ascii_digit).collect();
        Some((name.trim(), digits.parse().ok()?))
    };
    output.lines().filter_map(line).collect()
}

/// One line per bench, in microseconds; where there is a scan to hold it against, that and
/// how many times as long it takes.
fn table(measured: &[(&str, u64)]) -> String {
    let mut text = format!("{:<44} {:>12} {:>12} {:>9}\n", "", "µs", "scan, µs", "ratio");
    for (name, time_ns) in measured.iter().filter(|(name, _)| !name.ends_with(SCAN)) {
        text.push_str(&format!("{name:<44} {:>12}", microseconds(*time_ns)));
        let scan = measured.iter().find(|(other, _)| other.strip_suffix(SCAN) == Some(name));
        if let Some((_, scan_ns)) = scan {
            let ratio = *scan_ns as f64 / (*time_ns).max(1) as f64;
            text.push_str(&format!(" {:>12} {ratio:>8.1}×", microseconds(*scan_ns)));
        }
        text.push('\n');
    }
    text
}

/// With one decimal, thousands set apart.
fn microseconds(time_ns: u64) -> String {
    format!("{}.{}", report::thousands(time_ns / 1_000), time_ns % 1_000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bench_stands_beside_its_scan_with_the_ratio() {
        let output = "Gnuplot not found\n\
                      test counts/all ... bench:       2,500 ns/iter (+/- 12)\n\
                      test counts/all/scan ... bench:   5,000,000 ns/iter (+/- 1)\n\
                      test ledger/step ... bench:         999 ns/iter (+/- 1)\n";
        let measured = measured(output);
        assert_eq!(measured[0], ("counts/all", 2_500));
        let table = table(&measured);
        let lines: Vec<Vec<&str>> =
            table.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(
            lines,
            [vec!["counts/all", "2.5", "5", "000.0", "2000.0×"], vec!["ledger/step", "0.9"],]
        );
    }
}
