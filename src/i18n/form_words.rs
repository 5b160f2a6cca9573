//! Words of the form and of the signature.

sentences! {
    /// Names of fields and controls. They are the accessible names as well.
    Label in label {
        ProductKey: "Product key", "Product Key";
        DeviceKey: "Device key", "Device Key";
        ClientId: "Client ID", "Client ID";
        ProductSecret: "Product secret", "产品密钥";
        DeviceSecret: "Device secret", "设备密钥";
        GatewayAddress: "Gateway address", "网关地址";
        Mode: "Authentication mode", "认证方式";
        Dynamic: "Dynamic activation", "动态激活";
        Static: "Static authentication", "静态认证";
        ModeNumber: "mode {0}", "模式 {0}";
        DynamicHelp: "The product secret authenticates the device, and EnOS issues the device secret (secret per product).", "用产品密钥认证，由 EnOS 下发设备密钥（一型一密）。";
        StaticHelp: "The device already has its own secret. Only the login is tested (secret per device).", "设备已有自己的密钥，仅测试能否登录（一机一密）。";
        Through: "Logins go through {0}, which is not this page's server.", "将通过 {0} 登录，该主机不是本页的服务器。";
        Activate: "Activate device", "激活设备";
        TestLogin: "Test login", "测试登录";
        Stop: "Stop", "停止";
        NextDevice: "Next device", "下一台";
        KeepVisible: "Keep this page visible.", "请保持本页可见。";
        SameAsDeviceKey: "Same as the device key", "与 Device Key 相同";
        CountOf: "{0} of {1}", "{0} / {1}";
        Characters: "{0} characters", "{0} 个字符";
        MemoryOnly: "Kept in memory only. Removed when you close this tab.", "仅保存在内存中，关闭标签页即清除。";
        Show: "Show", "显示";
        Hide: "Hide", "隐藏";
        ShowProductSecret: "Show product secret", "显示产品密钥";
        HideProductSecret: "Hide product secret", "隐藏产品密钥";
        ShowDeviceSecret: "Show device secret", "显示所填设备密钥";
        HideDeviceSecret: "Hide device secret", "隐藏所填设备密钥";
        SummaryTitle: "Entries to check: {0}", "需要检查的输入：{0} 处";
        Unsendable: "A key or the client ID contains a character that MQTT does not allow. Enter it again.", "Key 或 Client ID 含有 MQTT 无法传输的字符，请重新输入。";
        Edit: "Edit", "修改";
        SignedLive: "String to sign (live)", "签名原文（实时）";
        ThenHashed: "then SHA-256, in upper case", "再做 SHA-256，转大写";
        WhatIsSent: "Values to send", "将发送的内容";
        Copy: "Copy", "复制";
        CopyOf: "Copy {0}", "复制 {0}";
        ShowPassword: "Show password", "显示密码";
        HidePassword: "Hide password", "隐藏密码";
        PasswordHelp: "A computed password does not expire. Treat it like a secret.", "计算出的密码不会过期，请像密钥一样保管。";
        ModeHelp: "securemode={0} means {1} on EnOS. On other platforms the number has a different meaning.", "securemode={0} 在 EnOS 中表示{1}；同一数字在其他平台含义不同。";
        Incomplete: "Shown once the fields are complete.", "填写完整后显示。";
        SignedFixed: "Always signed with the same fixed time.", "始终使用同一固定时间签名。";
        SignedCorrected: "Signed with the time of your last change, corrected by {0} ms. Activation signs again.", "按最近一次修改的时间签名（校正 {0} 毫秒）；激活时会重新签名。";
        OtherTime: "Use another time", "使用其他签名时间";
        Paste: "Paste", "粘贴";
        Profiles: "Profiles", "配置";
        SignAgain: "Sign again now", "用当前时间重新签名";
        SignedAt: "Signed with the time of your last change. Activation signs again.", "按最近一次修改的时间签名；激活时会重新签名。";
        Empty: "empty", "未填";
        UnusualCharacter: "“{0}” is unusual in a key. Compare it with the console.", "Key 中很少出现“{0}”，请与控制台核对。";
        OddInvisible: "Character {0} is {1}, invisible. Remove it.", "第 {0} 个字符是 {1}（不可见），请删除。";
        OddDirection: "Character {0} is {1}, invisible, and changes the direction of writing. Remove it.", "第 {0} 个字符是 {1}（不可见），会改变文字方向，请删除。";
        OddBlank: "Character {0} is {1}, which looks like a space. Remove it.", "第 {0} 个字符是 {1}，看起来像空格，请删除。";
        OddFullWidth: "Character {0} is full-width. Type it as a half-width character.", "第 {0} 个字符是全角字符，请改为半角。";
        OddDash: "Character {0} is {1}, a dash. Compare it with the console.", "第 {0} 个字符是破折号 {1}，请与控制台核对。";
        OddQuote: "Character {0} is {1}, a typographic quotation mark. Compare it with the console.", "第 {0} 个字符是排版引号 {1}，请与控制台核对。";
        OddNotAscii: "Character {0} is not a letter, digit or sign of ASCII. Compare it with the console.", "第 {0} 个字符不是 ASCII 字符，请与控制台核对。";
        OuterSpace: "The secret starts or ends with a space. It was probably copied by mistake.", "密钥首尾有空格，多半是复制时带上的。";
    }
}

sentences! {
    /// Why a field was refused, and what to do.
    Reason in reason {
        Empty: "{0} is missing. You find it in the EnOS console, on the Device Details page.", "“{0}”未填写，可在 EnOS 控制台的“设备详情”页查到。";
        EmptyProductSecret: "Product secret is missing. You find it in the EnOS console, on the Product Details page.", "产品密钥未填写，可在 EnOS 控制台的“产品详情”页查到。";
        TooLong: "{0} has {1} characters; the limit is {2}. Shorten it.", "{0} 有 {1} 个字符，最多允许 {2} 个，请缩短。";
        DeviceKeyTooLongForClient: "The device key has {0} characters, too many for a client ID. Enter a separate client ID of at most {1} characters.", "Device Key 有 {0} 个字符，不能用作 Client ID，请另填不超过 {1} 个字符的 Client ID。";
        Unseen: "{0} contains {1} (character {2}), which is invisible. Remove it.", "{0} 的第 {2} 个字符是 {1}（不可见），请删除。";
        Space: "{0} contains a space or line break (character {1}). Remove it.", "{0} 的第 {1} 个字符是空格或换行，请删除。";
        Forbidden: "{0} must not contain “{1}” (character {2}), because it is part of topics and of the user name. Remove it.", "{0} 不能包含“{1}”（第 {2} 个字符），因为该值用于主题和用户名，请删除。";
        Bar: "{0} must not contain “|” (character {1}), which separates the parameters. Remove it and everything after it.", "{0} 不能包含“|”（第 {1} 个字符），它用来分隔参数，请删除它及其后的内容。";
        SecretTooLong: "The secret has {0} bytes, more than any EnOS secret. Check the pasted text.", "密钥长度为 {0} 字节，超出 EnOS 密钥的长度，请检查粘贴的内容。";
        SecretControl: "The secret contains a line break or invisible character (character {0}). Paste it again without that character.", "密钥的第 {0} 个字符是换行或不可见字符，请重新粘贴。";
        AddressEmpty: "Gateway address is missing. Enter /mqtt for this page's own gateway, or an address that starts with wss://.", "缺少网关地址。填 /mqtt 使用本页所在网关，或填以 wss:// 开头的地址。";
        AddressScheme: "“{0}” is not a WebSocket address. Start it with wss://.", "“{0}”不是 WebSocket 地址，请以 wss:// 开头。";
        AddressInsecure: "ws:// is not encrypted, and “{0}” is not this computer. Use wss:// instead.", "ws:// 未加密，而“{0}”不是本机，请改用 wss://。";
        AddressPageInsecure: "This page was opened from “{0}” without encryption. Open it with https:// to use its gateway.", "本页通过未加密连接从“{0}”打开，请用 https:// 打开后再使用其网关。";
        AddressHost: "The gateway address has no host name. Write it like wss://gateway.example/mqtt.", "网关地址缺少主机名，请写成 wss://gateway.example/mqtt。";
        AddressHostForm: "“{0}” is not a plain host name. Write an international one as xn--…", "“{0}”不是有效的主机名。国际化域名请写作 xn--…";
        AddressPort: "“{0}” is not a valid port. Use a number from 1 to 65535.", "“{0}”不是端口号，请填 1 到 65535 的数字。";
        AddressBarred: "This page's security policy does not allow connections to {0}. Ask the page administrator to add the address.", "本页的安全策略不允许连接 {0}，请页面管理员添加该地址。";
        AddressCharacter: "The gateway address must not contain “{0}”. Remove it.", "网关地址不能包含“{0}”，请删除。";
    }
}
