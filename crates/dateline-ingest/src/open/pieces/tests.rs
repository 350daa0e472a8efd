use super::*;
use crate::open::encoding::Encoding;
use crate::open::formats::{self, File, Format};
use crate::open::reading::{OpenOptions, Pulse, Step};
use crate::report::Report;
use proptest::prelude::*;

struct InMemory(Vec<u8>);

impl Pieces for InMemory {
    fn bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read(&self, from: u64, count: usize) -> Option<Vec<u8>> {
        let from = from as usize;
        self.0.get(from..from + count).map(<[u8]>::to_vec)
    }
}

fn read(body: &Body<'_>) -> (File, Report) {
    let (options, mut report) = (OpenOptions::default(), Report::default());
    let pulse = Pulse::new(&options, Step::Reading, 0, 1);
    let how = (Limits::DEFAULT, &pulse);
    let file = formats::read("a.csv", body, None, |_| None, how, &mut report);
    (file, report)
}

fn parts() -> impl Strategy<Value = Vec<u8>> {
    let sign = prop_oneof![
        30 => prop::sample::select(b"a1.,;\t| ".to_vec()).prop_map(|byte| vec![byte]),
        12 => prop::sample::select(vec!["\n", "\r\n", "\r", "\"", "é", "خ", "\u{2028}"])
            .prop_map(|text| text.as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
    ];
    let start = prop::sample::select(vec!["", "", "", "sep=;\n", "sep=|\r\n", "\u{FEFF}", "{"]);
    (start, prop::collection::vec(sign, 0..80))
        .prop_map(|(start, rest)| [start.as_bytes().to_vec(), rest.concat()].concat())
}

proptest! {
    #[test]
    fn a_table_in_pieces_is_the_table_that_it_is_as_a_whole(
        bytes in parts(),
        piece_bytes in 1..12_usize,
    ) {
        let (whole, whole_report) = read(&Body::Whole(bytes.clone().into()));
        let is_sound = whole.format == Format::Table
            && whole.encoding == Some(Encoding::Utf8)
            && whole_report.problems.iter().all(|it| it.code.as_str() != "file.encoding");
        let pieced = Pieced::of(Box::new(InMemory(bytes)), Limits::DEFAULT, piece_bytes);
        prop_assert_eq!(pieced.is_ok(), is_sound, "{:?}", whole);
        if let Ok(pieced) = pieced {
            let (file, report) = read(&Body::Table(pieced));
            prop_assert_eq!(format!("{file:?}"), format!("{whole:?}"));
            prop_assert_eq!(format!("{report:?}"), format!("{whole_report:?}"));
        }
    }
}

#[test]
fn a_table_is_asked_for_piece_by_piece_and_the_last_piece_is_kept() {
    let text = "id,date\nA,2016-12-05\n";
    let table = Pieced::of(Box::new(InMemory(text.into())), Limits::DEFAULT, 8);
    let Ok(table) = table else { panic!("it is a table") };
    let first = table.piece_at(0).map(|(piece, start)| (piece.to_vec(), start));
    assert_eq!(first, Some((b"id,date\n".to_vec(), 0)));
    let last = table.piece_at(20).map(|(piece, start)| (piece.to_vec(), start));
    assert_eq!(last, Some((b"2-05\n".to_vec(), 16)));
    assert!(table.piece_at(24).is_none() && !table.is_broken());
}
