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
        KeptText: "Keys and secrets are kept only in this tab's memory. The browser stores only settings such as language and theme, the profiles and the template that you save, and for seven minutes the times of connection requests. None of these contains a secret. Data is sent only to the gateway that you enter.", "Key 和密钥只保存在此标签页的内存中。浏览器只存储语言、外观等设置、您保存的配置和模板，以及最近七分钟内连接请求的时间，均不含密钥。数据只发送到您填写的网关。";
        Gateway: "Why a gateway", "为什么需要网关";
        GatewayText: "EnOS uses MQTT on ports 11883 and 18883, which a browser cannot open. The gateway forwards the bytes of a WebSocket to that port and does not read them. It is not an EnOS gateway device.", "EnOS 的 MQTT 端口为 11883 和 18883，浏览器无法直接打开。网关只负责把 WebSocket 的字节转发到该端口，不读取内容。它不是 EnOS 的网关设备。";
        Repeat: "Activating again", "重复激活";
        RepeatText: "As long as a device is Inactive, each activation returns a new secret, and only the newest one is valid. After the first login its secret is fixed, and activation is refused. EnOS allows three connection requests in two minutes; the fourth locks the device out for five minutes. This page never retries automatically.", "设备处于“未激活”状态时，每次激活都会得到新的密钥，且仅最新的有效；首次上线后密钥固定，不能再次激活。EnOS 允许两分钟内三次连接请求，第四次会使设备被锁定五分钟；本页不会自动重试。";
        Keys: "Keyboard shortcuts", "快捷键";
        KeysText: "Enter activates. Esc stops, or closes what is open. / goes to the device key, n to the next device, ? opens this page.", "Enter 激活；Esc 停止或关闭；/ 跳到 Device Key；n 跳到下一台；? 打开本页。";
        SingleKeys: "Enable single-key shortcuts", "启用单键快捷键";
        Version: "Version {0}, build {1}", "版本 {0}，构建 {1}";
    }
}

sentences! {
    /// The devices done since the page was opened.
    SessionWord in session {
        ThisSession: "This session", "本次会话";
        Empty: "Devices that you activate or test appear here.", "激活或测试过的设备会显示在这里。";
        Time: "Time", "时间";
        Device: "Device key", "Device Key";
        Result: "Result", "结果";
        Took: "Duration", "用时";
        Fingerprint: "Fingerprint", "指纹";
        Open: "Open {0}", "打开 {0}";
    }
}
