//! The page's entry point: defines the element, which does the rest.

fn main() {
    dateline::start();
}
