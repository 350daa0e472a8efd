//! The browser's own tz database, asked through `Intl`.

use dateline_core::time::{Moment, Zone};
use dateline_ingest::Zones;
use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;

    /// Throws for a zone that the browser does not know, which `js_sys` has no way to say.
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> Result<DateTimeFormat, JsValue>;

    #[wasm_bindgen(method, js_name = formatToParts)]
    fn format_to_parts(this: &DateTimeFormat, date: &Date) -> Array;
}

/// The zones of the browser.
pub(crate) struct BrowserZones;

impl Zones for BrowserZones {
    fn zone(&self, name: &str) -> Option<Box<dyn Zone>> {
        let options = Object::new();
        for (key, value) in [
            ("timeZone", name),
            ("calendar", "gregory"),
            ("numberingSystem", "latn"),
            ("hourCycle", "h23"),
            ("day", "numeric"),
            ("hour", "numeric"),
            ("minute", "numeric"),
            ("second", "numeric"),
        ] {
            Reflect::set(&options, &key.into(), &value.into()).ok()?;
        }
        let format = DateTimeFormat::new("en", &options).ok()?;
        Some(Box::new(BrowserZone(format)))
    }
}

struct BrowserZone(DateTimeFormat);

impl Zone for BrowserZone {
    fn offset_seconds_at_utc(&self, utc_seconds: i64) -> i32 {
        let date = Date::new(&JsValue::from_f64(utc_seconds as f64 * 1000.0));
        let (mut day, mut seconds) = (0, 0);
        for part in self.0.format_to_parts(&date).iter() {
            let member = |name: &str| Reflect::get(&part, &name.into()).ok()?.as_string();
            let (Some(kind), Some(value)) = (member("type"), member("value")) else { continue };
            let Ok(value) = value.parse::<i32>() else { continue };
            match kind.as_str() {
                "day" => day = value,
                "hour" => seconds += value * 3_600,
                "minute" => seconds += value * 60,
                "second" => seconds += value,
                _ => {}
            }
        }
        // The clock at the place is less than a day ahead or behind, so the day of the
        // month says which day it shows; year and era need not be read.
        let day_at = |seconds: i64| Moment(seconds).day().to_ymd().2 as i32;
        let days_ahead = if day == day_at(utc_seconds) {
            0
        } else if day == day_at(utc_seconds + 86_400) {
            1
        } else {
            -1
        };
        days_ahead * 86_400 + seconds - utc_seconds.rem_euclid(86_400) as i32
    }
}
