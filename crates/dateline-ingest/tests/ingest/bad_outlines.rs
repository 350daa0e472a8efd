//! Outlines that nobody would draw, and that files have, with what becomes of each.

/// What becomes of a polygon: drawn, and what is told.
pub struct Bad {
    /// What it is.
    pub name: &'static str,
    /// Its coordinates, as JSON.
    pub rings: String,
    pub is_drawn: bool,
    pub codes: &'static [&'static str],
}

fn bad(name: &'static str, rings: &str, is_drawn: bool, codes: &'static [&'static str]) -> Bad {
    Bad { name, rings: rings.to_owned(), is_drawn, codes }
}

/// A ring of so many corners around a place, as far from it as `radius` says.
fn around(count: usize, radius: impl Fn(usize) -> f64) -> String {
    let at = |place: usize| {
        let angle = std::f64::consts::TAU * (place % count) as f64 / count as f64;
        let radius = radius(place % count);
        format!("[{:.9},{:.9}]", 30.0 + radius * angle.cos(), 40.0 + radius * angle.sin())
    };
    format!("[[{}]]", (0..=count).map(at).collect::<Vec<_>>().join(","))
}

/// Every bad outline.
pub fn cases() -> Vec<Bad> {
    [numbers(), too_little(), crossing(), winding_and_holes(), very_long(), far_side()]
        .into_iter()
        .flatten()
        .collect()
}

/// Numbers that are none.
fn numbers() -> Vec<Bad> {
    vec![
        bad(
            "infinity in the way of JSON",
            "[[[0,0],[1e999,0],[4,4],[0,0]]]",
            false,
            &["geometry.invalid"],
        ),
        bad(
            "a text for a number",
            r#"[[["0",0],[4,0],[4,4],["0",0]]]"#,
            false,
            &["geometry.invalid"],
        ),
        bad("nothing for a number", "[[[null,0],[4,0],[4,4],[0,0]]]", false, &["geometry.invalid"]),
        bad("one number for two", "[[[0],[4],[5],[0]]]", false, &["geometry.invalid"]),
        bad("too far east", "[[[170,0],[190,0],[190,10],[170,0]]]", false, &["coord.range"]),
        bad("too far north", "[[[0,80],[10,80],[10,95],[0,80]]]", false, &["coord.range"]),
        bad(
            "projected",
            "[[[4000000,5000000],[4000001,5000000],[4000001,5000001],[4000000,5000000]]]",
            false,
            &["coord.range"],
        ),
    ]
}

/// Too little.
fn too_little() -> Vec<Bad> {
    vec![
        bad("no rings", "[]", false, &["geometry.invalid"]),
        bad("an empty ring", "[[]]", false, &["geometry.invalid"]),
        bad("three positions", "[[[0,0],[4,4],[0,0]]]", false, &["geometry.invalid"]),
        bad(
            "one place again and again",
            "[[[1,1],[1,1],[1,1],[1,1]]]",
            false,
            &["geometry.invalid"],
        ),
        bad("a line there and back", "[[[0,0],[2,0],[4,0],[0,0]]]", false, &["geometry.invalid"]),
        bad(
            "smaller than a centimetre",
            "[[[1,1],[1.00000001,1],[1,1.00000001],[1,1]]]",
            true,
            &["geometry.invalid"],
        ),
        bad("a triangle that is not closed", "[[[0,0],[4,0],[4,4]]]", true, &["geometry.open"]),
    ]
}

/// Rings that meet or cross themselves.
fn crossing() -> Vec<Bad> {
    vec![
        bad("an even bow tie", "[[[0,0],[4,4],[4,0],[0,4],[0,0]]]", false, &["geometry.invalid"]),
        bad("a bow tie", "[[[0,0],[4,4],[4,0],[0,3],[0,0]]]", true, &["geometry.crossing"]),
        bad(
            "a figure eight",
            "[[[0,0],[2,2],[4,0],[4,5],[2,2.5],[3,1],[0,5],[0,0]]]",
            true,
            &["geometry.crossing"],
        ),
        bad(
            "around the same ground twice",
            "[[[0,0],[6,0],[6,6],[1,6],[1,1],[5,1],[5,5],[0,5],[0,0]]]",
            true,
            &["geometry.crossing"],
        ),
        bad(
            "the same ring twice in one",
            "[[[0,0],[4,0],[4,4],[0,4],[0,0],[4,0],[4,4],[0,4],[0,0]]]",
            true,
            &["geometry.crossing"],
        ),
        bad("pinched to a point", "[[[0,0],[4,0],[2,2],[4,4],[0,4],[2,2],[0,0]]]", true, &[]),
        bad("a spike", "[[[0,0],[4,0],[4,4],[4,9],[4,4],[0,4],[0,0]]]", true, &[]),
        bad("each corner twice", "[[[0,0],[0,0],[4,0],[4,0],[4,4],[4,4],[0,0],[0,0]]]", true, &[]),
        bad("corners on a line", "[[[0,0],[1,0],[2,0],[4,0],[4,2],[4,4],[0,4],[0,0]]]", true, &[]),
    ]
}

/// Winding and holes.
fn winding_and_holes() -> Vec<Bad> {
    let shell = "[[0,0],[8,0],[8,8],[0,8],[0,0]]";
    let with_hole = |hole: &str| format!("[{shell},{hole}]");
    vec![
        bad("wound the other way", "[[[0,0],[0,4],[4,4],[4,0],[0,0]]]", true, &[]),
        bad("a hole wound like its shell", &with_hole("[[2,2],[3,2],[3,3],[2,2]]"), true, &[]),
        bad(
            "a hole outside",
            &with_hole("[[20,2],[23,2],[23,5],[20,2]]"),
            true,
            &["geometry.crossing"],
        ),
        bad(
            "a hole across the edge",
            &with_hole("[[6,2],[12,2],[12,6],[6,2]]"),
            true,
            &["geometry.crossing"],
        ),
        bad(
            "a hole in a hole",
            &format!("[{shell},[[1,1],[7,1],[7,7],[1,7],[1,1]],[[2,2],[5,2],[5,5],[2,2]]]"),
            true,
            &["geometry.crossing"],
        ),
        bad("a hole as large as its shell", &with_hole(shell), true, &["geometry.invalid"]),
        bad("an empty hole", &with_hole("[]"), true, &["geometry.invalid"]),
        bad("a hole of two places", &with_hole("[[1,1],[2,2],[1,1]]"), true, &["geometry.invalid"]),
    ]
}

/// Very long ones.
fn very_long() -> Vec<Bad> {
    vec![
        Bad {
            name: "a coast of 200 000 corners",
            rings: around(200_000, |_| 3.0),
            is_drawn: true,
            codes: &[],
        },
        Bad {
            name: "teeth of 200 000 corners",
            rings: around(200_000, |place| if place % 13 == 0 { 3.0 } else { 0.5 }),
            is_drawn: true,
            codes: &["geometry.fine"],
        },
    ]
}

/// The other side of the world.
fn far_side() -> Vec<Bad> {
    vec![
        bad(
            "across the 180th meridian",
            "[[[170,0],[-170,0],[-170,10],[170,10],[170,0]]]",
            true,
            &["geometry.meridian"],
        ),
        bad(
            "the whole world at once",
            "[[[-180,-80],[180,-80],[180,80],[-180,80],[-180,-80]]]",
            true,
            &["geometry.meridian", "geometry.invalid"],
        ),
        bad("up to the 180th meridian", "[[[170,0],[180,0],[180,10],[170,10],[170,0]]]", true, &[]),
    ]
}
