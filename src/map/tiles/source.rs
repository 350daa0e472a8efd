//! Where tiles come from: addresses of single ones, or an archive.

use std::cell::RefCell;
use std::rc::Rc;

use dateline_core::geo::Extent;
use dateline_core::model::{BaseMap, TileForm};
use dateline_core::piece::ROWS_PER_PIECE;
use dateline_tiles::{
    Archive, ArchiveHeader, Compression, CreditPart, Errands, HEADER_BYTES, Json, PictureReading,
    Scales, Step, Stretch, Template, Tile, TileError, TileJson, TileKind, Turn, VectorPicture,
    Zooms, credit_parts,
};
use wasm_bindgen::JsValue;
use web_sys::{ImageBitmap, Url};

use crate::platform::{RequestError, call, fetch_part, gunzip, is_called_back, picture_of, rest};

/// Bytes of an archive that are read at first: head and, as the specification asks, the whole
/// of the first directory.
const FIRST_BYTES: u64 = 16_384;
/// The most bytes of a tile, a directory or a description, unpacked.
const MAX_BYTES: usize = 16 << 20;
/// Corners of a vector tile that are read at a time.
const CORNERS_PER_PIECE: usize = ROWS_PER_PIECE;
/// How often an archive is looked into for one tile: as deep as directories may lie in one another,
/// and some more where another tile was waited for that was called back.
const MAX_STEPS: usize = 16;
/// The widest picture of a tile, pixels.
const MAX_PICTURE_PX: u32 = 2_048;
/// The first bytes of what gzip has packed.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Why a tile, or all of them, cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no such tile.
    Absent,
    /// It did not arrive; it may the next time.
    Again,
    /// The server wants to be asked later, whatever it is asked for.
    Busy,
    /// The server refuses it: all of them, or those that do not exist.
    Refused,
    /// The server sends whole files only.
    NoParts,
    /// It is not what it should be.
    Unreadable,
    /// A description in the story's folder leads to another site.
    Elsewhere,
}

impl From<TileError> for Fault {
    fn from(_: TileError) -> Self {
        Self::Unreadable
    }
}

impl From<RequestError> for Fault {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::Status(204 | 404 | 410) => Self::Absent,
            RequestError::Status(429) => Self::Busy,
            // This is for now, too.
            RequestError::Status(408) | RequestError::Broken => Self::Again,
            RequestError::Status(400..500) => Self::Refused,
            RequestError::Status(_) => Self::Again,
            RequestError::NoParts => Self::NoParts,
            RequestError::TooLarge => Self::Unreadable,
        }
    }
}

/// What is made of the tiles that arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// What the graphics card takes.
    Uploaded,
    /// Nothing: what draws without it reads the bytes itself.
    Kept,
}

/// What a tile is drawn from.
pub enum Content {
    /// A picture.
    Picture(ImageBitmap),
    /// Surfaces, lines and names.
    Drawn(VectorPicture),
    /// The bytes of either, and whether it is a picture.
    Kept(Vec<u8>, bool),
}

impl Content {
    /// How much memory it takes, about.
    #[inline(never)]
    pub fn bytes(&self) -> usize {
        match self {
            Self::Picture(picture) => (picture.width() * picture.height() * 4) as usize,
            Self::Drawn(picture) => picture.bytes(),
            Self::Kept(bytes, _) => bytes.len(),
        }
    }
}

/// How tiles are found.
#[derive(Clone)]
enum Way {
    /// Each at an address, relative to another.
    Addresses(Rc<Template>, Rc<str>),
    /// In an archive.
    Archive(Rc<Remote>),
}

/// An archive at an address.
struct Remote {
    url: String,
    archive: RefCell<Archive>,
    /// The directories that are on their way.
    errands: Errands<Stretch, Fault>,
}

/// Tiles that can be asked for.
#[derive(Clone)]
pub struct Source {
    way: Way,
    is_picture: bool,
    /// Whether there are pictures of twice the size.
    pub has_sharp: bool,
    /// Which there are, and how large they are drawn.
    pub scales: Scales,
    /// The box that has tiles.
    pub bounds: Option<Extent>,
    /// Who made them, as far as the files say.
    pub credit: Vec<CreditPart>,
}

/// Finds out about a story's tiles. `folder` is where the story is.
///
/// # Errors
/// Why there are none.
pub async fn open(base_map: &BaseMap, folder: &str, signal: &JsValue) -> Result<Source, Fault> {
    let own = |address: &str| allowed(base_map, folder, address, folder);
    match base_map.form {
        TileForm::Raster | TileForm::Vector => {
            let template = Template::new(&base_map.address, base_map.counts_from_south);
            let template = template.map_err(|_| Fault::Unreadable)?;
            let is_picture = base_map.form == TileForm::Raster;
            let all = Zooms { least: 0, greatest: if is_picture { 22 } else { 14 } };
            Ok(addresses(base_map, template, folder, is_picture, all))
        }
        TileForm::Described => {
            let url = own(&base_map.address)?;
            let read = TileJson::read(&fetch_part(&url, None, signal, MAX_BYTES).await?)?;
            let from_south = base_map.counts_from_south || read.counts_from_south;
            let template = Template::new(&read.address, from_south);
            let template = template.map_err(|_| Fault::Unreadable)?;
            allowed(base_map, folder, &read.address, &url)?;
            let mut source = addresses(base_map, template, &url, !read.has_layers, read.zooms);
            source.bounds = source.bounds.or(read.bounds);
            source.credit = read.credit;
            Ok(source)
        }
        TileForm::Archive => archive(base_map, &own(&base_map.address)?, signal).await,
    }
}

/// The full address, if it is one that the story allows: its own site's, or any where it
/// names another site itself.
fn allowed(base_map: &BaseMap, folder: &str, address: &str, base: &str) -> Result<String, Fault> {
    let url = Url::new_with_base(address, base).map_err(|_| Fault::Unreadable)?;
    let own = Url::new(folder).map_err(|_| Fault::Unreadable)?;
    let href = url.href();
    if !href.starts_with("http") {
        return Err(Fault::Unreadable);
    }
    let is_allowed = url.origin() == own.origin() || BaseMap::is_remote(&base_map.address);
    if is_allowed { Ok(href) } else { Err(Fault::Elsewhere) }
}

fn addresses(
    base_map: &BaseMap,
    template: Template,
    base: &str,
    is_picture: bool,
    zooms: Zooms,
) -> Source {
    Source {
        has_sharp: template.has_sharp(),
        way: Way::Addresses(Rc::new(template), base.into()),
        is_picture,
        scales: scales(base_map, is_picture, zooms),
        bounds: bounds(base_map),
        credit: Vec::new(),
    }
}

/// What the story says of levels and sizes goes before what the files say.
fn scales(base_map: &BaseMap, is_picture: bool, zooms: Zooms) -> Scales {
    let level = |wanted: u32, otherwise: u8| match wanted {
        1..=30 => wanted as u8,
        _ => otherwise,
    };
    let greatest = level(base_map.greatest_zoom, zooms.greatest);
    let least = level(base_map.least_zoom, zooms.least).min(greatest);
    let tile_px = match (base_map.tile_px, is_picture) {
        (0, true) => 256.0,
        (0, false) => 512.0,
        (wanted, _) => f64::from(wanted.clamp(64, 2_048)),
    };
    Scales { tile_px, takes_nearest: is_picture, zooms: Zooms { least, greatest } }
}

fn bounds(base_map: &BaseMap) -> Option<Extent> {
    Extent::around(base_map.bounds.iter().copied())
}

async fn archive(base_map: &BaseMap, url: &str, signal: &JsValue) -> Result<Source, Fault> {
    let first = fetch_part(url, Some((0, FIRST_BYTES)), signal, FIRST_BYTES as usize).await?;
    let header = ArchiveHeader::read(&first)?;
    let end = header.root.offset + header.root.length;
    if header.root.offset < HEADER_BYTES as u64 || end > FIRST_BYTES {
        return Err(Fault::Unreadable);
    }
    let root = first.get(header.root.offset as usize..end as usize).ok_or(Fault::Again)?;
    let archive = Archive::new(header, &unpacked(header.inner, root).await?)?;
    let is_picture = header.kind == TileKind::Picture;
    let credit = archive_credit(&header, url, signal).await?;
    let archive = RefCell::new(archive);
    let remote = Remote { url: url.to_owned(), archive, errands: Errands::default() };
    Ok(Source {
        way: Way::Archive(Rc::new(remote)),
        is_picture,
        has_sharp: false,
        scales: scales(base_map, is_picture, header.zooms),
        bounds: bounds(base_map).or(header.bounds),
        credit: credit.unwrap_or_default(),
    })
}

/// Who made an archive, which it says by itself; the map is whole where that cannot be read, but
/// not where it may yet arrive.
async fn archive_credit(
    header: &ArchiveHeader,
    url: &str,
    signal: &JsValue,
) -> Result<Option<Vec<CreditPart>>, Fault> {
    let Stretch { offset, length } = header.metadata;
    if length == 0 {
        return Ok(None);
    }
    let said = match fetch_part(url, Some((offset, offset + length)), signal, MAX_BYTES).await {
        Ok(said) => said,
        Err(error) => match error.into() {
            fault @ (Fault::Again | Fault::Busy) => return Err(fault),
            _ => return Ok(None),
        },
    };
    let said = unpacked(header.inner, &said).await.ok();
    let said = said.as_deref().and_then(|said| std::str::from_utf8(said).ok());
    let said = said.and_then(|said| Json::read(said).ok());
    Ok(said.as_ref().and_then(|said| said.text("attribution")).map(credit_parts))
}

async fn unpacked(compression: Compression, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    match compression {
        Compression::None => Ok(bytes.to_vec()),
        // All of it has arrived, so it is not the network's fault.
        Compression::Gzip => gunzip(bytes, MAX_BYTES).await.map_err(|_| Fault::Unreadable),
    }
}

impl Source {
    /// Fetches a tile.
    ///
    /// # Errors
    /// Why it is not there.
    pub async fn load(
        &self,
        tile: Tile,
        (form, is_sharp): (Form, bool),
        signal: &JsValue,
    ) -> Result<Content, Fault> {
        let bytes = match &self.way {
            Way::Addresses(template, base) => {
                let address = template.address(tile, is_sharp);
                let url = Url::new_with_base(&address, base).map_err(|_| Fault::Unreadable)?;
                fetch_part(&url.href(), None, signal, MAX_BYTES).await?
            }
            Way::Archive(remote) => remote.tile(tile, signal).await?,
        };
        if self.is_picture {
            let picture = picture_of(&bytes).await.ok_or(Fault::Unreadable)?;
            let is_sound = picture.width() <= MAX_PICTURE_PX && picture.height() <= MAX_PICTURE_PX;
            if is_sound && form == Form::Uploaded {
                return Ok(Content::Picture(picture));
            }
            // It was wanted for its size alone, and may be a megabyte.
            let _ = call(picture.as_ref(), "close", &[]);
            return if is_sound { Ok(Content::Kept(bytes, true)) } else { Err(Fault::Unreadable) };
        }
        // Some servers send packed files without saying so.
        let compression =
            if bytes.starts_with(&GZIP) { Compression::Gzip } else { Compression::None };
        let bytes = unpacked(compression, &bytes).await?;
        Ok(match form {
            Form::Uploaded => Content::Drawn(read_in_pieces(&bytes, tile, signal).await?),
            Form::Kept => Content::Kept(bytes, false),
        })
    }
}

/// Reads a vector tile, and lets the page answer in between; not to its end if it is called
/// back.
async fn read_in_pieces(
    bytes: &[u8],
    tile: Tile,
    signal: &JsValue,
) -> Result<VectorPicture, Fault> {
    let mut reading = PictureReading::new(bytes, tile)?;
    while reading.go_on(CORNERS_PER_PIECE)? {
        rest().await;
        if is_called_back(signal) {
            return Err(Fault::Again);
        }
    }
    Ok(reading.finish())
}

impl Remote {
    /// The bytes of a tile, unpacked.
    async fn tile(&self, tile: Tile, signal: &JsValue) -> Result<Vec<u8>, Fault> {
        for _ in 0..MAX_STEPS {
            // Borrowed for no longer than this: others look into it meanwhile.
            let step = self.archive.borrow_mut().step(tile)?;
            let stretch = match step {
                Step::Absent => return Err(Fault::Absent),
                Step::Tile(stretch) => {
                    let bytes = self.part(stretch, signal).await?;
                    let header = *self.archive.borrow().header();
                    return unpacked(header.outer, &bytes).await;
                }
                Step::Directory(stretch) => stretch,
            };
            // Tiles that lie together want the same one.
            let errand = match self.errands.turn(stretch).await {
                Turn::Go(errand) => errand,
                Turn::Look => continue,
                Turn::Failed(fault) => return Err(fault),
            };
            if let Err(fault) = self.directory(stretch, signal).await {
                // For what was called back another may go.
                if !is_called_back(signal) {
                    errand.fail(fault);
                }
                return Err(fault);
            }
        }
        Err(Fault::Again)
    }

    async fn directory(&self, stretch: Stretch, signal: &JsValue) -> Result<(), Fault> {
        let bytes = self.part(stretch, signal).await?;
        let compression = self.archive.borrow().directory_compression();
        let bytes = unpacked(compression, &bytes).await?;
        Ok(self.archive.borrow_mut().add(stretch, &bytes)?)
    }

    /// A stretch of the file.
    async fn part(&self, stretch: Stretch, signal: &JsValue) -> Result<Vec<u8>, Fault> {
        let part = (stretch.offset, stretch.offset + stretch.length);
        let bytes = match fetch_part(&self.url, Some(part), signal, stretch.length as usize).await {
            Err(RequestError::Status(404 | 410)) => return Err(Fault::Again),
            other => other?,
        };
        if bytes.len() as u64 == stretch.length { Ok(bytes) } else { Err(Fault::Again) }
    }
}
