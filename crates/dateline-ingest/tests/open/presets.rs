//! Tables of well-known kinds. All rows are invented; the columns follow what is published.

use crate::support::{
    Reading, codes, date, event, only, open, open_one, open_with, place, read_files,
};
use dateline_core::model::{GeoPrecision, Text};
use dateline_ingest::{Limits, OpenOptions, Preset, keep};

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp
XXX1,2016-12-05,2016,1,Political violence,Battles,Armed clash,North Militia,River Clan; Hill Clan,Rebel group,South Army,,State forces,State forces-Rebel group,,999,Nowhere,Examplia,North,Mill,,Old Mill,36.2,37.15,1,Gazette; Radio One,National,\"Clashes at the mill, at night\",3,,1700000000
XXX2,2016-12-10,2016,2,Political violence,Riots,Mob violence,Rioters,,Rioters,,,,Rioters only,Civilian targeting,999,Nowhere,Examplia,North,Mill,,Harbour,36.21,37.16,2,Gazette,National,A riot,0,crowd size=40,1700000000
XXX3,2016-12-15,2016,3,Demonstrations,Protests,Peaceful protest,Protesters,,Protesters,,,,Protesters only,,999,Nowhere,Examplia,North,Mill,,North,36.3,37.2,3,Radio One,National,A march,0,,1700000000
";

fn plain(text: &Text) -> &str {
    text.in_language("en")
}

#[test]
fn acled_is_read_without_a_loss() {
    for text in [
        ACLED.to_owned(),
        format!("\u{FEFF}{ACLED}"),
        ACLED.replacen("event_id_cnty", "EVENT_ID_CNTY", 1),
    ] {
        let (story, reading) = open_one("data.csv", &text);
        assert_eq!(reading.files[0].preset, Some(Preset::Acled));
        assert_eq!(codes(&reading), Vec::<&str>::new());
        let clash = event(&story, "XXX1");
        assert_eq!(plain(&clash.title), "Armed clash · Old Mill");
        assert_eq!((date(clash), place(clash)), ("2016-12-05", Some((36.2, 37.15))));
        assert_eq!(clash.geo_precision, GeoPrecision::Exact);
        assert_eq!(clash.casualties.killed.best, Some(3));
        assert_eq!(clash.actors_text, "North Militia;River Clan;Hill Clan;South Army");
        assert_eq!(clash.actors.len(), 4);
        let sources: Vec<&str> = clash.sources.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(sources, ["Gazette", "Radio One"]);
        let told = plain(clash.text);
        assert!(told.starts_with("Clashes at the mill, at night\n\n"));
        for line in [
            "disorder_type: Political violence",
            "sub_event_type: Armed clash",
            "inter1: Rebel group",
            "interaction: State forces-Rebel group",
            "source_scale: National",
            "admin2: Mill",
        ] {
            assert!(told.lines().any(|it| it == line), "{line} in {told}");
        }
        assert!(!told.contains("1700000000"), "the upload is no time of the event");
        let kinds: Vec<&str> =
            story.story.meta.categories.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(kinds, ["Battles", "Protests", "Riots"]);
    }
}

#[test]
fn data_of_a_known_maker_is_credited_once_and_still_is_in_the_folder_that_is_kept() {
    let files: [(&str, &[u8]); 2] = [
        ("one.csv", ACLED.as_bytes()),
        ("two.csv", b"date,what,lat,lon\n2016-12-05,Shells,36.2,37.1\n"),
    ];
    let first = open_with(&files, &OpenOptions::default());
    let credits = |reading: &Reading| reading.whole.as_ref().unwrap().story.meta.credits.clone();
    let [credit] = &credits(&first)[..] else { panic!("{:?}", credits(&first)) };
    assert_eq!((credit.what.in_language("en"), &*credit.url), ("one.csv", "https://acleddata.com"));
    assert!(credit.by.in_language("en").starts_with("ACLED"));
    let given = files.map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
    let folder = keep(given.to_vec(), &first, Limits::DEFAULT).unwrap();
    assert_eq!(credits(&read_files(&folder, &OpenOptions::default())), credits(&first));
}

#[test]
fn acled_says_how_exact_date_and_place_are_and_its_0_is_not_known() {
    let (story, _) = open_one("acled.csv", ACLED);
    let (riot, march) = (event(&story, "XXX2"), event(&story, "XXX3"));
    assert_eq!((date(riot), date(march)), ("2016-12-07~/2016-12-13~", "2016-12"));
    assert!(riot.when.as_ref().unwrap().approximate);
    assert_eq!(
        (riot.geo_precision, march.geo_precision),
        (GeoPrecision::Area, GeoPrecision::Region)
    );
    assert!(riot.casualties.killed.is_unknown());
    let told = plain(riot.text);
    for line in [
        "time_precision: 2",
        "geo_precision: 2",
        "fatalities: 0",
        "civilian_targeting: Civilian targeting",
        "tags: crowd size=40",
    ] {
        assert!(told.lines().any(|it| it == line), "{line} in {told}");
    }
}

#[test]
fn older_acled_files_have_other_dates_names_and_ids() {
    let old = "DATA_ID,ISO,EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,ALLY_ACTOR_1,INTER1,ACTOR2,ALLY_ACTOR_2,INTER2,INTERACTION,COUNTRY,ADMIN1,LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,SOURCE,NOTES,FATALITIES\n\
               77,999,XXX9,9,DATE,2011,1,Battle-No change of territory,A,B,2,C,,1,12,Examplia,North,Mill,\"36,2\",\"37,15\",1,Gazette,Note,4\n";
    for written in ["05-12-2011", "5 December 2011", "05-Dec-11", "2011-12-05"] {
        let (story, reading) =
            open_one("old.csv", &old.replace("DATE,2011,1", &format!("{written},2011,1")));
        assert_eq!(reading.files[0].preset, Some(Preset::Acled), "{written}");
        let battle = event(&story, "XXX9");
        assert_eq!((date(battle), place(battle)), ("2011-12-05", Some((36.2, 37.15))), "{written}");
        assert_eq!(battle.actors_text, "A;B;C");
        assert!(plain(battle.text).contains("INTER1: 2"));
    }
}

const GED_HEADER: &str = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

fn ged(id: u32, kind: u32, prec: [&str; 2], dates: [&str; 2], deaths: [u32; 3]) -> String {
    let [where_prec, date_prec] = prec;
    let [start, end] = dates;
    let [best, high, low] = deaths;
    format!(
        "{id},REL-{id},2016,1,Clear,{kind},1,11,Examplia: Government,2,22,Government of Examplia - North Militia,3,33,Government of Examplia,4,44,North Militia,2,\"Gazette,2016-12-06,Clash\",Gazette,2016-12-06,Clash,witness,{where_prec},Old Mill,at the mill,North,Mill,36.2,37.15,POINT (37.15 36.2),123456,Examplia,999,Nowhere,1,{date_prec},{start},{end},1,2,0,0,{best},{high},{low},999,"
    )
}

#[test]
fn ucdp_ged_keeps_ranges_and_the_bounds_of_what_is_not_known() {
    let rows = [
        ged(1, 1, ["1", "1"], ["2016-12-05", "2016-12-05"], [3, 5, 2]),
        ged(2, 2, ["3", "2"], ["2016-12-05", "2016-12-08"], [1, 1, 1]),
        ged(3, 3, ["4", "4"], ["2016-12-01", "2016-12-31"], [0, 2, 0]),
        ged(4, 3, ["6", "5"], ["2016-01-01", "2016-12-31"], [9, 9, 9]),
    ];
    let with_header = format!("{GED_HEADER}\n{}\n", rows.join("\n"));
    let older = with_header.replacen("best,high,low", "best_est,high_est,low_est", 1);
    let bare = rows.join("\n");
    let with_times = with_header
        .replace("2016-12-05,2016-12-05", "2016-12-05 00:00:00.000,2016-12-05 00:00:00.000");
    for text in [&with_header, &older, &bare, &with_times] {
        let (story, reading) = open_one("ged.csv", text);
        assert_eq!(reading.files[0].preset, Some(Preset::UcdpGed));
        assert_eq!(codes(&reading), Vec::<&str>::new());
        let dates: Vec<String> =
            ["2", "3", "4"].map(|id| date(event(&story, id)).to_owned()).into();
        assert_eq!(dates, ["2016-12-05?/2016-12-08?", "2016-12", "2016"]);
        assert!(date(event(&story, "1")).starts_with("2016-12-05"));
        let killed = event(&story, "1").casualties.killed;
        assert_eq!((killed.low, killed.best, killed.high), (Some(2), Some(3), Some(5)));
        assert_eq!(event(&story, "3").casualties.killed.best, Some(0), "their 0 is a figure");
        let precisions = ["1", "2", "3", "4"].map(|id| event(&story, id).geo_precision);
        use GeoPrecision::{Area, Exact, Region};
        assert_eq!(precisions, [Exact, Area, Region, Region]);
        let first = event(&story, "1");
        assert_eq!(plain(&first.title), "Government of Examplia - North Militia · Old Mill");
        assert_eq!(first.actors_text, "Government of Examplia;North Militia");
        assert!(plain(event(&story, "4").text).contains("where_prec: 6"));
        let kind = &story.story.meta.categories[usize::from(first.category.0)];
        assert_eq!(kind.name.in_language("ar"), "نزاع تشارك فيه دولة");
    }
}

#[test]
fn codes_of_programs_that_know_no_whole_numbers_mean_the_same() {
    let floats = ACLED
        .replace(",0,crowd", ",0.0,crowd")
        .replace("2016-12-10,2016,2,", "2016-12-10,2016,2.0,")
        .replace("37.16,2,", "37.16,2.0,")
        .replace("2016-12-15", "15 Foo 2016");
    let (story, reading) = open_one("acled.csv", &floats);
    let riot = event(&story, "XXX2");
    assert_eq!(date(riot), "2016-12-07~/2016-12-13~");
    assert!(riot.casualties.killed.is_unknown());
    assert_eq!(riot.geo_precision, GeoPrecision::Area);
    assert_eq!(only(&reading, "date.unreadable").value, "15 Foo 2016", "as the file has it");
}

#[test]
fn acled_says_on_which_side_each_actor_was() {
    let text =
        ACLED.replace("South Army,,State forces", "South Army,Police; River Clan,State forces");
    let (story, _) = open_one("acled.csv", &text);
    let told = plain(event(&story, "XXX1").text);
    for line in [
        "assoc_actor_1: River Clan; Hill Clan",
        "actor2: South Army",
        "assoc_actor_2: Police; River Clan",
    ] {
        assert!(told.lines().any(|it| it == line), "{line} in {told}");
    }
}

#[test]
fn a_column_of_midnights_is_one_of_days() {
    let rows = [
        ged(1, 1, ["1", "1"], ["2016-12-05", "2016-12-05"], [3, 5, 2]),
        ged(2, 2, ["3", "2"], ["2016-12-05", "2016-12-08"], [1, 1, 1]),
        ged(3, 3, ["4", "4"], ["2016-12-01", "2016-12-31"], [0, 2, 0]),
        ged(4, 3, ["4", "2"], ["2016-12-07", "2016-12-07"], [0, 2, 0]),
    ];
    let midnights = rows.map(|row| {
        let cells = row.split(',').map(|cell| match cell.strip_prefix("2016-") {
            Some(_) if cell.len() == 10 => format!("{cell} 00:00:00.000"),
            _ => cell.to_owned(),
        });
        cells.collect::<Vec<_>>().join(",")
    });
    let (story, _) = open_one("ged.csv", &format!("{GED_HEADER}\n{}\n", midnights.join("\n")));
    let dates = ["1", "2", "3", "4"].map(|id| date(event(&story, id)).to_owned());
    assert_eq!(dates, ["2016-12-05", "2016-12-05?/2016-12-08?", "2016-12", "2016-12-07?"]);
    // Where one cell has a time, midnight is one as well, also at the end.
    let text = "id,date,end,title,lat,lon,source\nA,2016-12-05 22:05,2016-12-06 00:00,T,36.2,37.15,S\nB,2016-12-05 00:00,,T,36.2,37.15,S\n";
    let (story, _) = open_one("a.csv", text);
    let dates = ["A", "B"].map(|id| date(event(&story, id)).to_owned());
    assert_eq!(dates, ["2016-12-05T22:05/2016-12-06T00:00", "2016-12-05T00:00"]);
    // The time of a midnight stands in a column of its own.
    let text = "id,date,time,title,lat,lon,source\nA,2016-12-05 00:00:00,22:05,T,36.2,37.15,S\n";
    let (story, _) = open_one("a.csv", text);
    assert_eq!(date(event(&story, "A")), "2016-12-05T22:05");
}

#[test]
fn what_is_usual_decides_nothing_where_cells_need_both_orders() {
    let row =
        |id: &str, date: &str| format!("{id},A strike,{date},Mill,36.2,37.15,Strike,Gazette\n");
    let header = "id,description,date,location,latitude,longitude,category,source1\n";
    let text = format!(
        "{header}{}{}{}",
        row("A", "3/4/2022"),
        row("B", "25/4/2022"),
        row("C", "4/25/2022")
    );
    let (story, reading) = open_one("sheet.csv", &text);
    assert_eq!(reading.files[0].preset, Some(Preset::TimeMap));
    let dates = ["A", "B", "C"].map(|id| date(event(&story, id)).to_owned());
    assert_eq!(dates, ["", "2022-04-25", "2022-04-25"]);
    assert_eq!(only(&reading, "date.ambiguous").value, "3/4/2022");
}

#[test]
fn the_sheet_of_timelinejs_has_its_dates_in_parts() {
    let text = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Alt Text,Type,Group,Background\n\
                ,,,,,,,,,A town,The <b>story</b>,,,,,,title,,\n\
                2016,12,5,22:05,2016,12,6,,5 December,Shells,\"<p>First</p><p>Second</p>\",https://example.org/p.jpg,Photographer,A street,,A street at night,,War,\n\
                2016,12,,,,,,,,In December,,,,,,,,,\n\
                -44,3,15,,,,,,,Ides,,,,,,,,,\n\
                2012,,,,2016,,,,,The split,,,,,,,era,,\n";
    let (story, reading) = open_one("sheet.csv", text);
    assert_eq!(reading.files[0].preset, Some(Preset::TimelineJs));
    let shells = event(&story, "row-2");
    assert_eq!(date(shells), "2016-12-05T22:05/2016-12-06");
    assert_eq!(plain(&shells.title), "Shells");
    assert!(plain(shells.text).starts_with("First\nSecond\n\nDisplay Date: 5 December"));
    assert_eq!(
        (shells.media_url.as_str(), plain(shells.media_alt)),
        ("https://example.org/p.jpg", "A street at night")
    );
    let dates = ["row-1", "row-3", "row-4", "row-5"].map(|id| date(event(&story, id)));
    assert_eq!(dates, ["", "2016-12", "-0044-03-15", "2012/2016"]);
    assert_eq!((reading.report.counts.undated, reading.report.counts.unplaced), (1, 5));
    let kinds: Vec<&str> = story.story.meta.categories.iter().map(|it| it.id.as_str()).collect();
    assert!(kinds.contains(&"War") && kinds.contains(&"era"), "{kinds:?}");
}

#[test]
fn the_older_sheet_and_the_json_of_timelinejs_are_read() {
    let old = "Start Date,End Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Tag\n\
               12/25/2016,,Christmas,T,,,,,,Feast\n12/5/2016 22:05:00,12/6/2016,Shells,T,,,,,,War\n";
    let (story, reading) = open_one("old.csv", old);
    assert_eq!(reading.files[0].preset, Some(Preset::TimelineJs));
    assert_eq!(date(event(&story, "row-2")), "2016-12-05T22:05/2016-12-06");
    let json = r#"{ "title": { "text": { "headline": "A town" } }, "scale": "human", "events": [
        { "unique_id": "a", "group": "War", "start_date": { "year": "2016", "month": "12", "day": "5", "hour": "22", "minute": "5" },
          "end_date": { "year": "2016", "month": "12", "day": "6" },
          "text": { "headline": "Shells", "text": "<p>At night</p>" }, "media": { "url": "https://example.org/p.jpg", "alt": "A street" } },
        { "start_date": { "year": 2012 }, "text": { "headline": "The split" } } ],
      "eras": [ { "start_date": { "year": "2012" }, "end_date": { "year": "2016" }, "text": { "headline": "Divided" } } ] }"#;
    let (story, reading) = open_one("timeline.json", json);
    assert_eq!(reading.files[0].preset, Some(Preset::TimelineJs));
    let shells = event(&story, "a");
    assert_eq!(date(shells), "2016-12-05T22:05/2016-12-06");
    assert_eq!((plain(&shells.title), plain(shells.text)), ("Shells", "At night"));
    assert_eq!(plain(shells.media_alt), "A street");
    assert_eq!(date(event(&story, "row-2")), "2012");
    assert_eq!(date(event(&story, "row-3")), "2012/2016", "the era");
    assert_eq!(plain(&event(&story, "row-4").title), "A town");
}

#[test]
fn timemap_is_read_as_json_and_as_the_sheet_behind_it() {
    let json = r#"[ { "id": "EV1", "civId": "C1", "description": "A strike", "graphic": "TRUE", "date": "3/4/2022", "time": "9:05", "time_precision": "",
        "location": "Mill Street", "latitude": "36,2", "longitude": "37,15", "category": "Strike", "associations": ["Civilian", "Residential"], "sources": ["S1", "S2"], "comments": "" },
      { "id": "EV2", "description": "Another", "date": "4/25/2022", "time": "", "location": "Harbour", "latitude": "36.3", "longitude": "37.2", "category": "Fire", "associations": [], "sources": ["S3"] } ]"#;
    let (story, reading) = open_one("events.json", json);
    assert_eq!(reading.files[0].preset, Some(Preset::TimeMap));
    let strike = event(&story, "EV1");
    assert_eq!((date(strike), place(strike)), ("2022-03-04T09:05", Some((36.2, 37.15))));
    assert!(strike.graphic && plain(strike.text).contains("associations: Civilian; Residential"));
    assert_eq!(strike.sources.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["S1", "S2"]);
    let sheet = "id,description,date,time,location,latitude,longitude,category,association1,association2,source1,source2\n\
                 EV1,A strike,3/4/2022,09:05,Mill Street,36.2,37.15,Strike,Civilian,Residential,Gazette,https://example.org/2\n";
    let (story, reading) = open_one("sheet.csv", sheet);
    assert_eq!(reading.files[0].preset, Some(Preset::TimeMap));
    let strike = event(&story, "EV1");
    assert_eq!(date(strike), "2022-03-04T09:05", "month first, as the app is set up");
    let sources: Vec<_> =
        strike.sources.iter().map(|it| (it.name.as_str(), it.url.as_str())).collect();
    assert_eq!(sources, [("Gazette", ""), ("", "https://example.org/2")]);
    assert!(plain(strike.text).contains("association2: Residential"));
}

#[test]
fn dates_in_parts_with_0_for_unknown_stay_as_coarse_as_they_are() {
    let text = "eventid,iyear,imonth,iday,approxdate,country_txt,provstate,city,latitude,longitude,specificity,summary,attacktype1_txt,gname,nkill,nwound,scite1,scite2\n\
                197000000001,1970,7,2,,Examplia,North,Mill,36.2,37.15,1,A bomb,Bombing,North Militia,1,0,\"Gazette, 3 July\",Radio\n\
                197000000002,1970,7,0,July,Examplia,North,Mill,36.2,37.15,4,,Bombing,Unknown,,,Gazette,\n\
                197000000003,1970,0,0,,Examplia,North,Mill,,,5,,Assault,Unknown,-99,2,,\n";
    let (story, reading) = open_one("gtd.csv", text);
    assert_eq!(reading.files[0].preset, Some(Preset::Gtd));
    let dates = ["197000000001", "197000000002", "197000000003"].map(|id| date(event(&story, id)));
    assert_eq!(dates, ["1970-07-02", "1970-07", "1970"]);
    let bomb = event(&story, "197000000001");
    assert_eq!((bomb.casualties.killed.best, bomb.casualties.injured.best), (Some(1), Some(0)));
    assert_eq!(bomb.sources.len(), 2);
    let assault = event(&story, "197000000003");
    assert!(assault.casualties.killed.is_unknown() && assault.position.is_none());
    assert_eq!(only(&reading, "source.missing").detail, "1 of 3 rows");
}

#[test]
fn nested_json_of_casualty_records_gives_ranges_sides_and_sources() {
    let json = r#"{ "incidents": [ { "code": "T-001", "date": "2016-12-05", "location_name": "Mill Street",
        "geolocation": { "latitude": 36.2, "longitude": 37.15, "accuracy": "Neighbourhood/area" },
        "civilian_casualties": { "killed": { "min": 2, "max": 5 }, "injured": { "min": 10, "max": 12 } },
        "belligerents": [ { "name": "North Militia" }, { "name": "South Army" } ],
        "grading": "Fair", "summary": "Shells hit a street",
        "sources": [ { "name": "Gazette", "url": "https://example.org/1", "archive_url": "https://archive.example.org/1" }, { "name": "Radio", "url": "https://example.org/2" } ] } ] }"#;
    let (story, _) = open_one("civilians.json", json);
    let shells = event(&story, "T-001");
    assert_eq!((date(shells), place(shells)), ("2016-12-05", Some((36.2, 37.15))));
    let (killed, injured) = (shells.casualties.killed, shells.casualties.injured);
    assert_eq!((killed.low, killed.best, killed.high), (Some(2), None, Some(5)));
    assert_eq!((injured.low, injured.high), (Some(10), Some(12)));
    assert_eq!(shells.actors_text, "North Militia;South Army");
    let sources: Vec<_> = shells
        .sources
        .iter()
        .map(|it| (it.name.as_str(), it.url.as_str(), it.archive_url.as_str()))
        .collect();
    assert_eq!(
        sources,
        [
            ("Gazette", "https://example.org/1", "https://archive.example.org/1"),
            ("Radio", "https://example.org/2", "")
        ]
    );
    assert!(plain(shells.text).contains("grading: Fair"), "{}", plain(shells.text));
}

#[test]
fn ids_of_sources_in_timemap_are_told_by_the_list_of_sources_beside_it() {
    let events = br#"[ { "id": "EV1", "description": "A strike", "date": "3/14/2022", "location": "Mill", "latitude": "36.2", "longitude": "37.15", "sources": ["S1", "S9"], "associations": [] } ]"#;
    let sources = br#"{ "S1": { "id": "S1", "title": "A film", "paths": ["https://example.org/1", "https://example.org/2"], "type": "Video" }, "S2": { "id": "S2", "title": "Another", "paths": [] } }"#;
    let reading = open(&[("sources.json", sources), ("events.json", events)]);
    let strike = event(reading.whole.as_ref().unwrap(), "EV1");
    let told: Vec<_> =
        strike.sources.iter().map(|it| (it.name.as_str(), it.url.as_str())).collect();
    assert_eq!(told, [("A film", "https://example.org/1"), ("S9", "")]);
    assert_eq!(codes(&reading), Vec::<&str>::new());
    assert_eq!((reading.report.counts.rows, reading.report.counts.skipped), (3, 2));
}

#[test]
fn points_of_a_live_map_are_read_by_names_and_cells() {
    let json = r#"{ "venues": [ { "id": "7", "name": "Shells at the mill", "lat": "36.2", "lng": "37.15", "timestamp": "1480975500", "link": "https://example.org/7", "source": "https://example.org/s", "location": "Mill", "cat_id": 3, "color_id": 1, "picpath": "bomb" } ], "globaltime": 1480975600, "amount": 1 }"#;
    let (story, _) = open_one("live.json", json);
    let shells = event(&story, "7");
    assert_eq!((date(shells), place(shells)), ("2016-12-05T22:05:00Z", Some((36.2, 37.15))));
    assert_eq!((plain(&shells.title), plain(&shells.place)), ("Shells at the mill", "Mill"));
    assert_eq!(shells.sources[0].url, "https://example.org/7");
}

#[test]
fn a_part_of_a_date_that_cannot_be_read_and_a_time_without_a_day_are_not_lost() {
    let text = "Year,Month,Day,Time,End Year,Headline,Text,Media\n2016,Spring,,,,A,T,\n2016,12,mid,,,B,T,\n2016,12,,22:05,,C,T,\n";
    let (story, reading) = open_one("sheet.csv", text);
    assert_eq!(
        ["row-1", "row-2", "row-3"].map(|id| date(event(&story, id))),
        ["2016", "2016-12", "2016-12"]
    );
    let told: Vec<_> =
        reading.report.problems.iter().filter(|it| it.code.as_str() == "date.unreadable").collect();
    assert_eq!(told.iter().map(|it| it.value.as_str()).collect::<Vec<_>>(), ["Spring", "mid"]);
    assert!(plain(event(&story, "row-3").text).contains("Time: 22:05"));
}
