//! The first part: the program without what is late.
//!
//! Where it calls a late function by name it goes through the table, into which the late part
//! puts its functions; where it has a pointer to one, that place of the table is empty until
//! then. Calling what is not there yet stops the program, as a panic does: the app asks
//! `platform::late` before it calls.

use wasm_encoder::reencode::{Error as ReencodeError, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, ExportKind, ExportSection,
    Function, FunctionSection, Instruction, Module, TableSection,
};
use wasmparser::ElementKind;

use super::anatomy::Anatomy;
use super::data::Data;
use super::plan::Plan;
use super::{Result, shared};

/// The program without what is late.
///
/// # Errors
/// When the program cannot be read.
pub fn first_part(program: &[u8], anatomy: &Anatomy, plan: &Plan, data: &Data) -> Result<Vec<u8>> {
    let mut module = Module::new();
    let mut first = First { anatomy, plan, data, indices: indices(anatomy, plan) };
    utils::parse_core_module(&mut first, &mut module, wasmparser::Parser::new(0), program)?;
    Ok(module.finish())
}

/// What each function of the whole program is in the first part: itself, or the way into the
/// late part.
fn indices(anatomy: &Anatomy, plan: &Plan) -> Vec<Option<u32>> {
    let mut next = 0..;
    let functions = 0..anatomy.len();
    let mut indices: Vec<Option<u32>> =
        functions.map(|function| if plan.is_late(function) { None } else { next.next() }).collect();
    for way_in in &plan.ways_in {
        indices[*way_in as usize] = next.next();
    }
    indices
}

struct First<'a> {
    anatomy: &'a Anatomy,
    plan: &'a Plan,
    data: &'a Data,
    indices: Vec<Option<u32>>,
}

type Outcome<T = ()> = std::result::Result<T, ReencodeError<std::convert::Infallible>>;

impl First<'_> {
    /// The functions of the sections that list only those of the program itself.
    fn own_functions(&self) -> std::ops::Range<u32> {
        self.anatomy.imported..self.anatomy.len()
    }

    fn way_in(&self, function: u32) -> Function {
        let type_index = self.anatomy.type_of[function as usize];
        let mut way_in = Function::new([]);
        for parameter in 0..self.anatomy.parameters[type_index as usize] {
            way_in.instruction(&Instruction::LocalGet(parameter));
        }
        way_in
            .instruction(&Instruction::I32Const(self.plan.slot_of[&function] as i32))
            .instruction(&Instruction::CallIndirect { type_index, table_index: self.table() })
            .instruction(&Instruction::End);
        way_in
    }

    fn table(&self) -> u32 {
        self.anatomy.table.map_or(0, |(number, _)| number)
    }

    /// Adds functions to the table from a place on, as their numbers are now.
    fn add_run(&self, elements: &mut ElementSection, (slot, functions): (u32, Vec<u32>)) {
        // Without its number where it is the first, which is the shorter form.
        let table = Some(self.table()).filter(|number| *number != 0);
        elements.active(
            table,
            &ConstExpr::i32_const(slot as i32),
            Elements::Functions(functions.into()),
        );
    }
}

impl Reencode for First<'_> {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Outcome<u32> {
        // Only late functions name those that have no number here.
        Ok(self.indices.get(function as usize).copied().flatten().unwrap_or(u32::MAX))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: wasmparser::FunctionSectionReader<'_>,
    ) -> Outcome {
        for (function, of_type) in self.own_functions().zip(section) {
            let of_type = of_type?;
            if !self.plan.is_late(function) {
                functions.function(of_type);
            }
        }
        for way_in in &self.plan.ways_in {
            functions.function(self.anatomy.type_of[*way_in as usize]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: wasmparser::CodeSectionReader<'_>,
    ) -> Outcome {
        for (function, body) in self.own_functions().zip(section) {
            let body = body?;
            if !self.plan.is_late(function) {
                self.parse_function_body(code, body)?;
            }
        }
        for way_in in &self.plan.ways_in {
            code.function(&self.way_in(*way_in));
        }
        Ok(())
    }

    fn parse_table_section(
        &mut self,
        tables: &mut TableSection,
        section: wasmparser::TableSectionReader<'_>,
    ) -> Outcome {
        for (number, table) in (0..).zip(section) {
            let mut of_type = self.table_type(table?.ty)?;
            if number == self.table() {
                of_type = shared::table_type(of_type, self.plan);
            }
            tables.table(of_type);
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Outcome {
        utils::parse_export_section(self, exports, section)?;
        exports.export(shared::MEMORY, ExportKind::Memory, 0);
        exports.export(shared::TABLE, ExportKind::Table, self.table());
        if let Some((number, _)) = self.anatomy.values {
            exports.export(shared::VALUES, ExportKind::Table, number);
        }
        for global in &self.plan.globals {
            exports.export(&shared::global(*global), ExportKind::Global, *global);
        }
        Ok(())
    }

    fn parse_element_section(
        &mut self,
        elements: &mut ElementSection,
        section: wasmparser::ElementSectionReader<'_>,
    ) -> Outcome {
        for element in section {
            let element = element?;
            if !matches!(element.kind, ElementKind::Active { .. }) {
                utils::parse_element(self, elements, element)?;
            }
        }
        let slots = self.anatomy.slots.iter().map(|(slot, function)| (*slot, *function));
        let lent = self.plan.lent.iter().map(|function| (self.plan.slot_of[function], *function));
        let first = slots.chain(lent).filter(|(_, function)| !self.plan.is_late(*function));
        let first =
            first.filter_map(|(slot, function)| Some((slot, self.indices[function as usize]?)));
        for run in shared::runs(first) {
            self.add_run(elements, run);
        }
        Ok(())
    }

    fn data_count(&mut self, _count: u32) -> Outcome<u32> {
        Ok(self.data.first_len())
    }

    fn parse_data_section(
        &mut self,
        data: &mut DataSection,
        _section: wasmparser::DataSectionReader<'_>,
    ) -> Outcome {
        *data = self.data.first();
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        _module: &mut Module,
        _section: wasmparser::CustomSectionReader<'_>,
    ) -> Outcome {
        // Names are for taking it apart, the rest is for tools that have had their turn.
        Ok(())
    }
}
