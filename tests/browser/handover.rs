//! The instant at which an area changes hands: before it the one holder is painted, from it on
//! the other, and never both or none.

use wasm_bindgen_test::wasm_bindgen_test;

use super::support::Map;

const STORY: &str = r##"{
  "dateline": 1, "title": "A field", "languages": ["en"], "timeZone": "UTC",
  "span": "2020-01-01/2020-01-31", "start": { "t": "2020-01-02" },
  "actors": [{ "id": "red", "name": "Red", "colour": "#c02010" },
             { "id": "blue", "name": "Blue", "colour": "#1020c0" }],
  "files": { "areas": "areas.geojson", "control": "control.csv" }
}"##;
const AREAS: &str = r#"{ "type": "FeatureCollection", "features": [
  { "type": "Feature", "id": "field", "properties": { "name": "" }, "geometry": { "type": "Polygon",
    "coordinates": [[[10, 50], [10.1, 50], [10.1, 50.1], [10, 50.1], [10, 50]]] } }] }"#;
/// Red until half a minute past noon, then blue, and red again from a midnight.
const CONTROL: &str = "area,date,from,to,status,source\n\
    field,2020-01-01,,red,held,Gazette\n\
    field,2020-01-05T12:00:29,red,blue,held,Gazette\n\
    field,2020-01-09,blue,red,held,Gazette\n";

const RED: [u8; 4] = [0xc0, 0x20, 0x10, 255];
const BLUE: [u8; 4] = [0x10, 0x20, 0xc0, 255];

#[wasm_bindgen_test]
async fn at_the_instant_of_a_change_exactly_one_of_two_holders_is_painted() {
    let files = [("story.json", STORY), ("areas.geojson", AREAS), ("control.csv", CONTROL)];
    let files = files.map(|(name, text)| (name, text.as_bytes()));
    let map = Map::of(&files, &[("theme", "light")]).await;
    let (lon, lat) = (10.05, 50.05);
    map.set_state(&format!(r#"{{"view":{{"lon":{lon},"lat":{lat},"zoom":12}}}}"#)).await.unwrap();
    for (t, holder, colour) in [
        ("2020-01-05T12:00:29", "red", RED),
        ("2020-01-05T12:00:30", "blue", BLUE),
        ("2020-01-05T12:00:31", "blue", BLUE),
        ("2020-01-09T23:59:59", "blue", BLUE),
        ("2020-01-09", "red", RED),
        ("2020-01-10T00:00:01", "red", RED),
        // And back, against the direction of time.
        ("2020-01-09T23:59:59", "blue", BLUE),
        ("2020-01-05T12:00:29", "red", RED),
    ] {
        map.set_state(&format!(r#"{{"t":"{t}"}}"#)).await.unwrap();
        let area = map.area("field");
        assert_eq!((&area["actor"], &area["status"]), (&holder.into(), &"held".into()), "at {t}");
        let seen: Vec<_> = [-0.01, 0.0, 0.01]
            .iter()
            .flat_map(|east| [-0.01, 0.0, 0.01].map(|north| map.pixel_at(lon + east, lat + north)))
            .collect();
        assert_eq!(seen, [Some(colour); 9], "at {t}");
    }
}
