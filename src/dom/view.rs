//! An [`El`] as a view of Leptos.

use leptos::prelude::{AddAnyAttr, Render, RenderHtml};
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};
use send_wrapper::SendWrapper;
use web_sys::Element;

use super::El;

/// An element for a view. There is one thread, so it never leaves it.
pub struct Built(SendWrapper<El>);

impl El {
    /// The element as a view, to be shown once.
    pub fn view(self) -> Built {
        Built(SendWrapper::new(self))
    }
}

impl Render for Built {
    type State = Element;

    fn build(self) -> Element {
        self.0.node().clone()
    }

    fn rebuild(self, state: &mut Element) {
        let next = self.0.node().clone();
        // An element that is on no page has nothing to be replaced by.
        let _ = state.replace_with_with_node_1(&next);
        *state = next;
    }
}

/// Attributes are given when the element is built.
impl AddAnyAttr for Built {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _attr: NewAttr) -> Self {
        self
    }
}

/// There is no server, so nothing is ever written as HTML.
impl RenderHtml for Built {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;
    const EXISTS: bool = true;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _buf: &mut String,
        _position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        _cursor: &Cursor,
        _position: &PositionState,
    ) -> Element {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
