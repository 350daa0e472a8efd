//! A late part: a module that shares memory, table and globals with the first one, and
//! puts its functions into the table, and its texts into memory, when it is instantiated.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{Error as ReencodeError, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, Function, FunctionSection,
    ImportSection, Instruction, Module, TypeSection,
};
use wasmparser::{Operator, Payload};

use super::anatomy::Anatomy;
use super::data::Data;
use super::plan::Plan;
use super::{Result, shared, unfit};

/// What is in the late part of that number, as a module of its own.
///
/// # Errors
/// When the program cannot be read, or has something that cannot be shared.
pub fn late_part(
    program: &[u8],
    (anatomy, plan, data): (&Anatomy, &Plan, &Data),
    part: usize,
) -> Result<Vec<u8>> {
    let globals = (0..).zip(&plan.globals).map(|(place, global)| (*global, place));
    let mut late = Late { anatomy, plan, part, globals: globals.collect() };
    let (mut types, mut code) = (TypeSection::new(), CodeSection::new());
    let mut bodies = anatomy.imported..;
    for payload in wasmparser::Parser::new(0).parse_all(program) {
        match payload? {
            Payload::TypeSection(section) => late.parse_type_section(&mut types, section)?,
            Payload::CodeSectionEntry(body) => {
                let function = bodies.next().unwrap_or(u32::MAX);
                if plan.place_in(part, function).is_some() {
                    late.parse_function_body(&mut code, body)?;
                }
            }
            _ => {}
        }
    }
    let mut functions = FunctionSection::new();
    plan.late[part].iter().for_each(|function| {
        functions.function(anatomy.type_of[*function as usize]);
    });
    let mut module = Module::new();
    module.section(&types);
    module.section(&late.imports()?);
    module.section(&functions);
    module.section(&late.elements());
    module.section(&code);
    module.section(&data.late(part));
    Ok(module.finish())
}

struct Late<'a> {
    anatomy: &'a Anatomy,
    plan: &'a Plan,
    part: usize,
    globals: BTreeMap<u32, u32>,
}

impl Late<'_> {
    fn imports(&mut self) -> Result<ImportSection> {
        let mut imports = ImportSection::new();
        let memory = self.anatomy.memory.ok_or_else(|| unfit("no memory"))?;
        let memory = self.memory_type(memory)?;
        imports.import(shared::FIRST, shared::MEMORY, EntityType::Memory(memory));
        let (_, table) = self.anatomy.table.ok_or_else(|| unfit("no table"))?;
        let table = shared::table_type(self.table_type(table)?, self.plan);
        imports.import(shared::FIRST, shared::TABLE, EntityType::Table(table));
        if let Some((_, values)) = self.anatomy.values {
            let values = self.table_type(values)?;
            imports.import(shared::FIRST, shared::VALUES, EntityType::Table(values));
        }
        for global in &self.plan.globals {
            let of_type = self.anatomy.globals.get(*global as usize).copied();
            let of_type = self.global_type(of_type.ok_or_else(|| unfit("no such global"))?)?;
            imports.import(shared::FIRST, &shared::global(*global), EntityType::Global(of_type));
        }
        Ok(imports)
    }

    /// The late functions at their places in the table, those side by side together.
    fn elements(&self) -> ElementSection {
        let of_program = self.anatomy.slots.iter().map(|(slot, function)| (*slot, *function));
        let given = self.plan.slot_of.iter().map(|(function, slot)| (*slot, *function));
        let slots: BTreeMap<u32, u32> = of_program
            .chain(given)
            .filter_map(|(slot, function)| Some((slot, self.plan.place_in(self.part, function)?)))
            .collect();
        let mut elements = ElementSection::new();
        for (start, run) in shared::runs(slots.into_iter()) {
            let start = ConstExpr::i32_const(start as i32);
            elements.active(None, &start, Elements::Functions(run.into()));
        }
        elements
    }

    /// A call: within the part by name, of anything else through the table.
    fn add_call(&self, function: u32, to: &mut Function) {
        if let Some(place) = self.plan.place_in(self.part, function) {
            to.instruction(&Instruction::Call(place));
            return;
        }
        let type_index = self.anatomy.type_of[function as usize];
        to.instruction(&Instruction::I32Const(self.plan.slot_of[&function] as i32));
        to.instruction(&Instruction::CallIndirect { type_index, table_index: 0 });
    }
}

impl Reencode for Late<'_> {
    type Error = std::convert::Infallible;

    fn global_index(
        &mut self,
        global: u32,
    ) -> std::result::Result<u32, ReencodeError<Self::Error>> {
        Ok(self.globals.get(&global).copied().unwrap_or(u32::MAX))
    }

    fn table_index(&mut self, table: u32) -> std::result::Result<u32, ReencodeError<Self::Error>> {
        // As they are imported: functions first.
        Ok(u32::from(self.anatomy.values.is_some_and(|(number, _)| number == table)))
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: wasmparser::FunctionBody<'_>,
    ) -> std::result::Result<(), ReencodeError<Self::Error>> {
        let mut function = utils::new_function_with_parsed_locals(self, &body)?;
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index } => self.add_call(function_index, &mut function),
                operator => {
                    function.instruction(&self.instruction(operator)?);
                }
            }
        }
        code.function(&function);
        Ok(())
    }
}
