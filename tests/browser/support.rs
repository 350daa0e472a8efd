//! Puts elements on the page and calls them as a host would.

use js_sys::{Function, JSON, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, window};

use super::packs::{pack_of, packed, serve};

pub fn document() -> Document {
    window().unwrap().document().unwrap()
}

/// An element on the page; gone with the value.
pub struct Map {
    pub element: HtmlElement,
}

impl Drop for Map {
    fn drop(&mut self) {
        self.element.remove();
    }
}

impl Map {
    /// An element of 900 × 700 pixels with the story in `src`; a folder of this project is
    /// packed first.
    pub fn with(src: &str, attributes: &[(&str, &str)]) -> Self {
        // Without the panic notice: the test runner has its own hook.
        dateline::embed::define_element();
        let element: HtmlElement =
            document().create_element("dateline-map").unwrap().unchecked_into();
        element.set_attribute("src", &served(src)).unwrap();
        element.set_attribute("lang", "en").unwrap();
        for (name, value) in attributes {
            element.set_attribute(name, value).unwrap();
        }
        let style = element.style();
        style.set_property("display", "block").unwrap();
        style.set_property("inline-size", "900px").unwrap();
        style.set_property("block-size", "700px").unwrap();
        document().body().unwrap().append_child(&element).unwrap();
        Self { element }
    }

    /// The story of these files, ready.
    pub async fn of(files: &[(&str, &[u8])], attributes: &[(&str, &str)]) -> Self {
        serve("/own.dateline", &packed(files));
        let map = Self::with("/own.dateline", attributes);
        map.ready().await.expect("the story is shown");
        map
    }

    /// Tells the element of another story.
    pub fn show(&self, src: &str) {
        self.element.set_attribute("src", &served(src)).unwrap();
    }

    /// The shipped story, ready.
    pub async fn aleppo() -> Self {
        let map = Self::with("/data/aleppo/", &[]);
        map.ready().await.expect("the shipped story is shown");
        map
    }

    /// The shipped story, ready, with the handles of its timeline: they come late.
    pub async fn with_hands() -> Self {
        let map = Self::aleppo().await;
        let touch = web_sys::Event::new("keydown").unwrap();
        map.element.dispatch_event(&touch).unwrap();
        for _ in 0..100 {
            if map.find(".dl-thumb-moment").is_some() {
                return map;
            }
            settle().await;
        }
        panic!("the handles never came");
    }

    pub async fn ready(&self) -> Result<JsValue, JsValue> {
        let promise: Promise =
            Reflect::get(&self.element, &"ready".into()).unwrap().unchecked_into();
        JsFuture::from(promise).await
    }

    /// Calls a method with JSON and gives JSON back.
    pub fn call(&self, method: &str, argument: &str) -> Result<serde_json::Value, JsValue> {
        let value = self.call_js(method, argument)?;
        if value.is_undefined() {
            return Ok(serde_json::Value::Null);
        }
        Ok(serde_json::from_str(&String::from(JSON::stringify(&value).unwrap()))
            .unwrap_or_default())
    }

    fn call_js(&self, method: &str, argument: &str) -> Result<JsValue, JsValue> {
        let function: Function =
            Reflect::get(&self.element, &method.into()).unwrap().unchecked_into();
        let argument = JSON::parse(argument).unwrap();
        function.call1(&self.element, &argument)
    }

    pub async fn set_state(&self, partial: &str) -> Result<(), JsValue> {
        let promise: Promise = self.call_js("setState", partial)?.unchecked_into();
        JsFuture::from(promise).await.map(|_| ())
    }

    pub fn state(&self) -> serde_json::Value {
        self.call("getState", "null").unwrap()
    }

    pub fn area(&self, id: &str) -> serde_json::Value {
        self.call("area", &format!("\"{id}\"")).unwrap()
    }

    pub fn pixel_at(&self, lon: f64, lat: f64) -> Option<[u8; 4]> {
        let method: Function =
            Reflect::get(&self.element, &"pixelAt".into()).unwrap().unchecked_into();
        let pixel = method.call2(&self.element, &lon.into(), &lat.into()).unwrap();
        serde_json::from_str(&String::from(JSON::stringify(&pixel).unwrap())).ok()
    }

    /// The colour that most of nine points within some metres of a place have: hatching
    /// for doubt may lie over any one of them.
    pub fn colour_around(&self, lon: f64, lat: f64) -> [u8; 4] {
        let steps = [-0.00013, 0.0, 0.00013];
        let points = steps.iter().flat_map(|east| steps.iter().map(move |north| (east, north)));
        let seen: Vec<[u8; 4]> =
            points.filter_map(|(east, north)| self.pixel_at(lon + east, lat + north)).collect();
        assert_eq!(seen.len(), 9, "the place is inside the map and there is WebGL");
        let times = |colour: &[u8; 4]| seen.iter().filter(|one| *one == colour).count();
        let most = seen.iter().max_by_key(|colour| times(colour)).unwrap();
        assert!(times(most) >= 5, "no colour prevails: {seen:?}");
        *most
    }

    /// The first element inside that matches.
    pub fn find(&self, selector: &str) -> Option<Element> {
        self.element.shadow_root().unwrap().query_selector(selector).unwrap()
    }

    pub fn count(&self, selector: &str) -> u32 {
        self.element.shadow_root().unwrap().query_selector_all(selector).unwrap().length()
    }

    pub fn text(&self, selector: &str) -> String {
        self.find(selector).and_then(|found| found.text_content()).unwrap_or_default()
    }

    pub fn click(&self, selector: &str) {
        let found = self.find(selector).unwrap_or_else(|| panic!("nothing matches {selector}"));
        found.unchecked_into::<HtmlElement>().click();
    }
}

/// The address of a story: of a folder of this project, that of its pack, served from now
/// on; else `src` itself.
fn served(src: &str) -> String {
    let Some(pack) = pack_of(src) else { return src.to_owned() };
    let file = format!("{}.dateline", src.trim_end_matches('/'));
    serve(&file, &pack);
    file
}

/// Lets effects and two frames run.
pub async fn settle() {
    for _ in 0..2 {
        let frame = Promise::new(&mut |resolve, _| {
            window().unwrap().request_animation_frame(&resolve).unwrap();
        });
        JsFuture::from(frame).await.unwrap();
    }
}
