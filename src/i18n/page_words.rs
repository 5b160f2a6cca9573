//! Words of the page around the work: header, notices, session, about.

sentences! {
    /// Headings, notices and the controls of the page itself.
    Page {
        Title: "EnOS Provisioner", "EnOS 设备激活";
        ActivateADevice: "Activate a device", "激活设备";
        DemoNotice: "Demo – nothing leaves this page", "演示模式：数据不会离开本页";
        PracticeNotice: "Practice – a simulated EnOS answers", "练习模式：由模拟 EnOS 应答";
        TryDemo: "Try the demo", "试用演示";
        LeaveDemo: "Leave the demo", "退出演示";
        DemoPlace: "Simulated EnOS in this page", "本页内的模拟 EnOS";
        NothingStored: "Nothing is stored", "不保存任何数据";
        NotHandedOver: "You have not handed this secret over yet", "此密钥尚未交付";
        DemoDevice: "Demo device {0} of {1}", "演示设备 {0} / {1}";
        PurposeActivate: "can be activated", "可激活";
        PurposeLogIn: "was online before, logs in statically", "曾上线，使用静态认证";
        PurposeDisabled: "is disabled", "已禁用";
        PurposeSubDevice: "is a sub-device", "子设备";
        PurposeOff: "its product's activation switch is off", "产品的动态激活开关已关闭";
        PurposeCertificate: "needs a certificate", "需要证书";
        Settings: "Settings", "设置";
        Theme: "Theme", "外观";
        ThemeSystem: "As the system", "跟随系统";
        ThemeLight: "Light", "浅色";
        ThemeDark: "Dark", "深色";
        ThemeSunlight: "Sunlight", "强光";
        WipeNow: "Wipe now", "立即清除";
        Wiped: "Wiped: keys and secrets are gone from this page.", "已清除：本页不再保留任何 Key 和密钥。";
        WipeHelp: "Forgets every key and secret that this page holds.", "清除本页持有的所有 Key 和密钥。";
        About: "About", "关于";
        BackToWork: "Back to the device", "返回设备";
        TabTimeline: "Timeline", "步骤";
        TabSignature: "Signature", "签名";
        TabSession: "Session", "本次会话";
        Details: "What the page knows", "详细信息";
        ThisSession: "This session", "本次会话";
        SessionEmpty: "Devices that you activate appear here.", "激活过的设备会显示在这里。";
        SessionTime: "Time", "时间";
        SessionDevice: "Device key", "Device Key";
        SessionResult: "Result", "结果";
        SessionTook: "Took", "用时";
        SessionFingerprint: "Fingerprint", "指纹";
        SessionOpen: "Open {0}", "打开 {0}";
        Copied: "Copied. Clear it when you're done – clipboard history may still keep it.", "已复制。用完请清除；系统剪贴板历史可能仍会保留。";
        CopiedPlain: "Copied.", "已复制。";
        CopyFailed: "The browser did not allow copying. Select the text and copy it by hand.", "浏览器不允许复制，请选中文本后手动复制。";
        AboutKept: "What this page keeps", "本页保存什么";
        AboutKeptText: "Keys and secrets live in this tab's memory only. Only the language and the theme are stored. Nothing is sent anywhere but to the gateway you enter.", "Key 和密钥只存在于此标签页的内存中；只保存语言和外观设置。除您填写的网关外，不向任何地方发送数据。";
        AboutGateway: "Why a gateway", "为什么需要网关";
        AboutGatewayText: "EnOS speaks MQTT on ports 11883 and 18883, which no browser can open. The gateway carries the bytes from a WebSocket to that port and reads none of them.", "EnOS 的 MQTT 端口为 11883 和 18883，浏览器无法直接打开。网关只负责把 WebSocket 的字节转发到该端口，不读取内容。";
        AboutRepeat: "Activating again", "重复激活";
        AboutRepeatText: "While a device has never been online, each activation brings another secret and only the newest is valid. Once it has been online, its secret is fixed and activation is refused. EnOS closes a device out for five minutes after four connection requests in two minutes; this page never repeats one by itself.", "设备从未上线前，每次激活都会得到新的密钥，且仅最新的有效；上线后密钥固定，不能再次激活。两分钟内第四次连接请求会使设备被锁定五分钟；本页不会自动重试。";
        UpdateReady: "A new version of this page is ready.", "本页有新版本可用。";
        TakeUpdate: "Load it now", "立即更新";
        Version: "Version {0}", "版本 {0}";
    }
}
