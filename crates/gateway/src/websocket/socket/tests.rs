use std::future::poll_fn;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::time::timeout;

use super::*;
use crate::websocket::{LONGEST_HEAD, frame_in_place};

/// A WebSocket over a connection that holds so many bytes in each direction, and its client's end.
fn pair(room: usize, early: &[u8]) -> (WebSocket<DuplexStream>, DuplexStream) {
    let (client, server) = duplex(room);
    (WebSocket::new(server, early, 1000), client)
}

async fn receive(socket: &mut WebSocket<DuplexStream>, room: usize) -> (Vec<u8>, Option<Finish>) {
    let mut buffer = vec![0; room];
    let received = poll_fn(|cx| socket.poll_receive(cx, &mut buffer)).await;
    buffer.truncate(received.payload);
    (buffer, received.finish)
}

async fn flush(socket: &mut WebSocket<DuplexStream>) {
    poll_fn(|cx| socket.poll_flush(cx)).await.unwrap();
}

#[tokio::test]
async fn what_came_with_the_handshake_comes_first_even_if_it_is_longer_than_a_read() {
    let (mut socket, mut client) = pair(100, b"\x82\x83\0\0\0\0abc\x82\x83\0\0\0\0de");
    client.write_all(b"f").await.unwrap();
    let mut bytes = Vec::new();
    while bytes.len() < 6 {
        let (part, finish) = receive(&mut socket, 4).await;
        assert_eq!(finish, None);
        bytes.extend(part);
    }
    assert_eq!(bytes, b"abcdef");
}

#[tokio::test]
async fn a_client_that_vanishes_is_gone_and_stays_so() {
    let (mut socket, client) = pair(100, b"");
    drop(client);
    for _ in 0..2 {
        assert_eq!(receive(&mut socket, 100).await, (vec![], Some(Finish::Gone)));
    }
}

#[tokio::test]
async fn what_a_slow_client_does_not_take_follows_in_order() {
    let (mut socket, mut client) = pair(7, b"");
    let mut buffer = vec![7; LONGEST_HEAD + 200];
    let frame = frame_in_place(&mut buffer, 200).to_vec();
    poll_fn(|cx| Poll::Ready(socket.send(cx, &frame))).await.unwrap();
    socket.ping();
    poll_fn(|cx| Poll::Ready(socket.send(cx, &frame))).await.unwrap();
    socket.close(Some(1000), "bye");
    let expected = [frame.as_slice(), b"\x89\x00", &frame, b"\x88\x05\x03\xe8bye"].concat();
    let mut arrived = vec![0; expected.len()];
    let ((), read) = tokio::join!(flush(&mut socket), client.read_exact(&mut arrived));
    read.unwrap();
    assert_eq!(arrived, expected);
}

#[tokio::test]
async fn answers_the_last_ping_only_however_many_wait_for_a_client_that_does_not_read() {
    let (mut socket, mut client) = pair(16, b"");
    poll_fn(|cx| Poll::Ready(socket.send(cx, &[0x82; 20]))).await.unwrap();
    for number in 0..100_u8 {
        client.write_all(&[0x89, 0x81, 0, 0, 0, 0, number]).await.unwrap();
        assert_eq!(receive(&mut socket, 100).await, (vec![], None));
        assert!(socket.owes_pong());
        assert!(timeout(Duration::ZERO, flush(&mut socket)).await.is_err(), "there is no room");
    }
    let mut arrived = [0; 23];
    let ((), read) = tokio::join!(flush(&mut socket), client.read_exact(&mut arrived));
    read.unwrap();
    assert_eq!(arrived[20..], [0x8a, 1, 99]);
    assert!(!socket.owes_pong());
}

#[tokio::test]
async fn a_goodbye_may_have_no_code() {
    let (mut socket, mut client) = pair(100, b"");
    socket.close(None, "");
    flush(&mut socket).await;
    let mut arrived = [0; 2];
    client.read_exact(&mut arrived).await.unwrap();
    assert_eq!(arrived, [0x88, 0]);
}
