//! Requests to a server of this machine. A test that sends what no library would writes its bytes itself.

use std::io;
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::Request;

const LIMIT: Duration = Duration::from_secs(30);

/// Status and body of the answer, whatever the status is. `headers` are names with values.
///
/// # Errors
/// When there is no answer, or none of text.
pub fn ask(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> io::Result<(u16, String)> {
    let config = Agent::config_builder().http_status_as_error(false).proxy(None).timeout_global(Some(LIMIT));
    let agent = Agent::new_with_config(config.build());
    let mut request = Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = match body {
        "" => agent.run(request.body(()).map_err(io::Error::other)?),
        body => agent.run(request.body(body).map_err(io::Error::other)?),
    };
    let mut answer = answer.map_err(ureq::Error::into_io)?;
    let text = answer.body_mut().read_to_string().map_err(ureq::Error::into_io)?;
    Ok((answer.status().as_u16(), text))
}

/// The body of an answer of 200.
///
/// # Errors
/// When there is no answer, or another one.
pub fn get(url: &str) -> io::Result<String> {
    match ask("GET", url, &[], "")? {
        (200, body) => Ok(body),
        (status, body) => Err(io::Error::other(format!("{url} is answered with {status}: {body}"))),
    }
}

/// The JSON of an answer of 200.
///
/// # Errors
/// As [`get`], and when the answer is none of JSON.
pub fn get_json(url: &str) -> io::Result<Value> {
    Ok(serde_json::from_str(&get(url)?)?)
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread::{self, JoinHandle};

    use super::*;

    /// Answers one request, and hands it out.
    fn server_that_answers(answer: &'static str) -> (String, JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/path", listener.local_addr().unwrap());
        let asked = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = Vec::new();
            while !asked.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                asked.push(byte[0]);
            }
            let head = String::from_utf8(asked).unwrap().to_ascii_lowercase();
            let length = head.split_once("content-length: ").map_or("0", |(_, rest)| rest.lines().next().unwrap());
            let mut body = vec![0; length.parse().unwrap()];
            stream.read_exact(&mut body).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
            head + str::from_utf8(&body).unwrap()
        });
        (url, asked)
    }

    #[test]
    fn sends_method_headers_and_body_and_returns_every_status() {
        let (url, asked) = server_that_answers("HTTP/1.1 404 Not Found\r\ncontent-length: 4\r\n\r\nnone");
        assert_eq!(ask("PUT", &url, &[("host", "h:1")], r#"{"a":1}"#).unwrap(), (404, "none".to_owned()));
        let asked = asked.join().unwrap();
        assert!(asked.starts_with("put /path http/1.1\r\n") && asked.ends_with(r#"{"a":1}"#), "{asked}");
        assert_eq!(asked.matches("host: ").count(), 1, "{asked}");
        assert!(asked.contains("host: h:1\r\n"), "{asked}");
    }

    #[test]
    fn reads_json_and_nothing_else() {
        let (url, asked) = server_that_answers("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n[742]");
        assert_eq!(get_json(&url).unwrap(), serde_json::json!([742]));
        assert!(asked.join().unwrap().starts_with("get /path http/1.1\r\n"));
        let (url, _) = server_that_answers("HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nnothing");
        assert!(get_json(&url).is_err());
        let (url, _) = server_that_answers("HTTP/1.1 503 Busy\r\ncontent-length: 2\r\n\r\n[]");
        assert_eq!(get_json(&url).unwrap_err().to_string(), format!("{url} is answered with 503: []"));
    }
}
