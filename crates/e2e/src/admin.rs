//! The admin address of the simulated EnOS, where the reason of a refusal stands that no device is told.

use std::io;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::trouble::{Result, Trouble};

/// What the device log holds of one device, oldest entry first.
///
/// `admin` is host and port.
///
/// # Errors
/// When the address does not answer, or not with a log.
pub async fn device_log(admin: &str, device_key: &str) -> Result<Vec<Value>> {
    let mut stream = TcpStream::connect(admin).await?;
    let request = format!("GET /log HTTP/1.1\r\nHost: {admin}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let Value::Array(entries) = body(&answer)? else {
        return Err(Trouble::NotServing { program: "simulator-server".to_owned(), seen: answer });
    };
    Ok(entries.into_iter().filter(|entry| entry.get("deviceKey").is_some_and(|key| key == device_key)).collect())
}

fn body(answer: &str) -> Result<Value> {
    let (_, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
    serde_json::from_str(body).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error).into())
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn reads_the_entries_of_one_device() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let admin = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = [0; 512];
            let _ = stream.read(&mut asked).await.unwrap();
            let log = r#"[{"deviceKey":"a","code":742},{"deviceKey":"b","code":745}]"#;
            stream.write_all(format!("HTTP/1.1 200 OK\r\n\r\n{log}").as_bytes()).await.unwrap();
        });
        let log = device_log(&admin, "b").await.unwrap();
        assert_eq!(log.len(), 1);
        assert_eq!(log[0]["code"], 745);
    }

    #[test]
    fn takes_nothing_but_json_for_a_log() {
        assert!(body("HTTP/1.1 200 OK\r\n\r\nnothing").is_err());
    }
}
