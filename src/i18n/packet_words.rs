//! Words of the packet inspector.

sentences! {
    /// The inspector itself, what packets mean, and what their fields hold. Names of packets and reasons for refusals are the
    /// standard's own.
    Packets in packets {
        Title: "Packets", "报文";
        Empty: "No packets yet. The packets of an attempt appear here.", "尚无报文。每次尝试的报文会显示在这里。";
        Gone: "Packets are kept only until the next attempt starts. Those of this attempt are no longer available.", "报文仅保留到下一次尝试开始，此次的报文已不再保留。";
        BytesOf: "Bytes of packet {0}, {1}", "第 {0} 个报文（{1}）的字节";
        SecretsHidden: "Secrets are hidden: {0} stands for one byte.", "密钥已隐藏：{0} 代表一个字节。";
        LeftOut: "Not shown: {0} packets and {1} bytes.", "未显示：{0} 个报文和 {1} 字节。";
        CopyReport: "Copy report", "复制报告";
        Sent: "sent", "发送";
        Received: "received", "接收";
        After: "{0} ms", "{0} 毫秒";
        NotMqtt: "not MQTT", "非 MQTT";
        NotMqttBecause: "not MQTT: {0}", "不是 MQTT：{0}";
        Unfinished: "incomplete", "不完整";
        UnfinishedOf: "{0} of an incomplete packet", "不完整的报文，{0}";
        Message: "packet ID {0}", "报文标识 {0}";
        Ping: "keep-alive request", "心跳请求";
        Pong: "keep-alive response", "心跳响应";
        Goodbye: "disconnect", "断开连接";
        Yes: "yes", "是";
        No: "no", "否";
        Seconds: "{0} s", "{0} 秒";
        Bytes: "{0} bytes", "{0} 字节";
        HiddenBytes: "{0} bytes, hidden", "{0} 字节，已隐藏";
        Granted: "granted, QoS {0}", "已同意，QoS {0}";
        Refused: "refused", "已拒绝";
        Accepted: "accepted", "已接受";
        BadProtocol: "refused: protocol version not supported", "拒绝：协议版本不支持";
        BadClientId: "refused: client ID not allowed", "拒绝：Client ID 不被接受";
        Unavailable: "refused: service not available", "拒绝：服务不可用";
        BadLogin: "refused: bad user name or password", "拒绝：用户名或密码错误";
        NotAuthorized: "refused: not authorized", "拒绝：未授权";
    }
}

sentences! {
    /// Fields of packets.
    PacketField in packet_field {
        CleanSession: "clean session", "清除会话";
        KeepAlive: "keep alive", "保活时间";
        ClientId: "client ID", "Client ID";
        WillTopic: "will topic", "遗嘱主题";
        WillMessage: "will message", "遗嘱消息";
        WillQos: "will QoS", "遗嘱 QoS";
        WillRetain: "will retain", "遗嘱保留";
        UserName: "user name", "用户名";
        Password: "password", "密码";
        SessionPresent: "session present", "会话存在";
        Code: "code", "返回码";
        Topic: "topic", "主题";
        Id: "packet ID", "报文标识";
        Qos: "QoS", "QoS";
        Dup: "dup", "重发";
        Retain: "retain", "保留";
        Length: "payload length", "载荷长度";
        Payload: "payload", "载荷";
        Filter: "topic filter", "订阅主题";
        Outcome: "result", "结果";
    }
}
