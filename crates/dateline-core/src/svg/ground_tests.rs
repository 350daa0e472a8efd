#![allow(clippy::unwrap_used)]
use super::super::well_formed::elements;
use super::*;
use crate::geo::LonLat;
use proptest::prelude::*;

const RED: FillStyle = FillStyle { colour: [0xc8, 0x3c, 0x32, 0xff] };

fn drawn(paths: usize) -> GroundContent {
    let mut fill = GridPath::default();
    fill.add([[0, 0], [64, 0], [64, 64], [0, 64]], true);
    let mut line = GridPath::default();
    line.add([[0, 8], [64, 8]], false);
    let fills = vec![fill; paths];
    GroundContent::Drawn(DrawnGround { grid: 64, fills, lines: vec![line] })
}

/// One tile of a quarter of the picture, its north-western one.
fn ground(content: &GroundContent, view: &View) -> Ground<'static> {
    // A test is short.
    let content: &'static GroundContent = Box::leak(Box::new(content.clone()));
    let [half_width, half_height] = [view.width_px(), view.height_px()].map(|px| px / 2.0);
    let scale = view.pixels_per_world_unit();
    let edges = [-half_width / scale, -half_height / scale, 0.0, 0.0];
    Ground {
        tiles: vec![GroundTile { edges, within: edges, content }],
        fills: vec![RED],
        lines: vec![LineStyle { colour: RED.colour, width_px: 2.0, dash_px: Some([4.0, 3.0]) }],
        names: Vec::new(),
    }
}

fn view() -> View {
    View::new(LonLat { lon: 37.16, lat: 36.2 }, 12.0, 256.0, 128.0)
}

/// The corners of path data, by its letters.
fn corners(data: &str) -> Vec<Vec<[i64; 2]>> {
    let mut parts: Vec<Vec<[i64; 2]>> = Vec::new();
    for part in data.split('M').skip(1) {
        let spaced = part.trim_end_matches('z').replace('l', " ").replace('-', " -");
        let numbers: Vec<i64> = spaced.split_whitespace().map(|it| it.parse().unwrap()).collect();
        let mut at = [0, 0];
        let sums = numbers.chunks_exact(2).map(|step| {
            at = [at[0] + step[0], at[1] + step[1]];
            at
        });
        parts.push(sums.collect());
    }
    parts
}

#[test]
fn a_path_tells_steps_and_leaves_out_what_has_no_length() {
    let mut path = GridPath::default();
    path.add([[10, 20], [13, 16], [11, 16], [11, 16], [11, 20]], true);
    path.add([[5, 5], [5, 5]], false);
    path.add([[7, 7]], true);
    path.add([[0, 0], [-1, 0]], false);
    assert_eq!(path.data, "M10 20l3-4-2 0l0 4zM0 0l-1 0");
    assert_eq!(corners("M10 20l3-4-2 0l0 4z"), [[[10, 20], [13, 16], [11, 16], [11, 20]]]);
    assert_eq!((path.len(), path.is_empty()), (28, false));
}

#[test]
fn a_drawn_tile_is_a_window_onto_its_grid_with_lengths_in_its_units() {
    let svg = ground(&drawn(1), &view()).svg(&view(), false);
    elements(&svg).unwrap();
    // 128 pixels are 64 units; half a pixel reaches over the neighbours.
    let window = "<svg x=\"0\" y=\"0\" width=\"128.5\" height=\"64.5\" viewBox=\"0 0 64.25 64.5\"";
    assert!(svg.contains(window), "{svg}");
    assert!(svg.contains("stroke-width=\"1\" stroke-dasharray=\"2 1.5\" d=\"M0 8l64 0\""), "{svg}");
}

#[test]
fn a_part_of_a_larger_tile_is_seen_within_its_square() {
    let view = view();
    let mut ground = ground(&drawn(1), &view);
    let [west, north, ..] = ground.tiles[0].edges;
    ground.tiles[0].within = [west / 2.0, north / 2.0, 0.0, 0.0];
    let svg = ground.svg(&view, false);
    let window =
        "<svg x=\"64\" y=\"32\" width=\"64.5\" height=\"32.5\" viewBox=\"32 32 32.25 32.5\"";
    assert!(svg.contains(window), "{svg}");
    ground.tiles[0].within = [1e9, north, 2e9, 0.0];
    assert_eq!(elements(&ground.svg(&view, false)).unwrap(), ["g"], "it is outside");
}

#[test]
fn a_line_without_width_is_not_drawn() {
    let mut ground = ground(&drawn(1), &view());
    ground.lines[0].width_px = 0.0;
    assert!(!ground.svg(&view(), false).contains("M0 8"));
}

#[test]
fn a_picture_stands_in_the_document_with_its_bytes_and_is_dimmed_in_the_dark() {
    let of = |bytes: &[u8]| GroundPicture::new(bytes).address;
    assert_eq!(of(b"light w"), "data:image/png;base64,bGlnaHQgdw==");
    assert_eq!(of(b"light wo"), "data:image/png;base64,bGlnaHQgd28=");
    assert_eq!(of(b"light wor"), "data:image/png;base64,bGlnaHQgd29y");
    assert_eq!(of(&[0xff, 0xd8, 0xff]), "data:image/jpeg;base64,/9j/");
    assert!(of(b"RIFF1234WEBPVP8 ").starts_with("data:image/webp;"));
    let content = GroundContent::Picture(GroundPicture::new(b"light"));
    let light = ground(&content, &view()).svg(&view(), false);
    assert_eq!(elements(&light).unwrap(), ["g", "svg", "image"]);
    let dark = ground(&content, &view()).svg(&view(), true);
    assert_eq!(elements(&dark).unwrap(), ["g", "svg", "image", "rect"]);
    assert!(dark.contains("fill-opacity=\"0.38\""));
}

#[test]
fn what_is_too_much_for_one_picture_is_left_out() {
    let picture = GroundContent::Picture(GroundPicture::new(&vec![0; MAX_BYTES / 4]));
    let mut ground = ground(&picture, &view());
    ground.tiles = vec![ground.tiles[0]; 5];
    let svg = ground.svg(&view(), false);
    assert_eq!(svg.matches("<image").count(), 2);
    assert!(svg.len() < MAX_BYTES + 10_000);
}

proptest! {
    #[test]
    fn a_path_is_read_back_as_what_was_added(
        parts in proptest::collection::vec(
            proptest::collection::vec(proptest::array::uniform2(any::<i32>()), 0..9), 0..6),
        is_closed in any::<bool>(),
    ) {
        let mut path = GridPath::default();
        parts.iter().for_each(|part| path.add(part.iter().copied(), is_closed));
        let wanted = parts.into_iter().map(|mut part| {
            part.dedup();
            part.into_iter().map(|at| at.map(i64::from)).collect::<Vec<_>>()
        });
        let wanted: Vec<_> = wanted.filter(|part| part.len() > 1).collect();
        prop_assert_eq!(corners(&path.data), wanted);
        let letters = path.data.chars().all(|it| "Mlz -0123456789".contains(it));
        prop_assert!(letters, "{}", path.data);
    }
}
