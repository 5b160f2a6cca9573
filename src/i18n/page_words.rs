//! Words of the page around the work: header, notices, tabs.

sentences! {
    /// Headings, notices and the controls of the page itself.
    Page in page {
        Title: "EnOS Provisioner", "EnOS 设备激活";
        ActivateADevice: "Activate a device", "激活设备";
        DemoNotice: "Demo – nothing leaves this page", "演示模式：数据不会离开本页";
        PracticeNotice: "Practice – a simulated EnOS answers", "练习模式：由模拟 EnOS 应答";
        TryDemo: "Try the demo", "试用演示";
        LeaveDemo: "Leave the demo", "退出演示";
        DemoPlace: "Simulated EnOS in this page", "本页内的模拟 EnOS";
        NothingStored: "No secret is stored", "不保存任何密钥";
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
        WipedIdle: "Nobody used this page for ten minutes: keys and secrets are gone from it.", "十分钟无人操作：本页已清除所有 Key 和密钥。";
        WipeHelp: "Forgets every key and secret that this page holds.", "清除本页持有的所有 Key 和密钥。";
        About: "About", "关于";
        TabTimeline: "Timeline", "步骤";
        TabSignature: "Signature", "签名";
        TabPackets: "Packets", "报文";
        TabCompare: "Compare", "对比";
        TabSession: "Session", "本次会话";
        Details: "What the page knows", "详细信息";
        Copied: "Copied. Clear it when you're done – clipboard history may still keep it.", "已复制。用完请清除；系统剪贴板历史可能仍会保留。";
        CopiedPlain: "Copied.", "已复制。";
        CopyFailed: "The browser did not allow copying. Select the text and copy it by hand.", "浏览器不允许复制，请选中文本后手动复制。";
        Saved: "Given to the browser to save.", "已交给浏览器保存。";
        SaveFailed: "The browser did not allow saving a file.", "浏览器不允许保存文件。";
        Loading: "One moment …", "请稍候…";
        NotLoaded: "This part of the page could not be loaded. Check the network and try again.", "页面的这一部分未能加载，请检查网络后重试。";
        UpdateReady: "A new version of this page is ready.", "本页有新版本可用。";
        TakeUpdate: "Load it now", "立即更新";
    }
}
