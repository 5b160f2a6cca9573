//! Words about the activation message: why one was not understood, and how one differs from the specification.

sentences! {
    /// Why a message was not understood.
    Unread in unread {
        TooLarge: "It has {0} bytes, which is more than an activation message can have.", "消息有 {0} 字节，超过激活消息的上限。";
        NotUtf8: "It is not text in UTF-8 (byte {0}).", "消息不是 UTF-8 文本（第 {0} 字节）。";
        NotJson: "It is not JSON (byte {0}).", "消息不是 JSON（第 {0} 字节）。";
        NotAnObject: "It is not one JSON object.", "消息不是单个 JSON 对象。";
        Missing: "{0} is missing.", "缺少 {0}。";
        Duplicate: "{0} occurs twice, with different values.", "{0} 出现两次且值不同。";
        WrongType: "{0} has the wrong type.", "{0} 的类型不正确。";
        TooLong: "{0} is too long.", "{0} 过长。";
        Unexpected: "{0} is “{1}”, which is not valid in an activation message.", "{0} 为“{1}”，在激活消息中无效。";
        OtherProduct: "Its product key is “{1}”; this device's is “{0}”.", "其 Product Key 为“{1}”，此设备为“{0}”。";
        OtherDevice: "Its device key is “{1}”; this device's is “{0}”.", "其 Device Key 为“{1}”，此设备为“{0}”。";
        BadSecret: "Its deviceSecret is empty, too long, or contains a control character.", "其 deviceSecret 为空、过长或含控制字符。";
    }
}

sentences! {
    /// What is said about such a message, and about one that differs.
    MessageWord in message {
        Show: "Show the message", "显示该消息";
        Hide: "Hide the message", "隐藏该消息";
        ShowHelp: "The message may contain the device secret. The page could not verify it: anyone between this page and EnOS may have written it. Reports do not contain it.", "该消息可能包含设备密钥。本页无法核验，其内容可能来自途中任何人。报告中不含该消息。";
        NotAcknowledged: "It was not acknowledged to EnOS.", "未向 EnOS 确认此消息。";
        Behind: "Another activation message was received after this secret and was not understood: {0} If it contained a newer secret, this one is no longer valid. Verify this secret before you use it.", "此密钥之后又收到一条无法识别的激活消息：{0}若其中有更新的密钥，则此密钥已失效。使用前请先验证。";
        Differs: "EnOS's message differs from the specification: {0}. The secret is unchanged.", "EnOS 的消息与规范不同：{0}。密钥未作改动。";
        Padding: "extra characters around the JSON", "JSON 前后有多余字符";
        Utf16: "text in UTF-16", "文本为 UTF-16";
        Wrapped: "the object is in a list or a string", "对象位于数组或字符串中";
        IsMissing: "{0} is missing", "缺少 {0}";
        Repeated: "{0} occurs twice", "{0} 重复";
        OtherType: "{0} is a number", "{0} 为数字";
        Spelling: "{0} is spelled differently", "{0} 写法不同";
        Ignored: "{0} is not usable", "{0} 不可用";
    }
}
