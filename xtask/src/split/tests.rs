#![allow(clippy::unwrap_used)]

use std::fs;

use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, ExportKind, ExportSection, Function,
    FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction, MemorySection,
    MemoryType, Module, NameMap, NameSection, RefType, TableSection, TableType, TypeSection,
    ValType,
};

use super::{split, without_unused};
use crate::shell;

/// Function numbers of the program below; 0 is imported.
const ADD_ONE: u32 = 1;
const LATE: u32 = 2;
const LATE_POINTED_AT: u32 = 3;
const ONLY_FOR_LATE: u32 = 4;
const CALL_LATE: u32 = 5;
const CALL_POINTER: u32 = 6;
const TILES: u32 = 7;
const CALL_TILES: u32 = 8;

/// `instructions` made long enough to be worth moving.
fn long(instructions: &[Instruction<'_>]) -> Function {
    let mut function = Function::new([]);
    for _ in 0..40 {
        function.instruction(&Instruction::Nop).instruction(&Instruction::Nop);
    }
    short_into(function, instructions)
}

fn short_into(mut function: Function, instructions: &[Instruction<'_>]) -> Function {
    for instruction in instructions {
        function.instruction(instruction);
    }
    function.instruction(&Instruction::End);
    function
}

fn short(instructions: &[Instruction<'_>]) -> Function {
    short_into(Function::new([]), instructions)
}

fn bodies() -> [Function; 8] {
    use Instruction::{
        Call, CallIndirect, GlobalGet, GlobalSet, I32Add, I32Const, LocalGet, RefIsNull, TableGet,
    };
    [
        // Calls out of the program, and counts its calls in a global.
        short(&[
            GlobalGet(0),
            I32Const(1),
            I32Add,
            GlobalSet(0),
            LocalGet(0),
            Call(0),
            I32Const(1),
            I32Add,
        ]),
        // Late: calls both parts, reads the global, and takes hold of a value of the browser's.
        long(&[
            LocalGet(0),
            Call(ADD_ONE),
            Call(ONLY_FOR_LATE),
            GlobalGet(0),
            I32Add,
            I32Const(1),
            TableGet(1),
            RefIsNull,
            I32Add,
        ]),
        // Late, reached through the table, and itself calling through the table.
        long(&[LocalGet(0), I32Const(1), CallIndirect { type_index: 0, table_index: 0 }]),
        short(&[LocalGet(0), I32Const(100), I32Add]),
        short(&[LocalGet(0), Call(LATE)]),
        short(&[LocalGet(0), I32Const(2), CallIndirect { type_index: 0, table_index: 0 }]),
        // Of another late part: calls the first of them.
        long(&[LocalGet(0), Call(LATE), Call(ONLY_FOR_LATE)]),
        short(&[LocalGet(0), Call(TILES)]),
    ]
}

/// The name of what is called through a pointer.
const POINTED_AT: &str =
    "<dateline[1f]::panel::about::late::{closure#0} as core[2e]::FnOnce>::call_once";

/// A program with late modules: `call(x)` and `point(x)` need the common part, `tiles(x)` that
/// of the tiles as well, `now(x)` none.
fn program() -> Vec<u8> {
    program_with(POINTED_AT)
}

fn program_with(pointed_at: &str) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([ValType::I32], [ValType::I32]);
    let mut imports = ImportSection::new();
    imports.import("js", "double", wasm_encoder::EntityType::Function(0));
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for body in bodies() {
        functions.function(0);
        code.function(&body);
    }
    let mut tables = TableSection::new();
    let table = TableType {
        element_type: RefType::FUNCREF,
        minimum: 3,
        maximum: Some(3),
        table64: false,
        shared: false,
    };
    tables.table(table);
    tables.table(TableType { element_type: RefType::EXTERNREF, ..table });
    let mut memories = MemorySection::new();
    let memory = MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    };
    memories.memory(memory);
    let mut globals = GlobalSection::new();
    let global = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
    globals.global(global, &ConstExpr::i32_const(0));
    let mut exports = ExportSection::new();
    let exported =
        [("now", ADD_ONE), ("call", CALL_LATE), ("point", CALL_POINTER), ("tiles", CALL_TILES)];
    for (name, function) in exported {
        exports.export(name, ExportKind::Func, function);
    }
    let mut elements = ElementSection::new();
    let slots = Elements::Functions(vec![ADD_ONE, LATE_POINTED_AT].into());
    elements.active(None, &ConstExpr::i32_const(1), slots);
    let mut names = NameMap::new();
    names.append(ADD_ONE, "dateline[1f]::state::add_one");
    names.append(LATE, "dateline[1f]::panel::about::late");
    names.append(LATE_POINTED_AT, pointed_at);
    names.append(TILES, "dateline[1f]::map::tiles::show");
    let mut name_section = NameSection::new();
    name_section.functions(&names);
    let mut module = Module::new();
    module
        .section(&types)
        .section(&imports)
        .section(&functions)
        .section(&tables)
        .section(&memories)
        .section(&globals)
        .section(&exports)
        .section(&elements)
        .section(&code)
        .section(&name_section);
    module.finish()
}

/// The functions of a module that do nothing but stop it.
fn empty_functions(module: &[u8]) -> Vec<usize> {
    let payloads = wasmparser::Parser::new(0).parse_all(module);
    let bodies = payloads.filter_map(|payload| match payload {
        Ok(wasmparser::Payload::CodeSectionEntry(body)) => Some(body.as_bytes().len()),
        _ => None,
    });
    bodies.enumerate().filter(|(_, bytes)| *bytes == 3).map(|(place, _)| place + 1).collect()
}

#[test]
fn what_nobody_wants_goes_with_what_only_that_calls() {
    let program = program();
    let all = without_unused(&program, |_| true).unwrap();
    assert_eq!(empty_functions(&all), [] as [usize; 0]);
    let less = without_unused(&program, |name| !matches!(name, "call" | "tiles")).unwrap();
    let gone =
        [LATE, ONLY_FOR_LATE, CALL_LATE, TILES, CALL_TILES].map(|function| function as usize);
    assert_eq!(empty_functions(&less), gone, "and not what is called through the table");
    assert!(split(&less).unwrap().is_some(), "it is still a program that can be taken apart");
}

#[test]
fn functions_of_an_unused_crate_go_from_the_table_too() {
    let of_crate = program_with("<wasm_streams[3c]::Sink as core[2e]::FnOnce>::call_once");
    let less = without_unused(&of_crate, |_| true).unwrap();
    assert_eq!(empty_functions(&less), [LATE_POINTED_AT as usize]);
}

/// Runs the parts in Node.js, which judges them as a browser does.
const RUN: &str = "
const { readFileSync } = require('node:fs');
const [first, late, tile] = process.argv.slice(1).map((name) => new WebAssembly.Module(readFileSync(name)));
const { exports } = new WebAssembly.Instance(first, { js: { double: (x) => 2 * x } });
const attempt = (name) => { try { return exports[name](5); } catch { return 'not there'; } };
const all = () => ['now', 'call', 'point', 'tiles'].map(attempt);
const said = [all()];
for (const part of [late, tile]) {
  new WebAssembly.Instance(part, { first: exports });
  said.push(all());
}
console.log(JSON.stringify(said));";

#[test]
fn the_parts_do_together_what_the_program_did() {
    let parts = split(&program()).unwrap().unwrap();
    let folder = std::env::temp_dir().join(format!("dateline-split-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let names = [("first", &parts.first), ("late", &parts.late[0]), ("tile", &parts.late[1])].map(
        |(name, bytes)| {
            let path = folder.join(name);
            fs::write(&path, bytes).unwrap();
            path
        },
    );
    let said = shell::output(shell::command("node").args(["-e", RUN]).args(&names)).unwrap();
    fs::remove_dir_all(folder).unwrap();
    // 2·5+1 = 11; late: 11 + 100 + the count of calls + 1 for no value; pointed at: as `now`;
    // tiles: late, and 100.
    let [none, common, all] = [
        r#"[11,"not there","not there","not there"]"#,
        r#"[11,115,11,"not there"]"#,
        "[11,118,11,220]",
    ];
    assert_eq!(said.trim(), format!("[{none},{common},{all}]"));
}

#[test]
fn what_only_late_parts_call_is_late_too() {
    let parts = split(&program()).unwrap().unwrap();
    let code_of = |module: &[u8]| {
        let bodies = wasmparser::Parser::new(0)
            .parse_all(module)
            .filter(|payload| matches!(payload, Ok(wasmparser::Payload::CodeSectionEntry(_))));
        bodies.count()
    };
    // Four of eight moved; one in each is called by name, which leaves a way in. What both
    // call is in the one that is there before the other.
    let late: Vec<usize> = parts.late.iter().map(|part| code_of(part)).collect();
    assert_eq!((code_of(&parts.first), late), (6, vec![3, 1]));
}

#[test]
fn a_program_without_late_modules_stays_in_one_piece() {
    let mut module = Module::new();
    module.section(&TypeSection::new());
    assert!(split(&module.finish()).unwrap().is_none());
    assert!(split(b"no program").is_err());
}
