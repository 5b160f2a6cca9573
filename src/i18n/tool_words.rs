//! Words of what is loaded on first use: drawers, about, session.

sentences! {
    /// What all drawers have.
    ToolWord in tool {
        Close: "Close", "关闭";
    }
}

sentences! {
    /// What the page keeps, and how EnOS behaves.
    AboutWord in about {
        BackToWork: "Back to the device", "返回设备";
        Kept: "What this page keeps", "本页保存什么";
        KeptText: "Keys and secrets live in this tab's memory only. Only language, theme and the like, and the profiles and the template that you save, are stored, and for seven minutes the times of connection requests; none of them holds a secret. Nothing is sent anywhere but to the gateway you enter.", "Key 和密钥只存在于此标签页的内存中；只保存语言、外观等设置，以及您保存的配置和模板，连接请求的时间也会保存七分钟（均不含密钥）。除您填写的网关外，不向任何地方发送数据。";
        Gateway: "Why a gateway", "为什么需要网关";
        GatewayText: "EnOS speaks MQTT on ports 11883 and 18883, which no browser can open. The gateway carries the bytes from a WebSocket to that port and reads none of them.", "EnOS 的 MQTT 端口为 11883 和 18883，浏览器无法直接打开。网关只负责把 WebSocket 的字节转发到该端口，不读取内容。";
        Repeat: "Activating again", "重复激活";
        RepeatText: "While a device has never been online, each activation brings another secret and only the newest is valid. Once it has been online, its secret is fixed and activation is refused. EnOS allows three connection requests in two minutes; the fourth locks the device out for five minutes. This page never repeats one by itself.", "设备从未上线前，每次激活都会得到新的密钥，且仅最新的有效；上线后密钥固定，不能再次激活。EnOS 允许两分钟内三次连接请求，第四次会使设备被锁定五分钟；本页不会自动重试。";
        Keys: "Keys", "快捷键";
        KeysText: "Enter activates. Escape stops, or closes what is open. / goes to the device key, n to the next device, ? leads here.", "Enter 激活；Esc 停止或关闭；/ 跳到 Device Key；n 下一台；? 打开本页。";
        SingleKeys: "Single keys do something", "启用单键快捷键";
        Version: "Version {0}, build {1}", "版本 {0}，构建 {1}";
    }
}

sentences! {
    /// The devices done since the page was opened.
    SessionWord in session {
        ThisSession: "This session", "本次会话";
        Empty: "Devices that you activate appear here.", "激活过的设备会显示在这里。";
        Time: "Time", "时间";
        Device: "Device key", "Device Key";
        Result: "Result", "结果";
        Took: "Took", "用时";
        Fingerprint: "Fingerprint", "指纹";
        Open: "Open {0}", "打开 {0}";
    }
}
