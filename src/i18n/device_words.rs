//! Words of a run and of its result.

sentences! {
    /// The steps of a run and their evidence.
    Progress in progress {
        WhatHappened: "What happened", "经过";
        WhereItStopped: "Where it stopped", "停在哪一步";
        NothingYet: "Press the button to start. Each step appears here with its time.", "点击按钮开始，每一步及其用时会显示在这里。";
        Opening: "Opening the WebSocket", "正在打开 WebSocket";
        Open: "WebSocket open", "WebSocket 已打开";
        OpenFailed: "WebSocket", "WebSocket";
        Connecting: "Logging in", "正在登录";
        Connected: "Logged in", "登录成功";
        ConnectFailed: "Login", "登录";
        Subscribing: "Subscribing to the activation topic", "正在订阅激活主题";
        Subscribed: "Subscribed to the activation topic", "已订阅激活主题";
        SubscribeFailed: "Subscription", "订阅";
        WaitingForSecret: "Waiting for the secret", "等待 EnOS 下发密钥";
        SecretArrived: "Secret received", "已收到密钥";
        SecretFailed: "Secret", "密钥";
        SigningOff: "Confirming and disconnecting", "正在应答并断开";
        SignedOff: "Confirmed and disconnected", "已应答并断开";
        SignOffFailed: "Disconnect", "断开";
        SecondsLeft: "{0} s left", "剩余 {0} 秒";
        StateWaiting: "not yet", "未开始";
        StateRunning: "running", "进行中";
        StateDone: "done", "完成";
        StateFailed: "failed", "失败";
        StateSkipped: "skipped", "已跳过";
        DynamicMode: "dynamic activation, mode 3", "动态激活，模式 3";
        StaticMode: "static authentication, mode 2", "静态认证，模式 2";
        RunningAnnouncement: "{0}, in progress.", "{0}，进行中。";
    }
}

sentences! {
    /// The result and what can be done with it.
    Outcome in outcome {
        SecretReceived: "Device secret received", "已收到设备密钥";
        DemoSecretReceived: "Demo secret received", "已收到演示密钥";
        DemoSecretVerified: "Demo secret received and verified", "已收到并验证演示密钥";
        SecretVerified: "Device secret received and verified", "已收到并验证设备密钥";
        LoginAccepted: "Login accepted", "登录成功";
        LoginAcceptedText: "EnOS accepted the device secret. The device is no longer Inactive.", "EnOS 已接受设备密钥，设备不再是“未激活”状态。";
        Region: "Device secret", "设备密钥";
        LoginRegion: "Login", "登录";
        Asset: "asset ID {0}", "资产 ID {0}";
        NoAsset: "no asset ID returned", "未返回资产 ID";
        UnusableAsset: "the received asset ID cannot be used", "返回的资产 ID 无法使用";
        OddSecret: "{0} Show marks this character; Copy copies the secret unchanged.", "{0}显示时会标出该字符，复制的内容保持原样。";
        Fingerprint: "fingerprint {0}", "指纹 {0}";
        Hidden: "Hidden, {0} characters", "已隐藏，{0} 个字符";
        ShowSecret: "Show secret", "显示密钥";
        HideSecret: "Hide secret", "隐藏密钥";
        HidesIn: "Hides in {0} s", "{0} 秒后自动隐藏";
        CopySecret: "Copy secret", "复制密钥";
        CopyAs: "Copy as", "复制为";
        More: "More", "更多";
        ShowLarge: "Show large", "大字显示";
        ShowCode: "QR code", "二维码";
        OwnTemplate: "Custom template", "自定义模板";
        SaveAsFile: "Save as file", "保存为文件";
        VerifySecret: "Verify secret", "验证密钥";
        VerifyHelp: "Verification logs in as this device. If the device is online, it is disconnected.", "验证会以该设备的身份登录；如果设备在线，会被强制下线。";
        VerifyCost: "It uses one of the three connection requests that EnOS allows in two minutes; the fourth locks the device out. After this login, EnOS issues no new secret for the device.", "验证会占用两分钟内允许的三次连接请求之一（第四次会使设备被锁定）；登录后，EnOS 不再为该设备下发新密钥。";
        VerifyNow: "Verify now", "立即验证";
        Raw: "Secret", "密钥";
        AsJson: "JSON", "JSON";
        AsC: "C #define", "C #define";
        AsEnv: ".env", ".env";
        AsAt: "AT command", "AT 指令";
        Received: "Received", "已收到";
        Replaced: "Replaced", "已被替换";
        ReceivedVerified: "Received and verified", "已收到并验证";
        Failed: "Failed", "失败";
        Running: "Running", "进行中";
    }
}
