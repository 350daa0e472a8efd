//! The base map of tiles that `story.json` names.
//!
//! An address of another site is taken only where the story says so besides: whoever opens the
//! story would ask that site for every tile.

use crate::code::Code;
use crate::json::{JsonReader, Node, Object};
use dateline_core::geo::LonLat;
use dateline_core::model::{BaseMap, TileForm};
use dateline_tiles::{MAX_TILE_ZOOM, Template};

/// Widths of tiles that make sense, CSS pixels.
const TILE_PX: std::ops::RangeInclusive<f64> = 64.0..=2048.0;

/// Reads `basemap`; `None` where there is none, or none that can be used.
pub(super) fn read<'a>(json: &mut JsonReader<'a, '_>, top: &mut Object<'a>) -> Option<BaseMap> {
    let mut object = top.take("basemap").and_then(|node| json.object(node))?;
    let form = form(json, &mut object);
    let address = json.needed(&mut object, "url");
    let is_remote = flag(json, object.take("remote"));
    let scheme = object.take("scheme");
    let (least_zoom, greatest_zoom) = levels(json, &mut object);
    let base_map = BaseMap {
        form: form.unwrap_or_default(),
        address: json.string(address.clone()),
        counts_from_south: scheme.is_some_and(|node| is_tms(json, &node)),
        least_zoom,
        greatest_zoom,
        tile_px: tile_px(json, object.take("tileSize")).unwrap_or(0),
        bounds: bounds(json, object.take("bounds")),
        credit: json.text(object.take("credit")),
        credit_url: link(json, object.take("creditUrl")),
    };
    json.finish(object);
    form?;
    let is_good = check_address(json, &address?, &base_map, is_remote);
    is_good.then_some(base_map)
}

fn form<'a>(json: &mut JsonReader<'a, '_>, object: &mut Object<'a>) -> Option<TileForm> {
    let node = json.needed(object, "kind")?;
    let name = json.string(Some(node.clone()));
    let form = TileForm::ALL.into_iter().find(|form| form.name() == name);
    if form.is_none() {
        let names = TileForm::ALL.map(TileForm::name);
        json.refuse(Code::ValueUnknown, &node, format!("one of {}", names.join(" ")));
    }
    form
}

/// Whether tiles can be asked at the address, and may be.
fn check_address<'a>(
    json: &mut JsonReader<'a, '_>,
    node: &Node<'a>,
    base_map: &BaseMap,
    is_remote: bool,
) -> bool {
    let address = base_map.address.as_str();
    let is_template = matches!(base_map.form, TileForm::Raster | TileForm::Vector);
    if is_template && let Err(error) = Template::new(address, false) {
        json.refuse(Code::BaseMapAddress, node, error.to_string());
        return false;
    }
    let is_web = is_web(&address.to_lowercase());
    if address.is_empty() || (BaseMap::is_remote(address) && !is_web) {
        json.refuse(Code::BaseMapAddress, node, "a path or an https: address is wanted");
        return false;
    }
    if is_web && !is_remote {
        json.refuse(Code::BaseMapRemote, node, "");
        return false;
    }
    true
}

/// Whether an address is one of the web that pages may ask: nobody on the way can read or change
/// what comes by https, and a server of this machine is tried without it.
fn is_web(lower: &str) -> bool {
    let Some(rest) = lower.strip_prefix("http://") else { return lower.starts_with("https://") };
    let host = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let port = ["localhost", "127.0.0.1", "[::1]"].iter().find_map(|own| host.strip_prefix(own));
    let is_number = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    port.is_some_and(|port| port.is_empty() || port.strip_prefix(':').is_some_and(is_number))
}

fn flag<'a>(json: &mut JsonReader<'a, '_>, node: Option<Node<'a>>) -> bool {
    let Some(node) = node else { return false };
    if !matches!(node.raw(), "true" | "false") {
        json.refuse(Code::StoryKey, &node, "true or false is wanted here");
    }
    node.raw() == "true"
}

fn is_tms<'a>(json: &mut JsonReader<'a, '_>, node: &Node<'a>) -> bool {
    let scheme = json.string(Some(node.clone()));
    if !matches!(scheme.as_str(), "xyz" | "tms") {
        json.refuse(Code::ValueUnknown, node, "one of xyz tms");
    }
    scheme == "tms"
}

/// The least and the greatest level that there is, 0 where it is not said.
fn levels<'a>(json: &mut JsonReader<'a, '_>, object: &mut Object<'a>) -> (u32, u32) {
    let node = object.take("minzoom");
    let least = level(json, node.clone());
    let greatest = level(json, object.take("maxzoom"));
    if let (Some(node), Some(least), Some(greatest)) = (node, least, greatest)
        && least > greatest
    {
        json.refuse(Code::NumberRange, &node, "minzoom lies above maxzoom");
    }
    (least.unwrap_or(0), greatest.unwrap_or(0))
}

fn level<'a>(json: &mut JsonReader<'a, '_>, node: Option<Node<'a>>) -> Option<u32> {
    let node = node?;
    let number = json.number(Some(node.clone()))?;
    if !(0.0..=f64::from(MAX_TILE_ZOOM)).contains(&number) || number.fract() != 0.0 {
        json.refuse(Code::NumberUnreadable, &node, "a whole zoom from 0 to 30 is wanted");
        return None;
    }
    Some(number as u32)
}

fn tile_px<'a>(json: &mut JsonReader<'a, '_>, node: Option<Node<'a>>) -> Option<u32> {
    let node = node?;
    let number = json.number(Some(node.clone()))?;
    if !TILE_PX.contains(&number) || number.fract() != 0.0 {
        json.refuse(Code::NumberUnreadable, &node, "a whole number from 64 to 2048 is wanted");
        return None;
    }
    Some(number as u32)
}

/// South-western and north-eastern corner.
fn bounds<'a>(json: &mut JsonReader<'a, '_>, node: Option<Node<'a>>) -> Vec<LonLat> {
    let Some(node) = node else { return Vec::new() };
    let numbers: Vec<f64> =
        json.list(Some(node.clone())).into_iter().filter_map(|it| json.number(Some(it))).collect();
    let corners = match numbers.as_slice() {
        [west, south, east, north] if west < east && south < north => {
            LonLat::new(*west, *south).zip(LonLat::new(*east, *north))
        }
        _ => None,
    };
    if corners.is_none() {
        json.refuse(Code::StoryKey, &node, "[west, south, east, north] in degrees is wanted");
    }
    corners.map_or_else(Vec::new, |(first, last)| vec![first, last])
}

/// An address that a reader may be led to.
fn link<'a>(json: &mut JsonReader<'a, '_>, node: Option<Node<'a>>) -> String {
    let Some(node) = node else { return String::new() };
    let address = json.string(Some(node.clone()));
    let lower = address.to_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        return address;
    }
    json.refuse(Code::StoryKey, &node, "an https: or http: address is wanted");
    String::new()
}
