//! The headers that a host should send with the site, as the file `_headers` that
//! several static hosts read and others can copy from.

use std::fmt::Write as _;

/// The reference policy. `'wasm-unsafe-eval'` allows WebAssembly and nothing else;
/// `frame-ancestors` lets any site show the map in a frame, a host may list fewer.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; \
    worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

/// What the program never asks of a device.
const UNUSED: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// The text of the file. The files in `hashed` carry a digest in their name and may be
/// kept for good; all others are asked for again.
#[must_use]
pub fn file(hashed: &[&str]) -> String {
    let mut text = format!(
        "# What a host should send with these files. An embed from another site, or in a\n\
         # frame with an opaque origin, needs the two Cross-Origin and Access-Control lines.\n\
         /*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n  \
         Cross-Origin-Resource-Policy: cross-origin\n  Access-Control-Allow-Origin: *\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n  \
         Permissions-Policy: {UNUSED}\n  Cache-Control: no-cache\n"
    );
    for name in hashed {
        // A first line takes back what `/*` said: hosts add the values up otherwise.
        let _ = write!(
            text,
            "/{name}\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_webassembly_and_no_evaluation() {
        let text = file(&["a-1.js"]);
        assert!(text.contains("script-src 'self' 'wasm-unsafe-eval';"));
        assert!(text.contains("Permissions-Policy: camera=(), geolocation=(),"));
        assert!(!text.contains("'unsafe-eval'") && !text.contains("'unsafe-inline'"));
        assert!(text.ends_with(
            "/a-1.js\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n"
        ));
    }
}
