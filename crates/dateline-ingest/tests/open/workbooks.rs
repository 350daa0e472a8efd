//! Workbooks of spreadsheets.

use crate::support::{Reading, codes, date, event, ids, only, open, place, zip};
use dateline_core::model::WholeStory;
use dateline_ingest::Format;

const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Events" sheetId="1" r:id="rId1"/><sheet name="Hidden" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>"#;
const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>"#;
const STRINGS: &str = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>id</t></si><si><t>Date</t></si><si><t>Time</t></si><si><r><t>Ti</t></r><r><rPr><b/></rPr><t>tle</t></r></si><si><t>قصف &amp; حريق</t></si><si><t xml:space="preserve">Lat</t></si><si><t>Lon</t></si><si><t>Source</t></si></sst>"#;
const STYLES: &str = r##"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\.mm\.yyyy"/><numFmt numFmtId="165" formatCode="hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>"##;
const SHEET: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>Events of the week</t></is></c></row>
<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="s"><v>2</v></c><c r="D3" t="s"><v>3</v></c><c r="E3" t="s"><v>5</v></c><c r="F3" t="s"><v>6</v></c><c r="G3" t="s"><v>7</v></c></row>
<row r="4"><c r="A4" t="str"><v>A</v></c><c r="B4" s="1"><v>42709</v></c><c r="C4" s="3"><v>0.92013888888888884</v></c><c r="D4" t="s"><v>4</v></c><c r="E4"><v>36.200000000000003</v></c><c r="F4"><v>37.15</v></c><c r="G4" t="inlineStr"><is><t>Gazette</t></is></c></row>
<row r="5"><c r="A5" t="str"><v>B</v></c><c r="B5" s="2"><v>42710.5</v></c><c r="D5" t="str"><v>Talks</v></c><c r="G5" t="inlineStr"><is><t>Radio</t></is></c></row>
</sheetData></worksheet>"#;

const ODS: &str = r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Events">
<table:table-row><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Date</text:p></table:table-cell><table:table-cell><text:p>Time</text:p></table:table-cell><table:table-cell><text:p>Title</text:p></table:table-cell><table:table-cell><text:p>Lat</text:p></table:table-cell><table:table-cell><text:p>Lon</text:p></table:table-cell><table:table-cell><text:p>Source</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2016-12-05"><text:p>05.12.16</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT22H05M00S"><text:p>22:05</text:p></table:table-cell><table:table-cell><text:p>قصف &amp; حريق</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="36.2"><text:p>36,2</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="37.15"><text:p>37,15</text:p></table:table-cell><table:table-cell><text:p>Gazette</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>B</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2016-12-06T12:00:00"><text:p>06.12.16</text:p></table:table-cell><table:table-cell/><table:table-cell><text:p>Talks</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>Radio</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"#;

fn xlsx(sheet: &str, deflated: bool) -> Vec<u8> {
    packed(sheet, STYLES, deflated)
}

fn xlsx_with(sheet: &str, styles: &str) -> Vec<u8> {
    packed(sheet, styles, true)
}

fn packed(sheet: &str, styles: &str, deflated: bool) -> Vec<u8> {
    zip(
        &[
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.xml", BOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", LINKS.as_bytes()),
            ("xl/sharedStrings.xml", STRINGS.as_bytes()),
            ("xl/styles.xml", styles.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
            ("xl/worksheets/sheet2.xml", sheet.as_bytes()),
        ],
        deflated,
    )
}

fn ods(content: &str) -> Vec<u8> {
    let kind: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    zip(&[("mimetype", kind), ("content.xml", content.as_bytes())], true)
}

fn check(story: &WholeStory, reading: &Reading, first_row: u32) {
    assert_eq!(reading.files[0].format, Format::Workbook);
    assert_eq!(codes(reading), Vec::<&str>::new());
    assert_eq!(ids(story), ["A", "B"]);
    let shells = event(story, "A");
    assert_eq!((date(shells), place(shells)), ("2016-12-05T22:05", Some((36.2, 37.15))));
    assert_eq!(shells.title.in_language("ar"), "قصف & حريق");
    assert_eq!((shells.sources[0].name.as_str(), shells.row), ("Gazette", first_row));
    assert!(date(event(story, "B")).starts_with("2016-12-06T12:00"));
}

#[test]
fn xlsx_and_ods_give_the_same_events_with_dates_and_times() {
    for (bytes, first_row) in [(xlsx(SHEET, true), 4), (xlsx(SHEET, false), 4), (ods(ODS), 3)] {
        let reading = open(&[("week.bin", &bytes)]);
        check(reading.whole.as_ref().unwrap(), &reading, first_row);
    }
}

#[test]
fn a_workbook_cut_or_damaged_gives_a_report_and_what_can_be_read() {
    for whole in [xlsx(SHEET, true), ods(ODS)] {
        for length in (0..whole.len()).step_by(7) {
            let reading = open(&[("cut.xlsx", &whole[..length])]);
            assert!(reading.report.has_errors() || reading.whole.is_some(), "cut at {length}");
        }
    }
    let broken = xlsx(&SHEET[..SHEET.len() - 120], true);
    let reading = open(&[("broken.xlsx", &broken)]);
    assert_eq!(ids(reading.whole.as_ref().unwrap()), ["A"]);
}

#[test]
fn cells_and_rows_that_are_said_to_repeat_take_no_memory() {
    let bomb = ODS.replace(
        "table:number-columns-repeated=\"2\"/>",
        "table:number-columns-repeated=\"99999999\"><text:p>x</text:p></table:table-cell>",
    );
    let bomb = bomb.replace(
        "<table:table-row><table:table-cell><text:p>B",
        "<table:table-row table:number-rows-repeated=\"99999999\"><table:table-cell><text:p>B",
    );
    let reading = open(&[("bomb.ods", &ods(&bomb))]);
    assert!(reading.report.counts.rows <= 10_001, "{}", reading.report.counts.rows);
    assert!(reading.whole.is_some());
}

#[test]
fn each_sheet_with_something_in_it_is_a_table_of_its_own() {
    let visible = BOOK.replace(" state=\"hidden\"", "");
    let bytes = zip(
        &[
            ("xl/workbook.xml", visible.as_bytes()),
            ("xl/_rels/workbook.xml.rels", LINKS.as_bytes()),
            ("xl/sharedStrings.xml", STRINGS.as_bytes()),
            ("xl/styles.xml", STYLES.as_bytes()),
            ("xl/worksheets/sheet1.xml", SHEET.as_bytes()),
            (
                "xl/worksheets/sheet2.xml",
                SHEET.replace("<v>A</v>", "<v>C</v>").replace("<v>B</v>", "<v>D</v>").as_bytes(),
            ),
        ],
        true,
    );
    let reading = open(&[("week.xlsx", &bytes)]);
    assert_eq!(ids(reading.whole.as_ref().unwrap()), ["A", "C", "B", "D"]);
    let names: Vec<&str> = reading.files.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["week.xlsx/Events", "week.xlsx/Hidden"]);
}

#[test]
fn cells_beyond_the_header_are_columns_of_their_own() {
    let more = r#"<c r="G4" t="inlineStr"><is><t>Gazette</t></is></c><c r="H4" t="inlineStr"><is><t>A remark</t></is></c>"#;
    let sheet = SHEET.replace(r#"<c r="G4" t="inlineStr"><is><t>Gazette</t></is></c>"#, more);
    let reading = open(&[("a.xlsx", &xlsx(&sheet, true))]);
    let text = event(reading.whole.as_ref().unwrap(), "A").text;
    assert!(text.in_language("en").contains("column 8: A remark"));
}

#[test]
fn what_was_remarked_on_a_cell_is_no_part_of_it_and_seconds_are_kept() {
    let remark = "<office:annotation><dc:date>2020-01-01</dc:date><text:p>check this</text:p></office:annotation><text:p>Talks</text:p>";
    let content =
        ODS.replace("<text:p>Talks</text:p>", remark).replace("PT22H05M00S", "PT22H05M30S");
    let reading = open(&[("a.ods", &ods(&content))]);
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(event(story, "B").title.in_language("en"), "Talks");
    assert_eq!(date(event(story, "A")), "2016-12-05T22:05:30");
}

#[test]
fn repetitions_of_a_row_that_are_not_read_are_told() {
    let row = "<table:table-row><table:table-cell><text:p>B</text:p>";
    let many = "<table:table-row table:number-rows-repeated=\"10002\"><table:table-cell><text:p/>";
    assert!(ODS.contains(row));
    let reading = open(&[("a.ods", &ods(&ODS.replace(row, many)))]);
    assert_eq!(reading.report.counts.rows, 10_001);
    assert!(only(&reading, "file.too-large").detail.starts_with("2 repetitions"));
}

#[test]
fn a_month_that_a_cell_shows_is_no_day() {
    let styles = STYLES.replace(r#"formatCode="dd\.mm\.yyyy""#, r#"formatCode="mmm yyyy""#);
    let read = |value: &str| {
        let sheet = SHEET.replace("42710.5", value);
        let files = xlsx_with(&sheet, &styles);
        let reading = open(&[("a.xlsx", &files)]);
        date(event(reading.whole.as_ref().unwrap(), "B")).to_owned()
    };
    assert_eq!((read("42705"), read("42710")), ("2016-12".to_owned(), "2016-12-06".to_owned()));
}

#[test]
fn a_sheet_that_is_broken_is_said_to_be() {
    let sheet = SHEET.replace("<row r=\"5\">", "</oops><row r=\"5\">");
    let reading = open(&[("a.xlsx", &xlsx(&sheet, true))]);
    assert_eq!(ids(reading.whole.as_ref().unwrap()), ["A"]);
    assert!(codes(&reading).contains(&"file.unknown"));
}

/// A sheet of three events and a last row, with what stands in the cells of the column of dates.
fn three_events(dates: [&str; 4], behind: &str) -> String {
    let text = |column: &str, row: usize, text: &str| {
        format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let row = |(place, date): (usize, &&str)| {
        let row = place + 2;
        let cells = [text("A", row, &format!("E{row}")), (*date).to_owned(), text("C", row, "T")];
        format!("<row r=\"{row}\">{}</row>", cells.concat())
    };
    let rows: String = dates.iter().enumerate().map(row).collect();
    let head = [text("A", 1, "id"), text("B", 1, "date"), text("C", 1, "title")].concat();
    format!("<worksheet><sheetData><row r=\"1\">{head}</row>{rows}</sheetData>{behind}</worksheet>")
}

const DAY: &str = "<c r=\"B2\" s=\"1\"><v>42709</v></c>";

#[test]
fn a_cell_that_is_merged_over_rows_is_said_of_each_of_them() {
    let merged = "<mergeCells><mergeCell ref=\"B2:B4\"/><mergeCell ref=\"A1:A5\"/><mergeCell ref=\"C5:D9\"/></mergeCells>";
    let sheet = three_events([DAY, "<c r=\"B3\" s=\"1\"/>", "", ""], merged);
    let reading = open(&[("a.xlsx", &xlsx(&sheet, true))]);
    let story = reading.whole.as_ref().unwrap();
    let dates = ["E2", "E3", "E4", "E5"].map(|id| date(event(story, id)));
    assert_eq!(dates, ["2016-12-05", "2016-12-05", "2016-12-05", ""]);

    let spanned = ODS.replace("office:value-type=\"date\" office:date-value=\"2016-12-05\"", "office:value-type=\"date\" table:number-rows-spanned=\"2\" table:number-columns-spanned=\"1\" office:date-value=\"2016-12-05\"");
    let own = "<table:table-cell office:value-type=\"date\" office:date-value=\"2016-12-06T12:00:00\"><text:p>06.12.16</text:p></table:table-cell><table:table-cell/>";
    assert!(ODS.contains(own));
    let content = spanned.replace(own, "<table:covered-table-cell/><table:table-cell/>");
    let reading = open(&[("a.ods", &ods(&content))]);
    assert_eq!(date(event(reading.whole.as_ref().unwrap(), "B")), "2016-12-05");
}

#[test]
fn what_is_counted_once_is_counted_once_also_where_it_is_merged() {
    let merged = "<mergeCells><mergeCell ref=\"B2:B4\"/></mergeCells>";
    let twelve = "<c r=\"B2\"><v>12</v></c>";
    let dated = three_events([twelve, "", "", ""], merged).replace("<t>date<", "<t>killed<");
    let dated = dated.replace("<t>title<", "<t>date<").replace("<t>T<", "<t>2016-12-05<");
    let reading = open(&[("a.xlsx", &xlsx(&dated, true))]);
    let story = reading.whole.as_ref().unwrap();
    let killed = ["E2", "E3", "E4"].map(|id| event(story, id).casualties.killed.best);
    assert_eq!(killed, [Some(12), None, None]);
}

#[test]
fn formulas_that_go_on_below_the_last_row_are_no_rows() {
    let behind = "<row r=\"6\"><c r=\"B6\" t=\"e\"><v>#N/A</v></c></row><row r=\"7\"><c r=\"B7\" t=\"e\"><v>#N/A</v></c></row></sheetData>";
    let sheet = three_events([DAY, DAY, DAY, DAY], "").replace("</sheetData>", behind);
    let reading = open(&[("a.xlsx", &xlsx(&sheet, true))]);
    assert_eq!((reading.report.counts.rows, reading.report.counts.undated), (4, 0));
    assert!(!codes(&reading).contains(&"value.unknown"));
}

#[test]
fn merges_over_all_rows_there_can_be_take_no_memory_and_little_time() {
    let many = "<mergeCell ref=\"D2:D1048576\"/>".repeat(20_000);
    let long =
        format!("{DAY}<c r=\"D2\" t=\"inlineStr\"><is><t>{}</t></is></c>", "x".repeat(6 << 20));
    let sheet = three_events([&long, "", "", DAY], &format!("<mergeCells>{many}</mergeCells>"));
    let bytes = zip(
        &[
            ("xl/workbook.xml", BOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", LINKS.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ],
        false,
    );
    let reading = open(&[("a.xlsx", &bytes)]);
    assert_eq!(reading.report.counts.events, 4);
    assert!(only(&reading, "file.too-large").detail.starts_with("1 repetitions"));
}

#[test]
fn a_formula_without_a_result_is_told_with_its_row_and_column() {
    let error = "<c r=\"B3\" t=\"e\"><v>#N/A</v></c>";
    let sheet = three_events([DAY, error, "", DAY], "");
    let reading = open(&[("a.xlsx", &xlsx(&sheet, true))]);
    let told = only(&reading, "value.unknown");
    assert_eq!(
        (told.row, told.column.as_deref(), told.value.as_str()),
        (Some(3), Some("date"), "#N/A")
    );
    assert_eq!(reading.report.counts.undated, 2);
    let content = ODS.replace(">Talks<", ">Err:508<").replace(">Radio<", ">#DIV/0!<");
    let reading = open(&[("a.ods", &ods(&content))]);
    let told = reading.report.problems.iter().filter(|it| it.code.as_str() == "value.unknown");
    let values: Vec<_> = told.map(|it| (it.row, it.value.as_str())).collect();
    assert_eq!(values, [(Some(4), "Err:508"), (Some(4), "#DIV/0!")]);
}

#[test]
fn notes_of_several_cells_and_groups_of_columns_may_stand_above_the_header() {
    let note = r#"<row r="1"><c t="str"><v>Events of the week</v></c></row><row r="2"><c r="A2" t="str"><v>Last updated:</v></c><c r="B2" s="1"><v>42737</v></c></row>"#;
    let groups = r#"<row r="2"><c r="B2" t="str"><v>Date</v></c><c r="E2" t="str"><v>Location</v></c></row>"#;
    let notes: String = (0..12).map(|_| r#"<row><c t="str"><v>A note</v></c></row>"#).collect();
    let title =
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Events of the week</t></is></c></row>"#;
    for above in [note, groups, &notes] {
        let reading = open(&[("week.bin", &xlsx(&SHEET.replace(title, above), true))]);
        check(reading.whole.as_ref().unwrap(), &reading, 4);
    }
}

fn linked(sheet: &str, targets: &str) -> Vec<u8> {
    zip(
        &[
            ("xl/workbook.xml", BOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", LINKS.as_bytes()),
            ("xl/sharedStrings.xml", STRINGS.as_bytes()),
            ("xl/styles.xml", STYLES.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
            ("xl/worksheets/_rels/sheet1.xml.rels", targets.as_bytes()),
        ],
        true,
    )
}

#[test]
fn the_addresses_to_which_cells_link_are_kept() {
    let links = r#"</sheetData><hyperlinks><hyperlink ref="G4" r:id="rId1"/><hyperlink ref="G5" r:id="rId2" location="p3"></hyperlink><hyperlink ref="D4:D5" r:id="rId3"/><hyperlink ref="A4" location="Other!A1"/><hyperlink ref="G3" r:id="rId3"/></hyperlinks>"#;
    let sheet = SHEET.replace("</sheetData>", links).replace("<t>Radio</t>", "<t>link</t>");
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
    let targets: String = [
        "https://a.example/1?x=1&amp;y=2",
        "https://b.example/2",
        "https://c.example/3",
    ]
    .iter()
    .zip(1..)
    .map(|(target, id)| {
        format!(
            r#"<Relationship Type="{kind}" Id="rId{id}" Target="{target}" TargetMode="External"/>"#
        )
    })
    .collect();
    let targets = format!("<Relationships>{targets}</Relationships>");
    let reading = open(&[("week.xlsx", &linked(&sheet, &targets))]);
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(codes(&reading), Vec::<&str>::new());
    let source = |id: &str| {
        let source = &event(story, id).sources[0];
        (source.name.clone(), source.url.clone())
    };
    assert_eq!(source("A"), ("Gazette".to_owned(), "https://a.example/1?x=1&y=2".to_owned()));
    assert_eq!(source("B"), (String::new(), "https://b.example/2#p3".to_owned()));
    // A headline stays what it is.
    assert_eq!(event(story, "B").title.in_language("en"), "Talks");
    assert!(event(story, "B").text.in_language("en").contains("Title: https://c.example/3"));
}

#[test]
fn an_address_of_many_cells_takes_little_memory_and_what_is_left_out_is_told() {
    let link = r#"<hyperlink ref="G4:G5" r:id="rId1"/>"#.repeat(600);
    let links = format!("</sheetData><hyperlinks>{link}</hyperlinks>");
    let sheet = SHEET.replace("</sheetData>", &links);
    let target = format!("https://a.example/{}", "x".repeat(100_000));
    let targets = format!(
        r#"<Relationships><Relationship Type="x/hyperlink" Id="rId1" Target="{target}"/></Relationships>"#
    );
    let reading = open(&[("week.xlsx", &linked(&sheet, &targets))]);
    let problem = only(&reading, "file.too-large");
    assert_eq!(problem.detail, "1033 links of cells are not read");
}
