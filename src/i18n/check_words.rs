//! Words of what is known before an attempt.

sentences! {
    /// How many connection requests EnOS has left for a device.
    Check in check {
        RequestsFree: "{0} requests left", "剩余 {0} 次请求";
        RequestsSoon: "wait {0} s", "请等待 {0} 秒";
        RequestsSpent: "none left for {0} s", "{0} 秒内无剩余请求";
        RequestsClosed: "closed out for {0} s", "已锁定，剩余 {0} 秒";
    }
}
