//! The report as a table to keep: CSV that a spreadsheet opens and does not compute.

use dateline_core::report::Problem;

use crate::i18n::Language;
use crate::panel::problem::worded;

/// The names of the columns, as hosts know them.
const HEADER: &str = "file,row,column,value,code,severity,message";
/// What makes a spreadsheet compute a cell that begins with it (S17).
const FORMULA_STARTS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];

/// One row for each problem, below a header, with a byte order mark: by it spreadsheets know
/// that it is UTF-8.
pub fn table_of(problems: &[Problem], language: Language) -> String {
    let mut table = String::from("\u{feff}");
    table.push_str(HEADER);
    for problem in problems {
        let severity = if problem.is_error { "error" } else { "warning" };
        let row = problem.row.map(|row| row.to_string()).unwrap_or_default();
        let column = problem.column.as_deref().unwrap_or_default();
        let (mut words, _, detail) = worded(language, problem);
        if !detail.is_empty() {
            words = [&words, " (", detail, ")"].concat();
        }
        table.push_str("\r\n");
        for (place, text) in
            [&problem.file, &row, column, &problem.value, &problem.code, severity, &words]
                .into_iter()
                .enumerate()
        {
            if place > 0 {
                table.push(',');
            }
            push_cell(&mut table, text);
        }
    }
    table.push_str("\r\n");
    table
}

/// Adds a cell in quotes, which nothing computes.
fn push_cell(table: &mut String, text: &str) {
    table.push('"');
    if text.starts_with(FORMULA_STARTS) {
        table.push('\'');
    }
    table.push_str(&text.replace('"', "\"\""));
    table.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table_with_value(value: &str) -> String {
        let file = "a.csv".to_owned();
        let code = "date.unreadable".to_owned();
        let problem =
            Problem { file, row: Some(3), value: value.to_owned(), code, ..Problem::default() };
        table_of(&[problem], Language::English)
    }

    #[test]
    fn no_cell_of_the_table_begins_like_a_formula() {
        for start in FORMULA_STARTS {
            let table = table_with_value(&format!("{start}1+1"));
            assert!(table.contains(&format!(",\"'{start}1+1\",")), "{table:?}");
        }
        assert!(table_with_value("1-1").contains(",\"1-1\","));
    }

    #[test]
    fn quotes_and_line_breaks_stay_within_their_cell() {
        let table = table_with_value("a \"b\",\nc");
        let row =
            "\"a.csv\",\"3\",\"\",\"a \"\"b\"\",\nc\",\"date.unreadable\",\"warning\",\"\"\r\n";
        assert_eq!(table, format!("\u{feff}{HEADER}\r\n{row}"));
    }
}
