//! Words of the time that is signed.

sentences! {
    /// The choice of time, and why a typed one was refused.
    TimeWord in time {
        Help: "Every login carries a time that is signed. EnOS hardly looks at it, so a fixed one serves to compare with what a device has sent.", "每次登录都会签入一个时间。EnOS 几乎不检查它，可用固定时间与设备发送的内容对比。";
        FixedLabel: "Milliseconds since 1970", "自 1970 年起的毫秒数";
        Still: "Until then, {0} is signed.", "在此之前仍使用 {0} 签名。";
        NotKnown: "There is nothing to correct: this machine's clock is right, or the server's time is not known.", "无需校正：本机时钟正确，或服务器时间未知。";
        Title: "Time to sign with", "签名时间";
        Now: "This machine's time", "本机时间";
        Fixed: "A fixed time, in milliseconds", "固定时间（毫秒）";
        Corrected: "This machine's time, corrected by {0} ms", "本机时间，校正 {0} 毫秒";
        TakeMillis: "Take {0}", "改用 {0}";
        Empty: "The time is missing. Enter milliseconds since 1970.", "缺少时间，请填写自 1970 年起的毫秒数。";
        Space: "The time holds a space as character {0}. Remove it.", "时间的第 {0} 个字符是空格，请删除。";
        NotANumber: "“{0}” (character {1}) is no digit. Enter milliseconds since 1970, digits only.", "“{0}”（第 {1} 个字符）不是数字，请只填写自 1970 年起的毫秒数。";
        LeadingZero: "The time begins with a zero. Enter it without.", "时间以 0 开头，请去掉开头的 0。";
        Seconds: "These are seconds; EnOS documents milliseconds: {0}.", "这是秒数，EnOS 文档要求毫秒：{0}。";
        Microseconds: "These are microseconds; EnOS documents milliseconds: {0}.", "这是微秒数，EnOS 文档要求毫秒：{0}。";
        OutOfRange: "Milliseconds since 1970 have 13 digits; this has {0}.", "自 1970 年起的毫秒数有 13 位，此处为 {0} 位。";
    }
}
