//! What nobody can call: code of crates that come with others, kept only because wasm-bindgen
//! has a way into it for scripts that we do not write.
//!
//! Such a way in is a class of the script. Where no other line of the script makes or names
//! it, the class goes ([`without_unused_classes`]), and with it the exports that only it calls,
//! their functions, and what only those call ([`without_unused`]). Has no opinion on what is
//! used, but seldom: see [`super::plan`].

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::reencode::{Error as ReencodeError, Reencode, utils};
use wasm_encoder::{CodeSection, ExportSection, Function, Instruction, Module};
use wasmparser::ExternalKind;

use super::anatomy::Anatomy;
use super::{Result, unfit};

/// The crates, as paths of Rust: streams of bytes, which Leptos brings for its servers.
const UNUSED_CRATES: [&str; 1] = ["wasm_streams::"];
/// Shorter functions stay: see `SHORTEST_BYTES` of the plan.
const SHORTEST_BYTES: usize = 64;

/// The script without the classes that it exports and nobody in it makes.
#[must_use]
pub fn without_unused_classes(script: &str) -> String {
    let statements = statements(script);
    let exported = statements.iter().filter_map(|one| one.strip_prefix("export class "));
    let names: Vec<&str> = exported.filter_map(|rest| rest.split([' ', '{']).next()).collect();
    let is_of = |statement: &str, name: &str| {
        let starts = ["export class ", "if (Symbol.dispose) ", "const "];
        starts
            .iter()
            .any(|start| statement.strip_prefix(start).is_some_and(|rest| rest.starts_with(name)))
    };
    let is_unused = |name: &&str| {
        statements.iter().all(|statement| is_of(statement, name) || !statement.contains(*name))
    };
    let unused: Vec<&str> = names.into_iter().filter(is_unused).collect();
    let kept = statements.iter().filter(|one| !unused.iter().any(|name| is_of(one, name)));
    kept.copied().collect()
}

/// The statements at the top of a script as wasm-bindgen writes it, each with the lines that
/// are indented under it and the brace that ends it.
fn statements(script: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in script.split_inclusive('\n') {
        let goes_on = line.starts_with([' ', '\t', '}', ')', '\n', '\r']);
        if at > 0 && !goes_on {
            starts.push(at);
        }
        at += line.len();
    }
    starts.push(script.len());
    starts.windows(2).filter_map(|pair| script.get(pair[0]..pair[1])).collect()
}

/// The program without the exports that `is_wanted` does not name, and without what nobody can
/// call then.
///
/// # Errors
/// When it is not a program that can be read.
pub fn without_unused(program: &[u8], is_wanted: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    let anatomy = Anatomy::of(program)?;
    let (wanted, unwanted) = exports(program, is_wanted)?;
    let dead = dead_functions(&anatomy, &wanted, &unwanted);
    let mut module = Module::new();
    let mut kept = Kept { anatomy: &anatomy, dead: &dead, unwanted: &unwanted };
    utils::parse_core_module(&mut kept, &mut module, wasmparser::Parser::new(0), program)
        .map_err(|error| unfit(&error.to_string()))?;
    println!("{} functions are nobody's", dead.len());
    Ok(module.finish())
}

/// The functions that are exported and wanted, and those that are not.
fn exports(
    program: &[u8],
    is_wanted: impl Fn(&str) -> bool,
) -> Result<(BTreeSet<u32>, BTreeSet<u32>)> {
    let (mut wanted, mut unwanted) = (BTreeSet::new(), BTreeSet::new());
    for payload in wasmparser::Parser::new(0).parse_all(program) {
        let wasmparser::Payload::ExportSection(section) = payload? else { continue };
        for export in section {
            let export = export?;
            if export.kind == ExternalKind::Func {
                let of = if is_wanted(export.name) { &mut wanted } else { &mut unwanted };
                of.insert(export.index);
            }
        }
    }
    // One function may have two names.
    let unwanted = unwanted.difference(&wanted).copied().collect();
    Ok((wanted, unwanted))
}

/// The functions of the unused crates and those that were exported for nobody, if nothing that
/// is used calls them by name; and those that only these call.
fn dead_functions(
    anatomy: &Anatomy,
    wanted: &BTreeSet<u32>,
    unwanted: &BTreeSet<u32>,
) -> BTreeSet<u32> {
    let has_slot = |function: &u32| anatomy.slot_of.contains_key(function);
    let is_pinned = |function: &u32| {
        wanted.contains(function)
            || (anatomy.pinned.contains(function) && !unwanted.contains(function))
    };
    let is_unused = |function: &u32| {
        let name = anatomy.names.get(function).map(|name| without_hashes(name));
        let is_long = anatomy.uses[*function as usize].bytes >= SHORTEST_BYTES;
        let of_crate =
            UNUSED_CRATES.iter().any(|one| name.as_ref().is_some_and(|it| it.contains(one)));
        (unwanted.contains(function) && !has_slot(function)) || (of_crate && is_long)
    };
    let own = anatomy.imported..anatomy.len();
    let mut seeds: BTreeSet<u32> = own.filter(is_unused).filter(|one| !is_pinned(one)).collect();
    let callers = callers(anatomy);
    let is_called_by_others = |function: &u32, dead: &BTreeSet<u32>| {
        callers.get(function).is_some_and(|callers| !callers.is_subset(dead))
    };
    loop {
        let mut dead = seeds.clone();
        loop {
            let before = dead.len();
            for (called, _) in callers.iter().filter(|(one, _)| **one >= anatomy.imported) {
                if !has_slot(called) && !is_pinned(called) && !is_called_by_others(called, &dead) {
                    dead.insert(*called);
                }
            }
            if dead.len() == before {
                break;
            }
        }
        let count = seeds.len();
        seeds.retain(|seed| !is_called_by_others(seed, &dead));
        if seeds.len() == count {
            return dead;
        }
    }
}

/// Who calls each function by name, itself not counted.
fn callers(anatomy: &Anatomy) -> BTreeMap<u32, BTreeSet<u32>> {
    let mut callers: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (caller, uses) in (0..).zip(&anatomy.uses) {
        for called in uses.calls.iter().filter(|called| **called != caller) {
            callers.entry(*called).or_default().insert(caller);
        }
    }
    callers
}

/// A name of Rust without the digests of its crates.
fn without_hashes(name: &str) -> String {
    let pieces = name.split('[').enumerate().map(|(place, piece)| match piece.split_once(']') {
        Some((_, rest)) if place > 0 => rest,
        _ => piece,
    });
    pieces.collect()
}

struct Kept<'a> {
    anatomy: &'a Anatomy,
    dead: &'a BTreeSet<u32>,
    unwanted: &'a BTreeSet<u32>,
}

type Outcome<T = ()> = std::result::Result<T, ReencodeError<std::convert::Infallible>>;

impl Reencode for Kept<'_> {
    type Error = std::convert::Infallible;

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: wasmparser::CodeSectionReader<'_>,
    ) -> Outcome {
        for (function, body) in (self.anatomy.imported..).zip(section) {
            let body = body?;
            if self.dead.contains(&function) {
                // It keeps its number, so that nothing else has to be counted anew.
                let mut empty = Function::new([]);
                empty.instruction(&Instruction::Unreachable).instruction(&Instruction::End);
                code.function(&empty);
            } else {
                self.parse_function_body(code, body)?;
            }
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: wasmparser::Export<'_>,
    ) -> Outcome {
        if export.kind != ExternalKind::Func || !self.unwanted.contains(&export.index) {
            utils::parse_export(self, exports, export)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "export class Stream {\n    free() {\n        const ptr = StreamFinalization.unregister(this);\n    }\n}\nif (Symbol.dispose) Stream.prototype[Symbol.dispose] = Stream.prototype.free;\n\nexport class Map {\n}\nfunction made(ptr) {\n    return Map.__wrap(ptr);\n}\nconst StreamFinalization = (typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {} }\n    : new FinalizationRegistry(ptr => free(ptr));\nexport { init as default };\n";

    #[test]
    fn a_class_that_nobody_makes_goes_with_all_that_is_said_of_it() {
        let kept = without_unused_classes(SCRIPT);
        assert!(!kept.contains("Stream"), "{kept}");
        assert_eq!(
            kept,
            "export class Map {\n}\nfunction made(ptr) {\n    return Map.__wrap(ptr);\n}\nexport { init as default };\n"
        );
    }

    #[test]
    fn a_script_without_classes_stays_as_it_is() {
        let script = "import { a } from './a.js';\n\nfunction b() {\n    a();\n}\n";
        assert_eq!(without_unused_classes(script), script);
    }

    #[test]
    fn names_lose_their_digests_and_nothing_else() {
        assert_eq!(
            without_hashes("<wasm_streams[1f2e]::Sink as core[2a]::ops::Drop>::drop"),
            "<wasm_streams::Sink as core::ops::Drop>::drop"
        );
    }
}
