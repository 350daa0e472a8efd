//! One script instead of several, with short names for what it shares with the program.
//!
//! wasm-bindgen names every function that crosses the border after what it does and a
//! digest, in the script and in the program: some kilobytes that no compressor can make
//! smaller. esbuild joins and shortens the script; its list of new names is then carried
//! over into the program, which is taken apart on the way.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use wasm_encoder::reencode::{Error as ReencodeError, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};

use super::files::{read, write};
use super::integrity;
use crate::error::{Error, Result};
use crate::shell;
use crate::split;

/// The names that script and program share; all others stay.
const SHARED_NAMES: &str = "--mangle-props=^(__wb|__extern|wasm_bindgen_)";
/// What wasm-bindgen writes beside the script and the bundle contains.
const SNIPPETS: &str = "snippets";
const NAMES: &str = "names.json";
/// The script without what nobody uses, while it is joined.
const KEPT: &str = "kept.js";
/// A part of the program while it is made small.
const PART: &str = "part.wasm";
/// What the compiler may use of WebAssembly: no more is to be in what comes of it.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
/// How Trunk has the whole made small, in `index.html`.
const SMALL: [&str; 3] = ["-Os", "--one-caller-inline-max-function-size", "50"];
/// What the file of a late part is called, before its digest.
pub fn late_name(part: &split::LatePart) -> String {
    format!("dateline-{}", part.name)
}

/// A file of the site before and after: its name and its content.
#[derive(Debug)]
pub struct Replaced {
    /// The name under which the page knows it.
    pub old_name: String,
    /// The digest under which the page knows it.
    pub old_digest: String,
    /// Its name now.
    pub new_name: String,
    /// Its digest now.
    pub new_digest: String,
}

/// Whether there is something to bundle with.
#[must_use]
pub fn is_possible() -> bool {
    shell::find_on_path(&["esbuild"]).is_some()
}

/// What became of script and program.
#[derive(Debug)]
pub struct Bundled {
    /// Both, as they are now.
    pub replaced: [Replaced; 2],
    /// The files of the program's late parts; none if it is in one piece.
    pub late: Vec<String>,
}

/// Joins `script` with what it imports, shortens it, and gives `program` the same names. What
/// comes late of the program becomes files of their own.
///
/// # Errors
/// When esbuild fails, or a file is not as expected.
pub fn bundle(folder: &Path, script: &str, program: &str) -> Result<Bundled> {
    let text = String::from_utf8_lossy(&read(folder, script)?).into_owned();
    write(folder, KEPT, split::without_unused_classes(&text).as_bytes())?;
    let joined = joined_script(folder, KEPT)?;
    fs::remove_file(folder.join(KEPT)).map_err(Error::io(folder))?;
    let names = read(folder, NAMES)?;
    fs::remove_file(folder.join(NAMES)).map_err(Error::io(folder))?;
    let names: BTreeMap<String, String> = serde_json::from_slice(&names)
        .map_err(|error| Error::Site(format!("esbuild's list of names: {error}")))?;
    let said = String::from_utf8_lossy(&joined);
    let is_wanted =
        |export: &str| names.contains_key(export) || said.contains(&format!(".{export}"));
    let whole = split::without_unused(&read(folder, program)?, is_wanted)?;
    let (first, late) = match split::split(&whole)? {
        Some(parts) => (parts.first, parts.late),
        None => (whole, Vec::new()),
    };
    let renamed = shrunk(folder, &with_names(&first, names)?)?;
    let snippets = folder.join(SNIPPETS);
    if snippets.is_dir() {
        fs::remove_dir_all(&snippets).map_err(Error::io(&snippets))?;
    }
    let late = split::LATE_PARTS.iter().zip(late);
    let late = late.map(|(part, bytes)| write_late(folder, part, &shrunk(folder, &bytes)?));
    let late = late.collect::<Result<_>>()?;
    let replaced =
        [replace(folder, script, ".js", &joined)?, replace(folder, program, "_bg.wasm", &renamed)?];
    Ok(Bundled { replaced, late })
}

fn joined_script(folder: &Path, script: &str) -> Result<Vec<u8>> {
    let mut esbuild = shell::command("esbuild");
    esbuild
        .args(["--bundle", "--minify", "--format=esm", "--charset=utf8", "--legal-comments=none"])
        .args(["--log-level=warning", SHARED_NAMES])
        .arg(format!("--mangle-cache={NAMES}"))
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut running = esbuild.spawn().map_err(Error::io("esbuild"))?;
    if let Some(mut entry) = running.stdin.take() {
        // Only what the loader imports: the rest of the exports is for nobody.
        let text = format!("export {{ default }} from \"./{script}\";\n");
        entry.write_all(text.as_bytes()).map_err(Error::io("esbuild"))?;
    }
    let output = running.wait_with_output().map_err(Error::io("esbuild"))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(Error::Site("esbuild could not join the scripts".into()))
    }
}

/// A part of the program as small as it can be by itself: Trunk had the whole of it made small
/// before it was taken apart, with functions of one part beside those of another. The same where
/// `wasm-opt` is not there.
fn shrunk(folder: &Path, part: &[u8]) -> Result<Vec<u8>> {
    if shell::find_on_path(&["wasm-opt"]).is_none() {
        return Ok(part.to_vec());
    }
    write(folder, PART, part)?;
    let mut wasm_opt = shell::command("wasm-opt");
    shell::run(wasm_opt.args(FEATURES).args(SMALL).args([PART, "-o", PART]).current_dir(folder))?;
    let small = read(folder, PART)?;
    fs::remove_file(folder.join(PART)).map_err(Error::io(folder))?;
    Ok(small)
}

fn write_late(folder: &Path, part: &split::LatePart, late: &[u8]) -> Result<String> {
    let name = format!("{}-{}.wasm", late_name(part), integrity::short_name(late));
    write(folder, &name, late)?;
    Ok(name)
}

/// Writes the new content of a file under a name that tells the content.
fn replace(folder: &Path, name: &str, ending: &str, content: &[u8]) -> Result<Replaced> {
    let old_digest = integrity::sha384(&read(folder, name)?);
    let stem = name.strip_suffix(ending).unwrap_or(name);
    let stem = stem.rsplit_once('-').map_or(stem, |(stem, _)| stem);
    let new_name = format!("{stem}-{}{ending}", integrity::short_name(content));
    fs::remove_file(folder.join(name)).map_err(Error::io(folder.join(name)))?;
    write(folder, &new_name, content)?;
    let new_digest = integrity::sha384(content);
    Ok(Replaced { old_name: name.to_owned(), old_digest, new_name, new_digest })
}

/// The program with imports and exports renamed, and without the names that the compiler gave.
fn with_names(program: &[u8], names: BTreeMap<String, String>) -> Result<Vec<u8>> {
    let mut module = Module::new();
    let parser = wasmparser::Parser::new(0);
    utils::parse_core_module(&mut Renamer(names), &mut module, parser, program)
        .map_err(|error| Error::Site(format!("the program cannot be read: {error}")))?;
    Ok(module.finish())
}

struct Renamer(BTreeMap<String, String>);

impl Renamer {
    fn name<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }
}

impl Reencode for Renamer {
    type Error = std::convert::Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: wasmparser::ImportSectionReader<'_>,
    ) -> std::result::Result<(), ReencodeError<Self::Error>> {
        for import in section.into_imports() {
            let import = import?;
            let entity = self.entity_type(import.ty)?;
            imports.import(import.module, self.name(import.name), entity);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: wasmparser::Export<'_>,
    ) -> std::result::Result<(), ReencodeError<Self::Error>> {
        let kind = self.export_kind(export.kind)?;
        let index = self.external_index(export.kind, export.index)?;
        exports.export(self.name(export.name), kind, index);
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        _module: &mut Module,
        _section: wasmparser::CustomSectionReader<'_>,
    ) -> std::result::Result<(), ReencodeError<Self::Error>> {
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_program_keeps_everything_but_the_names_it_shares() {
        // (module (import "m" "__wb_long" (func)) (export "__wb_other" (func 0)))
        let long = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x0f\x01\x01m\x09__wb_long\0\0\x07\x0e\x01\x0a__wb_other\0\0";
        let names = BTreeMap::from([
            ("__wb_long".to_owned(), "a".to_owned()),
            ("__wb_other".to_owned(), "b".to_owned()),
        ]);
        let short =
            b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x07\x01\x01m\x01a\0\0\x07\x05\x01\x01b\0\0";
        assert_eq!(with_names(long, names).unwrap(), short);
        assert_eq!(with_names(long, BTreeMap::new()).unwrap(), long);
        assert!(with_names(b"\0asm", BTreeMap::new()).is_err());
    }
}
