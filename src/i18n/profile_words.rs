//! Words of profiles.

sentences! {
    /// What is said about profiles, and why one was refused.
    ProfileWord in profile {
        Title: "Profiles", "配置";
        Help: "A profile contains the gateway address, product key and authentication mode, but never a secret. This browser keeps it, even after a wipe.", "配置包含网关地址、Product Key 和认证方式，不含密钥；保存在此浏览器中，清除本页时也会保留。";
        None: "No saved profiles.", "尚未保存配置。";
        Use: "Use", "使用";
        UseIt: "Use “{0}”", "使用“{0}”";
        Remove: "Remove", "删除";
        RemoveIt: "Remove “{0}”", "删除“{0}”";
        CopyLinkTo: "Copy link to “{0}”", "复制链接：“{0}”";
        Download: "Save to a file", "保存到文件";
        DownloadIt: "Save to a file: “{0}”", "保存到文件：“{0}”";
        Open: "Open from a file", "从文件打开";
        Keep: "Save in this browser", "保存到此浏览器";
        Decline: "Do not use", "不使用";
        Offered: "Profile received: “{0}”", "收到配置“{0}”";
        OwnGateway: "the gateway of this page", "本页所在的网关";
        InUse: "“{0}” was applied to the form.", "“{0}”已填入表单。";
        Kept: "“{0}” was saved in this browser.", "“{0}”已保存在此浏览器中。";
        Removed: "“{0}” was removed.", "“{0}”已删除。";
        Unusable: "No profile was imported.", "未导入任何配置。";
        Unreadable: "The file cannot be read. A profile is a text of a few hundred characters.", "无法读取该文件。配置文件是几百字符的文本。";
        SaveHelp: "Saves the gateway address, product key and authentication mode from the form.", "保存表单中的网关地址、Product Key 和认证方式。";
        NameLabel: "Name of the profile", "配置名称";
        Save: "Save as profile", "保存为配置";
        CopyLink: "Copy link", "复制链接";
        AskHost: "This profile sends logins to “{0}”. Use it only if you trust its source.", "此配置会把登录请求发往“{0}”，仅在信任其来源时使用。";
        AskPath: "This profile changes the gateway address to “{0}” on this page's server. Use it only if you trust its source.", "此配置会把网关地址改为本页服务器上的“{0}”，仅在信任其来源时使用。";
        AskOwn: "This profile uses the gateway address that is already in the form.", "此配置使用表单中已有的网关地址。";
        HoldsSecret: "The profile contains a secret, so it was not imported. Profiles must not contain secrets: tell its author, and have the secret replaced.", "配置中含有密钥，未导入。配置不应包含密钥：请告知制作者并更换该密钥。";
        Version: "This version of the profile is not supported. Reload the page, or ask for a new profile.", "本页不支持此版本的配置，请重新加载页面或索取新的配置。";
        TooLong: "It has more than {0} bytes, so it is not a valid profile.", "超过 {0} 字节，不是有效的配置。";
        Broken: "It cannot be read. It may not have been copied completely.", "无法读取，可能没有完整复制。";
        UnknownPart: "It contains a field that is not part of a profile.", "含有不属于配置的内容。";
        Twice: "It contains the same field twice.", "含有重复的字段。";
        Missing: "A field is missing: {0}.", "缺少字段：{0}。";
        Name: "The name has more than {0} characters, or contains invisible ones.", "名称超过 {0} 个字符或含有不可见字符。";
        Gateway: "The gateway address is not valid. It must start with wss:// or be a path like /mqtt.", "网关地址无效，应以 wss:// 开头或为 /mqtt 这样的路径。";
        Host: "The gateway's host name must be written as a browser shows it. It can contain letters, digits, “-” and “.”; an international name starts with xn--.", "网关主机名的写法与浏览器显示的不同。只能使用字母、数字、“-”和“.”；国际化域名以 xn-- 开头。";
        ProductKey: "The product key is not valid.", "Product Key 无效。";
        Mode: "The authentication mode is not valid.", "认证方式无效。";
        Full: "At most {0} profiles can be saved. Remove one first.", "最多保存 {0} 个配置，请先删除一个。";
    }
}
