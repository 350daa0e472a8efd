#![allow(clippy::unwrap_used)]
use super::super::story_svg;
use super::super::tests::{all_events, crowded, input, story};
use super::super::well_formed::elements;
use super::super::{Ground, GroundName, Grouping, SvgInput};
use crate::geo::LonLat;
use crate::model::{AreaIndex, Events, Text};
use crate::scene::testing::{event, rectangle};

/// The foot of the letters of a name.
fn name_at(svg: &str, name: &str) -> Option<f64> {
    let (before, _) = svg.split_once(&format!(">{name}</text>"))?;
    let (_, y) = before.rsplit_once(" y=\"")?;
    y.split_once('"')?.0.parse().ok()
}

#[test]
fn names_go_out_from_under_marks_and_groups() {
    let story = crowded(0);
    let quiet = story_svg(&input(&story, &[]));
    let own = name_at(&quiet, "Contested").unwrap();
    let mut marked = crowded(0);
    let over_name = event("over", Some("2016-12-05"), Some((37.13, 36.19)));
    marked.events = Events::from_rows(vec![over_name.clone()]);
    let events = all_events(&marked);
    let moved = name_at(&story_svg(&input(&marked, &events)), "Contested").unwrap();
    assert!((moved - own).abs() > 10.0, "{own} {moved}");
    marked.events = Events::from_rows(vec![over_name; 40]);
    let events = all_events(&marked);
    assert_eq!(name_at(&story_svg(&input(&marked, &events)), "Contested"), None);
}

#[test]
fn names_keep_clear_of_marks_where_these_stand_beside_their_spot() {
    let mut marked = crowded(0);
    let above = event("above", Some("2016-12-05"), Some((37.13, 36.1947)));
    let mut foot = |count: usize| {
        marked.events = Events::from_rows(vec![above.clone(); count]);
        let events = all_events(&marked);
        let never = SvgInput { grouping: Grouping::Never, ..input(&marked, &events) };
        name_at(&story_svg(&never), "Contested").unwrap()
    };
    // The first mark stands on the spot, and the second below it.
    let own = foot(0);
    assert_eq!(foot(1), own);
    assert!((foot(2) - own).abs() > 10.0);
}

/// The x of the middle of a name.
fn column_of(svg: &str, name: &str) -> Option<f64> {
    let (before, _) = svg.split_once(&format!(">{name}</text>"))?;
    let (_, x) = before.rsplit_once("<text x=\"")?;
    x.split_once('"')?.0.parse().ok()
}

#[test]
fn the_selected_area_has_its_name_before_all_others_and_however_small_it_is() {
    let mut story = story();
    // Two names at one place have no room, and the larger area's comes first.
    story.areas[1].centre = story.areas[0].centre;
    story.areas[1].polygons = vec![vec![rectangle(37.105, 36.185, 37.106, 36.186)]];
    let quiet = story_svg(&input(&story, &[]));
    assert!(column_of(&quiet, "Held").is_some() && column_of(&quiet, "Contested").is_none());
    let selected = SvgInput { selected_area: Some(AreaIndex(1)), ..input(&story, &[]) };
    let svg = story_svg(&selected);
    assert!(column_of(&svg, "Held").is_none() && column_of(&svg, "Contested").is_some());
}

#[test]
fn of_a_part_of_a_picture_names_stand_within_the_columns_that_are_seen() {
    let story = story();
    let whole = story_svg(&input(&story, &[]));
    let part = story_svg(&SvgInput { seen_px: Some((120.0, 360.0)), ..input(&story, &[]) });
    for name in ["Contested", "Claimed", "Besieged", "Unknown"] {
        let column = column_of(&whole, name);
        assert!(column.is_some() && column == column_of(&part, name), "{name}");
    }
    // The middle of this one is seen, and its first letters would be cut.
    let cut = story_svg(&SvgInput { seen_px: Some((140.0, 360.0)), ..input(&story, &[]) });
    assert!(column_of(&cut, "Contested").is_none() && column_of(&cut, "Claimed").is_some());
    assert!(column_of(&part, "Held").is_none() && column_of(&part, "Doubtful").is_none());
}

#[test]
fn names_of_tiles_are_placed_with_the_others_and_come_out_as_text() {
    let (story, hostile) = (story(), "\u{202e}<script href='//x'>&\"]]>\0");
    let at = |lon, lat| crate::geo::WorldPoint::from_lonlat(LonLat { lon, lat });
    let name = |text, at, priority| GroundName { text, at, priority };
    let held = at(37.11, 36.19);
    let names = vec![name(hostile, at(37.16, 36.17), -300.0), name("Behind", held, -1.0)];
    let ground = Ground { names, ..Ground::default() };
    let svg = story_svg(&SvgInput { ground: Some(&ground), ..input(&story, &[]) });
    assert!(!elements(&svg).unwrap().contains(&"script".to_owned()));
    assert!(svg.contains(">&lt;script href=&#39;//x&#39;&gt;&amp;&quot;]]&gt;</text>"), "{svg}");
    // An area of the story has its name there.
    assert!(svg.contains(">Held</text>") && !svg.contains("Behind"));
    assert!(svg.find("class=\"tiles\"") < svg.find("class=\"ground\""));
}

#[test]
fn a_name_in_the_other_script_says_which_way_it_runs_and_others_do_not() {
    let mut story = story();
    story.areas[1].name = Text::Plain("Big (S)".to_owned());
    story.areas[2].name = Text::Plain("حي (2)".to_owned());
    story.areas[3].name = Text::Plain("(2)".to_owned());
    let written = |language: &str, name: &str| {
        let svg = story_svg(&SvgInput { language, ..input(&story, &[]) });
        let (before, _) = svg.split_once(&format!(">{name}</text>")).unwrap();
        let (_, tag) = before.rsplit_once("<text ").unwrap();
        tag.split_once("direction=").map(|(_, direction)| direction.to_owned())
    };
    assert_eq!(written("ar", "Big (S)").as_deref(), Some("\"ltr\""));
    assert_eq!(written("ar", "حي (2)"), None);
    assert_eq!(written("en", "حي (2)").as_deref(), Some("\"rtl\""));
    assert_eq!(written("en", "Big (S)"), None);
    assert_eq!([written("en", "(2)"), written("ar", "(2)")], [None, None]);
}
