//! `cargo xtask serve`: the app on this machine, rebuilt on each change.

use crate::error::{Error, Result};
use crate::tools::{self, Need};
use crate::{dist, shell};

const USUAL_PORT: u16 = 8080;

/// Serves the app until it is interrupted.
///
/// # Errors
/// When an argument is not understood, a tool is missing, or the server ends by itself.
pub fn run(args: &[String]) -> Result<()> {
    let port = port_from(args)?;
    let tools = tools::ensure(&[Need::Trunk])?;
    dist::fetch_crates(&tools)?;
    println!("Dateline will be at http://127.0.0.1:{port}/ (Ctrl+C ends it)");
    let mut trunk = dist::trunk(&tools, "serve")?;
    trunk
        .args(["--port", &port.to_string(), "--dist"])
        // Not `dist/`: the tests drive what is there.
        .arg(dist::build_folder()?.join("serve"));
    shell::run(&mut trunk)
}

fn port_from(args: &[String]) -> Result<u16> {
    match args {
        [] => Ok(USUAL_PORT),
        [flag, port] if flag == "--port" => port
            .parse()
            .map_err(|_| Error::Usage(format!("`{port}` is not a port from 1 to 65535"))),
        _ => Err(Error::Usage("usage: cargo xtask serve [--port N]".into())),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn args(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_port_is_8080_unless_named() {
        assert_eq!(port_from(&[]).unwrap(), 8080);
        assert_eq!(port_from(&args(&["--port", "9000"])).unwrap(), 9000);
    }

    #[test]
    fn a_port_that_is_no_port_is_refused() {
        assert!(port_from(&args(&["--port", "70000"])).is_err());
        assert!(port_from(&args(&["--prot", "9000"])).is_err());
    }
}
