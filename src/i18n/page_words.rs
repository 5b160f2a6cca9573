//! Words of the page around the work: header, notices, tabs.

sentences! {
    /// Headings, notices and the controls of the page itself.
    PageText in page {
        Title: "EnOS Provisioner", "EnOS 设备激活";
        ActivateADevice: "Activate a device", "激活设备";
        TestALogin: "Test a login", "测试登录";
        DemoNotice: "Demo: no data leaves this page", "演示模式：数据不会离开本页";
        PracticeNotice: "Practice: a simulated EnOS responds", "练习模式：由模拟 EnOS 应答";
        TryDemo: "Try the demo", "试用演示";
        LeaveDemo: "Leave the demo", "退出演示";
        DemoPlace: "Simulated EnOS in this page", "本页内的模拟 EnOS";
        NothingStored: "No secret is stored", "不保存任何密钥";
        PlainBehindGateway: "Not encrypted between the gateway and EnOS: others on that network path can read the new secret.", "网关与 EnOS 之间未加密：途中的人可读取新密钥。";
        NotHandedOver: "You have not viewed, copied or saved this secret yet", "此密钥尚未查看、复制或保存";
        DemoDevice: "Demo device {0} of {1}", "演示设备 {0} / {1}";
        NoDemoDevice: "Not a demo device", "不是演示设备";
        PurposeActivate: "can be activated", "可激活";
        PurposeLogIn: "online before, static authentication", "曾上线，使用静态认证";
        PurposeDisabled: "is disabled", "已禁用";
        PurposeSubDevice: "is a sub-device", "子设备";
        PurposeOff: "dynamic activation is off", "产品未启用动态激活";
        PurposeCertificate: "requires a client certificate", "产品启用了证书双向认证";
        Settings: "Settings", "设置";
        Theme: "Theme", "外观";
        ThemeSystem: "Same as system", "跟随系统";
        ThemeLight: "Light", "浅色";
        ThemeDark: "Dark", "深色";
        ThemeSunlight: "Sunlight", "强光";
        WipeNow: "Wipe now", "立即清除";
        Wiped: "All keys and secrets were removed from this page. Close the tab to clear the browser's own copies as well.", "本页的所有 Key 和密钥已清除。请关闭标签页，让浏览器也清除其副本。";
        WipedIdle: "No activity for ten minutes: all keys and secrets were removed from this page. Close the tab to clear the browser's own copies as well.", "十分钟无人操作：本页的所有 Key 和密钥已清除。请关闭标签页，让浏览器也清除其副本。";
        WipeHelp: "Removes all keys, secrets and the session list from this page. The browser clears its own copies when you close the tab.", "清除本页的所有 Key、密钥和会话列表；浏览器自身的副本在关闭标签页后清除。";
        WipeQuestion: "Secrets that you have not viewed, copied or saved: {0}. Wipe them, too?", "尚未查看、复制或保存的密钥：{0} 个。是否一并清除？";
        WipeKeep: "Keep everything", "保留全部";
        WipeAnyway: "Wipe anyway", "仍然清除";
        About: "About", "关于";
        TabTimeline: "Steps", "步骤";
        TabSignature: "Signature", "签名";
        TabPackets: "Packets", "报文";
        TabCompare: "Compare", "对比";
        TabSession: "Session", "本次会话";
        Details: "Details", "详细信息";
        Copied: "Copied. Clear the clipboard when you are done; its history may still keep a copy.", "已复制。用完后请清空剪贴板；剪贴板历史中可能仍有副本。";
        ClipboardCounts: "Secret on the clipboard: {0} s", "密钥在剪贴板中：{0} 秒";
        ClipboardStuck: "Secret on the clipboard", "密钥在剪贴板中";
        ClearClipboard: "Clear clipboard", "清空剪贴板";
        ClipboardCleared: "The clipboard was overwritten. Its history, or another device it is shared with, may still keep a copy.", "剪贴板已覆盖；剪贴板历史或与之同步的其他设备中可能仍有副本。";
        ClipboardRefused: "The browser blocked overwriting the clipboard. Press Clear clipboard, or copy something else.", "浏览器不允许本页覆盖剪贴板。请点击“清空剪贴板”，或复制其他内容。";
        CopiedPlain: "Copied.", "已复制。";
        CopyFailed: "The browser blocked copying. Select the text and copy it manually.", "浏览器不允许复制，请选中文本后手动复制。";
        Saved: "Download started. See the browser's downloads.", "已开始下载，请在浏览器的下载列表中查看。";
        SaveFailed: "The browser blocked the download.", "浏览器阻止了下载。";
        SecretInAddress: "The URL of this page contained a secret. The page did not use it, but others may have seen it: have the secret replaced.", "本页网址中含有密钥。本页未使用该密钥，但可能已被他人看到，请更换该密钥。";
        WholeLabel: "This looks like a complete label. It was read here, and nothing was entered in the field.", "这像是一整张标签，已在此处识别，未填入该字段。";
        Loading: "Loading …", "正在加载…";
        NotLoaded: "This part of the page could not be loaded. Check the network and try again.", "页面的这一部分未能加载，请检查网络后重试。";
        UpdateReady: "A new version of this page is ready. Updating removes all keys and secrets from the page.", "本页有新版本可用。更新会清除页面上的所有 Key 和密钥。";
        TakeUpdate: "Update now", "立即更新";
    }
}
