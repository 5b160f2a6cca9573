//! Words of profiles.

sentences! {
    /// What is said about profiles, and why one was refused.
    ProfileWord in profile {
        Title: "Profiles", "配置";
        Help: "A profile holds where to send and for which product. This browser keeps it, also when the page is wiped. Secrets are never part of it.", "配置包含发送地址和产品，保存在此浏览器中（清除本页时保留），不含密钥。";
        None: "No profile is kept yet.", "尚未保存配置。";
        Use: "Use", "使用";
        UseIt: "Use “{0}”", "使用“{0}”";
        Remove: "Remove", "删除";
        RemoveIt: "Remove “{0}”", "删除“{0}”";
        CopyLinkTo: "Copy link to “{0}”", "复制链接：“{0}”";
        Download: "Save to a file", "保存到文件";
        DownloadIt: "Save to a file: “{0}”", "保存到文件：“{0}”";
        Open: "Open from a file", "从文件打开";
        Keep: "Keep it in this browser", "保存到此浏览器";
        Decline: "Do not use it", "不使用";
        Offered: "A profile for you: “{0}”", "收到配置“{0}”";
        OwnGateway: "this page's own gateway", "本页所在的网关";
        InUse: "“{0}” is in the form.", "“{0}”已填入表单。";
        Kept: "“{0}” is kept in this browser.", "“{0}”已保存在此浏览器中。";
        Removed: "“{0}” was removed.", "“{0}”已删除。";
        Unusable: "No profile was taken.", "未采用任何配置。";
        Unreadable: "The file cannot be read. A profile is a text of some hundred characters.", "无法读取该文件。配置文件是几百字符的文本。";
        SaveHelp: "Keeps gateway address, product key and the way to log in as they stand in the form.", "保存表单中的网关地址、Product Key 和认证方式。";
        NameLabel: "Name of the profile", "配置名称";
        Save: "Save as profile", "保存为配置";
        CopyLink: "Copy link", "复制链接";
        AskHost: "This profile sends logins to “{0}”. Use it only if you trust who gave it to you.", "此配置会把登录请求发往“{0}”，仅在信任其来源时使用。";
        AskPath: "This profile changes the gateway address to “{0}” on this page's own server. Use it only if you trust who gave it to you.", "此配置会把网关地址改为本页服务器上的“{0}”，仅在信任其来源时使用。";
        AskOwn: "This profile uses the gateway address that the form has.", "此配置使用表单中已有的网关地址。";
        HoldsSecret: "It holds a secret, so it was not taken. Profiles never do: tell whoever made it, and have the secret replaced.", "其中含有密钥，未采用。配置不应包含密钥：请告知制作者并更换该密钥。";
        Version: "This page does not know this version of a profile. Load the page again, or ask for a new profile.", "本页不支持此版本的配置，请重新加载页面或索取新的配置。";
        TooLong: "It has more than {0} bytes, which no profile has.", "超过 {0} 字节，不是有效的配置。";
        Broken: "It cannot be read. Perhaps it was not copied whole.", "无法读取，可能没有完整复制。";
        UnknownPart: "It holds something that is no part of a profile.", "含有不属于配置的内容。";
        Twice: "It says the same thing twice.", "含有重复的内容。";
        Missing: "A field is missing: {0}.", "缺少字段：{0}。";
        Name: "The name has more than {0} characters, or invisible ones.", "名称超过 {0} 个字符或含有不可见字符。";
        Gateway: "The gateway address cannot be used. It starts with wss://, or is a path like /mqtt.", "网关地址无效，应以 wss:// 开头或为 /mqtt 这样的路径。";
        Host: "The gateway's host is not written as a browser would show it. It may hold letters, digits, “-” and “.”; an international name starts with xn--.", "网关主机名的写法与浏览器显示的不同。只能使用字母、数字、“-”和“.”；国际化域名以 xn-- 开头。";
        ProductKey: "The product key cannot be one.", "Product Key 无效。";
        Mode: "The mode is none that this page knows.", "认证方式无效。";
        Full: "At most {0} profiles are kept. Remove one first.", "最多保存 {0} 个配置，请先删除一个。";
    }
}
