//! Files of a story, over HTTP from the same origin.

use gloo_net::http::Request;
use web_sys::RequestCredentials;

/// Why a file did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// The server answered with a status other than 2xx.
    Status(u16),
    /// There was no answer, or it broke off.
    Network(String),
}

impl std::fmt::Display for FetchError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Status(status) => write!(f, "the server answered {status}"),
            Self::Network(why) => write!(f, "no answer ({why})"),
        }
    }
}

/// The bytes at `url`, without cookies.
pub async fn fetch_bytes(url: &str) -> Result<Vec<u8>, FetchError> {
    let network = |error: gloo_net::Error| FetchError::Network(error.to_string());
    let request = Request::get(url).credentials(RequestCredentials::Omit);
    let response = request.send().await.map_err(network)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    response.binary().await.map_err(network)
}
