//! Words of the time that is signed.

sentences! {
    /// The choice of time, and why a typed one was refused.
    TimeWord in time {
        Help: "Every login contains a signed time. EnOS rarely checks it, so you can use a fixed time to compare with what a device sent.", "每次登录都会签入一个时间。EnOS 几乎不检查它，可用固定时间与设备发送的内容对比。";
        FixedLabel: "Milliseconds since 1970", "自 1970 年起的毫秒数";
        Still: "Until then, {0} is used.", "在此之前仍使用 {0} 签名。";
        NotKnown: "No correction is available: this clock is correct, or the server's time is unknown.", "无法或无需校正：本机时间正确，或服务器时间未知。";
        Title: "Time to sign with", "签名时间";
        Now: "Time of this phone or computer", "本机时间";
        Fixed: "A fixed time, in milliseconds", "固定时间（毫秒）";
        Corrected: "Time of this phone or computer, corrected by {0} ms", "本机时间，校正 {0} 毫秒";
        TakeMillis: "Use {0}", "改用 {0}";
        Empty: "The time is missing. Enter milliseconds since 1970.", "缺少时间，请填写自 1970 年起的毫秒数。";
        Space: "The time contains a space (character {0}). Remove it.", "时间的第 {0} 个字符是空格，请删除。";
        NotANumber: "“{0}” (character {1}) is not a digit. Enter milliseconds since 1970, digits only.", "“{0}”（第 {1} 个字符）不是数字，请只填写自 1970 年起的毫秒数。";
        LeadingZero: "The time starts with a zero. Remove the leading zeros.", "时间以 0 开头，请去掉开头的 0。";
        Seconds: "This value is in seconds; EnOS expects milliseconds: {0}.", "这是秒数，EnOS 文档要求毫秒：{0}。";
        Microseconds: "This value is in microseconds; EnOS expects milliseconds: {0}.", "这是微秒数，EnOS 文档要求毫秒：{0}。";
        OutOfRange: "Milliseconds since 1970 have 13 digits; this value has {0}.", "自 1970 年起的毫秒数有 13 位，此处为 {0} 位。";
    }
}
