//! Finishes what Trunk wrote: the loader, the digests, the packed stories, the headers.

use std::path::Path;

use super::files::{self, read, read_text};
use super::{bundle, headers, integrity, markup, reader, stories};
use crate::error::{Error, Result};

/// The name of the program in the root package, with which Trunk's file names begin.
const PROGRAM: &str = "dateline-app";
/// The one file that another site's page names.
const LOADER: &str = "dateline.js";

/// Completes the site in `folder`. In a release it is also checked: no script in the
/// page itself, and each digest that of its file.
///
/// # Errors
/// When a file is missing or not as expected.
pub fn finish(folder: &Path, is_release: bool) -> Result<()> {
    let names = files::names(folder)?;
    let (mut script, mut wasm) =
        (only(&names, ".js")?.to_owned(), only(&names, "_bg.wasm")?.to_owned());
    let mut page = read_text(folder, "index.html")?;
    if is_release && !bundle::is_possible() {
        println!("esbuild is not there: the scripts stay apart, and the site is larger");
    }
    let mut late = Vec::new();
    if is_release && bundle::is_possible() {
        let bundled = bundle::bundle(folder, &script, &wasm)?;
        page = with_bundle(&page, &bundled.replaced);
        [script, wasm] = bundled.replaced.map(|one| one.new_name);
        late = bundled.late;
    }
    let checked = |name: String| -> Result<_> {
        let digest = integrity::sha384(&read(folder, &name)?);
        Ok(Checked { name, digest })
    };
    let late: Vec<Checked> = late.into_iter().map(&checked).collect::<Result<_>>()?;
    let loader = loader(&script, &checked(wasm)?, &late);
    write(folder, LOADER, &loader)?;

    let page = with_digest(&page, &integrity::sha384(loader.as_bytes()))?;
    write(folder, "index.html", &page)?;
    stories::pack(folder, is_release)?;
    let of_reader = reader::finish(folder)?;
    let hashed: Vec<&str> = markup::tags(&page)
        .into_iter()
        .filter(markup::Tag::is_loaded)
        .filter_map(|tag| tag.address?.strip_prefix("./"))
        .filter(|name| *name != LOADER)
        .chain(of_reader.iter().map(String::as_str))
        .chain(late.iter().map(|late| late.name.as_str()))
        .collect();
    write(folder, "_headers", &headers::file(&hashed))?;
    if is_release {
        check(folder, &page)?;
    }
    Ok(())
}

/// A part of the program, and what the browser holds it to.
struct Checked {
    name: String,
    digest: String,
}

/// The text of the loader: an ES module that may be named from any page, since it finds
/// its parts beside itself. It checks the program's digests by itself; the page's preload
/// alone would not protect another site's page. What comes late of the program is only
/// named here: `src/platform/late.js` fetches it.
fn loader(script: &str, program: &Checked, late: &[Checked]) -> String {
    let Checked { name, digest } = program;
    let start = format!(
        "// Defines <dateline-map>. Use: <script type=\"module\" src=\"…/dateline.js\"></script>\n\
         import init from \"./{script}\";\n\
         const program = new URL(\"./{name}\", import.meta.url);\n\
         const first = await init({{ module_or_path: fetch(program, {{ integrity: \"{digest}\" }}) }});\n"
    );
    if late.is_empty() {
        return start;
    }
    let part = |Checked { name, digest }: &Checked| {
        format!("[new URL(\"./{name}\", import.meta.url), \"{digest}\"]")
    };
    let parts: Vec<String> = late.iter().map(part).collect();
    let parts = parts.join(", ");
    format!("{start}customElements.get(\"dateline-map\").late = {{ first, parts: [{parts}] }};\n")
}

/// The page with the bundle's names and digests, and without links to what is in it now.
fn with_bundle(page: &str, replaced: &[bundle::Replaced]) -> String {
    let is_joined = |tag: &&str| tag.contains("href=\"./snippets/");
    let links = page.split_inclusive('>').filter(|piece| !is_joined(piece));
    let mut page: String = links.collect();
    for one in replaced {
        page = page.replace(&one.old_name, &one.new_name);
        page = page.replace(&one.old_digest, &one.new_digest);
    }
    page
}

/// The page with the loader's digest at its script tag.
fn with_digest(page: &str, digest: &str) -> Result<String> {
    let bare = format!("src=\"./{LOADER}\"></script>");
    if page.matches(&bare).count() != 1 {
        return Err(Error::Site(format!("index.html must name {LOADER} once")));
    }
    let full =
        format!("src=\"./{LOADER}\" crossorigin=\"anonymous\" integrity=\"{digest}\"></script>");
    Ok(page.replace(&bare, &full))
}

/// Holds the page to what the policy and the digests promise.
fn check(folder: &Path, page: &str) -> Result<()> {
    for tag in markup::tags(page).into_iter().filter(markup::Tag::is_loaded) {
        let Some(address) = tag.address else {
            return Err(Error::Site(format!("index.html has a <{}> of its own", tag.name)));
        };
        let Some(digest) = tag.integrity else {
            return Err(Error::Site(format!("index.html: {address} has no digest")));
        };
        if !tag.is_cors {
            // A frame with an opaque origin is a stranger to its own files.
            return Err(Error::Site(format!(
                "index.html: {address} needs crossorigin=\"anonymous\""
            )));
        }
        let name = address.strip_prefix("./").unwrap_or(address);
        if integrity::sha384(&read(folder, name)?) != digest {
            return Err(Error::Site(format!(
                "index.html: the digest of {address} is not its file's"
            )));
        }
    }
    if page.contains(" style=\"") || page.contains("<style") {
        return Err(Error::Site("index.html has styles of its own".into()));
    }
    Ok(())
}

/// The only one of `names` that belongs to the program and ends so.
fn only<'a>(names: &'a [String], ending: &str) -> Result<&'a str> {
    let mut found = names.iter().filter(|name| name.starts_with(PROGRAM) && name.ends_with(ending));
    match (found.next(), found.next()) {
        (Some(name), None) => Ok(name),
        (None, _) => Err(Error::Site(format!("there is no {PROGRAM}*{ending}"))),
        (Some(_), Some(_)) => Err(Error::Site(format!("there are several {PROGRAM}*{ending}"))),
    }
}

fn write(folder: &Path, name: &str, text: &str) -> Result<()> {
    files::write(folder, name, text.as_bytes())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::PathBuf;

    /// A site as Trunk leaves it, in a folder of its own.
    fn site(name: &str, head: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("dateline-finish-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("dateline-app-1f.js"), "export default 1").unwrap();
        fs::write(folder.join("dateline-app-1f_bg.wasm"), "\0asm").unwrap();
        fs::write(folder.join("dateline-reader.js"), "export default 3").unwrap();
        fs::write(folder.join("dateline-reader_bg.wasm"), "\0asm reader").unwrap();
        let script = integrity::sha384(b"export default 1");
        let page = format!(
            "<head>{head}<link rel=\"modulepreload\" href=\"./dateline-app-1f.js\" crossorigin=\"anonymous\" integrity=\"{script}\">\
             <script type=\"module\" src=\"./dateline.js\"></script></head>"
        );
        fs::write(folder.join("index.html"), page).unwrap();
        folder
    }

    #[test]
    fn the_loader_names_its_parts_beside_itself_and_checks_the_program() {
        let folder = site("loader", "");
        finish(&folder, true).unwrap();
        let loader = read_text(&folder, LOADER).unwrap();
        assert!(loader.contains("from \"./dateline-app-1f.js\""));
        assert!(loader.contains("new URL(\"./dateline-app-1f_bg.wasm\", import.meta.url)"));
        assert!(loader.contains(&integrity::sha384(b"\0asm")));
        let page = read_text(&folder, "index.html").unwrap();
        assert!(page.contains(&integrity::sha384(loader.as_bytes())));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_reader_has_names_of_its_content_and_a_way_in_that_checks_it() {
        let folder = site("reader", "");
        finish(&folder, true).unwrap();
        let entry = read_text(&folder, "dateline-reader.js").unwrap();
        let name = entry.split("\"./").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert_eq!(read(&folder, name).unwrap(), b"export default 3");
        assert!(name.starts_with("dateline-reader-") && name.ends_with(".js"), "{name}");
        assert!(entry.contains(&integrity::sha384(b"\0asm reader")));
        assert!(!entry.contains("{bindings}") && !entry.contains("{program}"));
        assert!(read_text(&folder, "_headers").unwrap().contains(&format!("/{name}\n")));
        assert!(!folder.join("dateline-reader_bg.wasm").exists());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_page_with_a_bundle_names_its_files_and_no_parts_of_it() {
        let page = "<link href=\"./a-1.js\" integrity=\"x\"><link href=\"./snippets/s.js\" integrity=\"y\"><p>";
        let replaced = bundle::Replaced {
            old_name: "a-1.js".into(),
            old_digest: "x".into(),
            new_name: "a-2.js".into(),
            new_digest: "z".into(),
        };
        let wanted = "<link href=\"./a-2.js\" integrity=\"z\"><p>";
        assert_eq!(with_bundle(page, &[replaced]), wanted);
    }

    #[test]
    fn a_script_in_the_page_itself_is_refused() {
        let folder = site("inline", "<script>1</script>");
        assert!(finish(&folder, false).is_ok());
        let folder = site("inline", "<script>1</script>");
        assert!(matches!(finish(&folder, true), Err(Error::Site(_))));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_digest_that_is_not_the_files_is_refused() {
        let folder = site("digest", "");
        fs::write(folder.join("dateline-app-1f.js"), "export default 2").unwrap();
        assert!(matches!(finish(&folder, true), Err(Error::Site(_))));
        fs::remove_dir_all(folder).unwrap();
    }
}
