//! What stands in the way of the work. They come with the part that an attempt needs.

sentences! {
    /// No network, no settings, or a page into which no secret may be typed.
    Notice in notice {
        Offline: "You are offline. An activation needs the network; the rest of the page works.", "当前离线：激活需要网络，本页其余功能可用。";
        OfflineAttempt: "You are offline.", "当前离线。";
        SettingsLate: "The page's server has not responded yet.", "页面服务器尚未应答。";
        SettingsNoAnswer: "The page's server does not respond.", "页面服务器没有应答。";
        SettingsSignIn: "The network requires sign-in. Open any web page, sign in, and try again.", "网络需要登录认证，请打开任意网页完成登录后重试。";
        SettingsStatus: "The page's server returns error {0}.", "页面服务器返回错误 {0}。";
        SettingsUnreadable: "The page's settings cannot be read. Ask the page administrator to correct settings.json.", "本页的设置无法读取，请页面管理员修正 settings.json。";
        Retry: "Try again", "重试";
        ClosedFramed: "Another site embeds this page and could read what you type, so secrets are locked. Open this page in a separate tab.", "本页被嵌入其他网站，输入内容可能被窃取，密钥输入已锁定。请在独立标签页中打开本页。";
        ClosedNoPolicy: "This browser does not enforce the page's security policy, so secrets are locked. Use another browser.", "此浏览器未对本页执行安全策略，密钥输入已锁定，请更换浏览器。";
    }
}
