//! The names that people give to columns, in the languages in which tables are kept.
//!
//! Written as [`plain`](crate::open::sheet::plain) compares them: small letters and digits
//! alone. Has no opinion on the cells.

use super::ColumnRole::{self, *};
use crate::open::sheet::plain;

/// How sure a part of a name is, of a hundred.
pub(super) const PART: u8 = 50;

/// Names by role. The first name of a list is the surest.
#[rustfmt::skip] // One list of words below the other would be six hundred lines.
pub(super) const WORDS: [(ColumnRole, &[&str]); 42] = [
    (Id, &["id", "no", "number", "nr", "eventid", "uid", "uuid", "identifier", "ref", "code", "رقم", "معرف", "номер",
        "ид", "kimlik", "kennung"]),
    (Date, &["date", "eventdate", "datetime", "startdate", "datestart", "start", "begin",
        "begins", "from", "since", "when", "timestamp", "day.date", "dateofevent",
        "incidentdate", "dateofincident", "verifieddate", "datum", "fecha", "дата", "датаподії",
        "التاريخ", "تاريخ", "تاريخالحدث", "jour", "tarih", "beginn", "начало", "початок",
        "début", "inicio", "dateoccurred", "whendid", "timespan.begin", "datedebut"]),
    (End, &["end", "enddate", "dateend", "until", "to", "ends", "finish", "dateto", "fin",
        "ende", "конец", "кінець", "النهاية", "bitiş", "bitis", "timespan.end", "datefin"]),
    (Time, &["time", "timeofday", "hour", "heure", "hora", "uhrzeit", "время", "час", "الوقت",
        "الساعة", "saat", "localtime"]),
    (EndTime, &["endtime"]),
    (Year, &["year", "année", "annee", "año", "ano", "jahr", "год", "рік", "السنة", "سنة", "yıl",
        "yil"]),
    (Month, &["month", "mois", "mes", "monat", "месяц", "місяць", "الشهر", "شهر", "ay"]),
    (Day, &["day", "día", "dia", "tag", "день", "اليوم", "يوم", "gün", "gun"]),
    (EndYear, &["endyear"]),
    (EndMonth, &["endmonth"]),
    (EndDay, &["endday"]),
    (Title, &["title", "headline", "name", "event", "subject", "incident", "what", "titre", "título", "titulo",
        "titel", "название", "заголовок", "назва", "العنوان", "عنوان", "الحدث", "الاسم",
        "başlık", "baslik", "événement", "ereignis", "evento", "olay", "toponym"]),
    (Text, &["text", "whathappened", "description", "notes", "note", "details", "summary", "body", "story",
        "comments", "comment", "desc", "narrative", "beschreibung", "anmerkung", "bemerkung", "descripción", "descripcion",
        "résumé", "описание", "опис", "الوصف", "وصف", "تفاصيل", "ملاحظات", "açıklama", "aciklama"]),
    (Place, &["place", "location", "locationname", "placename", "city", "town", "village",
        "site", "address", "settlement", "wherecoordinates", "wheredid", "locality", "lieu", "ville", "lugar", "ciudad",
        "ort", "stadt", "место", "город", "місце", "місто", "المكان", "الموقع", "مكان",
        "المدينة", "yer", "konum", "şehir"]),
    (Area, &["area", "areaid", "quarter", "neighbourhood", "neighborhood", "zone", "admin2",
        "district", "quartier", "barrio", "bezirk", "район", "الحي", "حي", "المنطقة", "منطقة",
        "mahalle", "ilçe"]),
    (Latitude, &["latitude", "lat", "y", "ycoord", "ycoordinate", "geo.lat", "latitud", "breite",
        "breitengrad", "широта", "خطالعرض", "عرض", "enlem", "latdd", "declat", "point.y", "geolat"]),
    (Longitude, &["longitude", "lon", "long", "lng", "x", "xcoord", "xcoordinate", "geo.lon",
        "geo.lng", "longitud", "länge", "laenge", "längengrad", "долгота", "довгота", "خطالطول",
        "طول", "boylam", "londd", "declon", "point.x", "geolon"]),
    (Position, &["coordinates", "latlon", "latlong", "latlng", "coords", "position", "gps",
        "geo", "geolocation", "latlongmgrsgrid", "mgrs", "mgrsgrid", "utm", "coordonnées",
        "coordenadas", "koordinaten", "координаты", "координати", "الإحداثيات", "احداثيات",
        "koordinat"]),
    (Geometry, &["geometry", "geom", "wkt", "thegeom", "geomwkt", "wkbgeometry", "wkb",
        "geojson", "shape"]),
    (Easting, &["easting", "eastings", "utmx", "utme", "utmeasting"]),
    (Northing, &["northing", "northings", "utmy", "utmn", "utmnorthing"]),
    (UtmZone, &["utmzone", "gridzone"]),
    (PlacePrecision, &["geoprecision", "locationprecision", "placeprecision", "precision",
        "accuracy"]),
    (Category, &["category", "categories", "type", "eventtype", "kind", "class", "group",
        "theme", "catégorie", "categorie", "kategorie", "categoría", "categoria", "tipo", "art",
        "typ", "категория", "тип", "категорія", "الفئة", "النوع", "نوع", "فئة", "kategori",
        "tür", "tur", "folder"]),
    (Actors, &["actors", "actor", "actor1", "actor2", "sides", "parties", "party", "perpetrator",
        "perpetrators", "belligerents", "belligerent", "attacker", "sidea", "sideb", "acteur",
        "acteurs", "actores", "akteur", "akteure", "beteiligte", "участники", "стороны", "сторони", "الجهات",
        "الأطراف", "الفاعل", "taraflar", "groupname", "gname"]),
    (KilledLow, &["killedlow", "killedmin", "deathsmin", "low", "deathslow", "killedminimum"]),
    (Killed, &["killed", "deaths", "fatalities", "dead", "death", "casualties", "nkill",
        "deathsbest", "killedbest", "morts", "tués", "tues", "muertos", "tote", "погибшие",
        "убито", "загиблі", "القتلى", "قتلى", "الوفيات", "ölü", "olu"]),
    (KilledHigh, &["killedhigh", "killedmax", "deathsmax", "high", "deathshigh", "killedmaximum"]),
    (InjuredLow, &["injuredlow", "injuredmin", "woundedmin", "woundedlow"]),
    (Injured, &["injured", "wounded", "injuries", "nwound", "blessés", "blesses", "heridos",
        "verletzte", "раненые", "поранені", "الجرحى", "جرحى", "yaralı", "yarali"]),
    (InjuredHigh, &["injuredhigh", "injuredmax", "woundedmax", "woundedhigh"]),
    (Verification, &["verification", "verified", "grading", "grade", "credibility", "التحقق"]),
    (Graphic, &["graphic", "sensitive", "nsfw"]),
    (Media, &["media", "mediaurl", "image", "imageurl", "photo", "picture", "video", "picpath",
        "صورة"]),
    (MediaAlt, &["alttext", "mediaalt", "mediacaption", "caption", "imagealt"]),
    (Source, &["source", "sources", "publisher", "reference", "credit", "fuente", "quelle",
        "источник", "джерело", "المصدر", "مصدر", "kaynak", "sourcename"]),
    (SourceUrl, &["sourceurl", "url", "link", "href", "sourcelink", "website", "رابط", "الرابط",
        "lien", "enlace", "ссылка", "посилання", "bağlantı"]),
    (ArchiveUrl, &["archiveurl", "archive", "archived", "archivelink", "archivedurl"]),
    (Holder, &["controller", "holder", "controlledby", "heldby", "control", "controlling",
        "side", "owner", "occupier", "controlledbyside", "السيطرة", "المسيطر", "контроль",
        "contrôle", "kontrolle"]),
    (Status, &["status", "state", "الحالة", "статус", "durum"]),
    (Confidence, &["confidence"]),
    (Ignored, &["markercolor", "markersize", "markersymbol", "stroke", "strokewidth",
        "strokeopacity", "fill", "fillopacity", "styleurl", "stylehash", "coordtimes",
        "linestringtimestamps", "coordinateproperties.times", "bbox"]),
];

/// Main words of names that say how many there are of what follows.
const COUNTS: [&str; 10] =
    ["number", "no", "nr", "num", "count", "total", "nombre", "número", "numero", "anzahl"];

/// The role that a name means, and how sure that is, of a hundred. What a name ends or begins
/// with says less than the whole.
pub(super) fn role_of(plain_name: &str) -> Option<(ColumnRole, u8)> {
    let last_part = plain_name.rsplit('.').next().unwrap_or_default();
    exact(plain_name)
        .or_else(|| numbered(plain_name))
        .or_else(|| figure(plain_name).map(|role| (role, 70)))
        .or_else(|| exact(last_part).map(|(role, sure)| (role, sure - 20)))
        .or_else(|| part_of(plain_name))
}

fn exact(name: &str) -> Option<(ColumnRole, u8)> {
    WORDS.iter().find_map(|(role, words)| {
        let place = words.iter().position(|word| *word == name)?;
        Some((*role, if place == 0 { 90 } else { 80 }))
    })
}

/// One of several columns of a role, told apart by a number: `source2`, `sources.2.url`.
pub(super) fn numbered(name: &str) -> Option<(ColumnRole, u8)> {
    // `source2` and `source2_url`, but not `1.name`.
    let stem: String = name.chars().filter(|sign| !sign.is_ascii_digit()).collect();
    let is_numbered = stem.len() < name.len() && !name.contains('.');
    let by_number = exact(&stem).filter(|(role, _)| role.is_repeated() && is_numbered);
    by_number.or_else(|| listed(name))
}

/// Members of the objects of a list: `sources.1.url` is where a source can be read.
fn listed(name: &str) -> Option<(ColumnRole, u8)> {
    let parts: Vec<&str> = name.split('.').collect();
    let [head @ .., number, last] = parts.as_slice() else { return None };
    number.parse::<u32>().ok()?;
    let (role, sure) = exact(head.last()?)?;
    let is_name = matches!(*last, "name" | "title" | "label" | "publisher" | "id" | "source");
    let is_url = matches!(*last, "url" | "link" | "href" | "path");
    let role = match (role, is_name, is_url) {
        (Actors, true, _) => Actors,
        (Source | SourceUrl, true, _) => Source,
        (Source | SourceUrl, _, true) => SourceUrl,
        (Source | SourceUrl, ..) if last.contains("archive") => ArchiveUrl,
        (Media, _, true) => Media,
        _ => Told,
    };
    Some((role, sure))
}

/// `casualties.killed.min` and the like: who, and which end of the range.
fn figure(name: &str) -> Option<ColumnRole> {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let is_killed = has(&["kill", "death", "fatal", "dead"]);
    let is_injured = has(&["injur", "wound"]);
    let (low, high) = (has(&["min", "low"]), has(&["max", "high"]));
    match (is_killed, is_injured, low, high) {
        (true, false, true, false) => Some(KilledLow),
        (true, false, false, true) => Some(KilledHigh),
        (false, true, true, false) => Some(InjuredLow),
        (false, true, false, true) => Some(InjuredHigh),
        _ => None,
    }
}

/// What names of dates have in them that are of what happened.
const OF_EVENTS: [&str; 8] =
    ["event", "incident", "attack", "occur", "happen", "حدث", "поді", "событ"];
/// And what those have that are of its record.
const OF_RECORDS: [&str; 9] =
    ["timestamp", "submi", "report", "publi", "creat", "updat", "upload", "entered", "verifi"];

/// How sure a column is one of dates, of which a table may have several: those of what happened
/// come first, and last those of its record. Programs for forms call theirs `start` and `end`.
pub(super) fn sure_of_dates(plain_name: &str, sure: u8) -> u8 {
    let has = |words: &[&str]| words.iter().any(|word| plain_name.contains(word));
    if has(&OF_RECORDS) || matches!(plain_name, "start" | "end") {
        sure.min(62)
    } else if has(&OF_EVENTS) && (!plain_name.contains("end") || plain_name.starts_with("when")) {
        91
    } else {
        sure
    }
}

/// What names of positions have in them that are of what happened, where others are of where those
/// come from who did it.
const OF_ACTION: [&str; 6] = ["event", "incident", "action", "impact", "target", "attack"];

/// How sure a column is one of positions, of which a table may have several.
pub(super) fn sure_of_places(plain_name: &str, sure: u8) -> u8 {
    let is_of_action = OF_ACTION.iter().any(|word| plain_name.contains(word));
    if is_of_action { sure + 5 } else { sure }
}

/// What names have in them of columns by which people can be reached who filled in a form.
const PERSONAL: [&str; 6] = ["email", "phone", "whatsapp", "mobilenumber", "البريد", "هاتف"];
/// And whole names of such columns.
const PERSONAL_NAMES: [&str; 12] = [
    "mail",
    "tel",
    "telefon",
    "mobile",
    "yourname",
    "fullname",
    "respondent",
    "respondentname",
    "username",
    "submittedby",
    "eposta",
    "контакты",
];

/// Whether a column is of those who filled in a form, and nobody else's business.
pub(super) fn is_personal(plain_name: &str) -> bool {
    PERSONAL_NAMES.contains(&plain_name) || PERSONAL.iter().any(|word| plain_name.contains(word))
}

/// What a name means: by all of it, else by its main word, the last one or the last before `of`,
/// else by a part of it.
pub(super) fn meaning(name: &str) -> Option<(ColumnRole, u8)> {
    const OF: [&str; 6] = [" of ", " de ", " des ", " du ", " der ", " del "];
    let by_all = role_of(&plain(name));
    if by_all.is_some_and(|(_, sure)| sure > PART) {
        return by_all;
    }
    let by_word = |text: &str| last_word(text).and_then(exact).map(|(role, _)| (role, 65));
    let lower = name.to_lowercase().replace('_', " ");
    let of = OF.iter().filter_map(|of| Some((lower.find(of)?, *of))).min();
    let parts = of.and_then(|(_, of)| lower.split_once(of));
    match parts {
        // A number of something is no number of the row; of people alone there are figures.
        Some((main, of)) if last_word(main).is_some_and(|it| COUNTS.contains(&it)) => {
            let counted = by_word(of).or_else(|| role_of(&plain(of)));
            counted.filter(|(role, _)| (KilledLow..=InjuredHigh).contains(role))
        }
        Some((main, _)) => by_word(main).or(by_all),
        None => by_word(&lower).or(by_all),
    }
}

fn last_word(text: &str) -> Option<&str> {
    text.split(|sign: char| !sign.is_alphanumeric()).rfind(|word| !word.is_empty())
}

/// Words of five letters and more within a longer name, the longest first. What there may be
/// several of is not found so: `source_scale` is no source.
fn part_of(name: &str) -> Option<(ColumnRole, u8)> {
    let single = WORDS.iter().filter(|(role, _)| !role.is_repeated());
    let words = single.flat_map(|(role, words)| words.iter().map(move |word| (*role, *word)));
    let within = words.filter(|(_, word)| word.chars().count() >= 5 && name.contains(*word));
    within.max_by_key(|(_, word)| word.len()).map(|(role, _)| (role, PART))
}
