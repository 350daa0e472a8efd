//! What a program is made of, as far as taking it apart needs it.

use std::collections::{BTreeMap, BTreeSet};

use wasmparser::{
    CompositeInnerType, ElementItems, ElementKind, ExternalKind, FunctionBody, Name, Operator,
    Parser, Payload, RefType, TableType, TypeRef,
};

use super::{Result, unfit};

/// What one function needs of the rest.
#[derive(Debug, Default)]
pub struct Uses {
    /// The functions that it calls by name.
    pub calls: BTreeSet<u32>,
    /// The globals that it reads or writes.
    pub globals: BTreeSet<u32>,
    /// Whether it does what only the module can do in which it was compiled.
    pub is_bound: bool,
    /// How long it is.
    pub bytes: usize,
}

/// A program, read once. Functions are counted as in the program, imported ones first.
#[derive(Debug, Default)]
pub struct Anatomy {
    /// How many functions are imported.
    pub imported: u32,
    /// Per function, its type.
    pub type_of: Vec<u32>,
    /// Per type, how many parameters a function of it takes.
    pub parameters: Vec<u32>,
    /// Per function, what it uses; nothing for imported ones.
    pub uses: Vec<Uses>,
    /// What is in the table of functions, by its place.
    pub slots: BTreeMap<u32, u32>,
    /// Per function, the place in the table at which it is called through a pointer.
    pub slot_of: BTreeMap<u32, u32>,
    /// Functions that others may know by number: exported, started, referred to.
    pub pinned: BTreeSet<u32>,
    /// The names that the compiler gave, where it gave one.
    pub names: BTreeMap<u32, String>,
    /// The table of functions: its number and its type.
    pub table: Option<(u32, TableType)>,
    /// The table of the browser's own values: its number and its type.
    pub values: Option<(u32, TableType)>,
    /// The memory.
    pub memory: Option<wasmparser::MemoryType>,
    /// The globals of the program itself.
    pub globals: Vec<wasmparser::GlobalType>,
}

impl Anatomy {
    /// Reads a program.
    ///
    /// # Errors
    /// When it is not a program of the kind that wasm-bindgen leaves: one memory of its own,
    /// no imported tables or globals.
    pub fn of(program: &[u8]) -> Result<Self> {
        let mut anatomy = Self::default();
        let mut tables = Vec::new();
        for payload in Parser::new(0).parse_all(program) {
            anatomy.read(payload?, &mut tables)?;
        }
        anatomy.uses.splice(0..0, (0..anatomy.imported).map(|_| Uses::default()));
        if anatomy.uses.len() != anatomy.type_of.len() {
            return Err(unfit("functions without a body"));
        }
        Ok(anatomy)
    }

    /// How many functions there are, imported ones included.
    pub fn len(&self) -> u32 {
        self.type_of.len() as u32
    }

    fn read(&mut self, payload: Payload<'_>, tables: &mut Vec<TableType>) -> Result<()> {
        match payload {
            Payload::TypeSection(section) => {
                for group in section {
                    for one in group?.into_types() {
                        let CompositeInnerType::Func(function) = one.composite_type.inner else {
                            return Err(unfit("types that are not functions"));
                        };
                        self.parameters.push(function.params().len() as u32);
                    }
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let TypeRef::Func(of_type) = import?.ty else {
                        return Err(unfit("imports that are not functions"));
                    };
                    self.type_of.push(of_type);
                    self.imported += 1;
                }
            }
            Payload::FunctionSection(section) => {
                for of_type in section {
                    self.type_of.push(of_type?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    let of_type = table?.ty;
                    if of_type.element_type == RefType::EXTERNREF {
                        self.values = Some((tables.len() as u32, of_type));
                    }
                    tables.push(of_type);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    self.memory = Some(memory?);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        self.pinned.insert(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => {
                self.pinned.insert(func);
            }
            Payload::ElementSection(section) => {
                for element in section {
                    self.read_element(element?, tables)?;
                }
            }
            Payload::CodeSectionEntry(body) => self.uses.push(uses_of(&body, self.values)?),
            Payload::CustomSection(section) => {
                if let wasmparser::KnownCustom::Name(names) = section.as_known() {
                    self.read_names(names)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Functions in a list at a fixed place of the table have a slot; in any other list they
    /// must stay what they are.
    fn read_element(
        &mut self,
        element: wasmparser::Element<'_>,
        tables: &[TableType],
    ) -> Result<()> {
        let ElementItems::Functions(functions) = element.items else {
            return Err(unfit("references in its tables"));
        };
        let functions = functions.into_iter().collect::<wasmparser::Result<Vec<u32>>>()?;
        let ElementKind::Active { table_index, offset_expr } = element.kind else {
            self.pinned.extend(functions);
            return Ok(());
        };
        let number = table_index.unwrap_or(0);
        let table = tables.get(number as usize).copied().map(|table| (number, table));
        if self.table.is_some_and(|(other, _)| other != number) {
            return Err(unfit("several tables of functions"));
        }
        self.table = table;
        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
            return Err(unfit("a table at a place that is not fixed"));
        };
        for (slot, function) in (value as u32..).zip(functions) {
            self.slots.insert(slot, function);
            self.slot_of.entry(function).or_insert(slot);
        }
        Ok(())
    }

    fn read_names(&mut self, names: wasmparser::NameSectionReader<'_>) -> Result<()> {
        for subsection in names {
            let Name::Function(functions) = subsection? else { continue };
            for naming in functions {
                let naming = naming?;
                self.names.insert(naming.index, naming.name.to_owned());
            }
        }
        Ok(())
    }
}

/// What a function uses. Values of the browser's are taken from their table, and put there, in
/// both parts.
fn uses_of(body: &FunctionBody<'_>, values: Option<(u32, TableType)>) -> Result<Uses> {
    let is_shared = |table: u32| values.is_some_and(|(number, _)| number == table);
    let range = body.range();
    let mut uses = Uses { bytes: (range.end - range.start) as usize, ..Uses::default() };
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::Call { function_index } => {
                uses.calls.insert(function_index);
            }
            Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } => {
                uses.globals.insert(global_index);
            }
            Operator::TableGet { table } | Operator::TableSet { table } if is_shared(table) => {}
            Operator::RefFunc { .. }
            | Operator::ReturnCall { .. }
            | Operator::MemoryInit { .. }
            | Operator::DataDrop { .. }
            | Operator::TableInit { .. }
            | Operator::ElemDrop { .. }
            | Operator::TableGet { .. }
            | Operator::TableSet { .. }
            | Operator::TableGrow { .. }
            | Operator::TableSize { .. }
            | Operator::TableFill { .. }
            | Operator::TableCopy { .. } => uses.is_bound = true,
            _ => {}
        }
    }
    Ok(uses)
}
