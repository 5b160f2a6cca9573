//! Words of what was found in a pasted text, and of keys in each other's place.

sentences! {
    /// What came of a paste.
    Paste in paste {
        Title: "Paste anything", "粘贴任意文本";
        Help: "Paste a label, a message, JSON, a line of code or a log. The page finds the keys and secrets in it. The text stays on this page.", "标签、消息、JSON、代码或日志均可，本页会从中找出 Key 和密钥，内容不会离开本页。";
        Text: "Text that contains the keys", "含有 Key 的文本";
        Read: "Find keys", "识别";
        Again: "Paste something else", "重新粘贴";
        Found: "Found values", "识别结果";
        Skipped: "Not recognized", "未能识别的内容";
        Fill: "Fill in the form", "填入表单";
        Filled: "Now in the form", "已填入表单";
        FillPart: "The text does not have everything that the form needs. Check each field before you activate.", "文本中的信息不完整，激活前请逐项检查表单。";
        StillThere: "The form still contains device key “{0}” of product “{1}”. The text does not say whether it belongs to that device.", "表单中仍是 Product Key“{1}”下的 Device Key“{0}”，文本未说明是否为该设备。";
        EmptiesDevice: "The device key in the form belongs to another device and will be cleared.", "表单中的 Device Key 属于另一设备，将被清空。";
        Rows: "The text contains {0} devices. Which one do you want to use?", "文本中有 {0} 个设备，请选择填入表单的设备。";
        RowsLeftOut: "{0} more devices are not shown. Copy fewer rows to choose one of them.", "另有 {0} 个设备未显示，如需选择请减少复制的行数。";
        RowAt: "Line {0}", "第 {0} 行";
        RowNumber: "Device {0}", "设备 {0}";
        NotFilled: "There is nothing to fill in yet.", "暂无可填入表单的内容。";
        LetGo: "Values of the previous device were removed from the form.", "已从表单中清除上一台设备的内容。";
        ToHost: "Logins will be sent to “{0}”. Continue only if you trust the source of this text.", "登录请求将发往“{0}”，请仅在信任此文本来源时继续。";
        Mode: "Authentication mode", "认证方式";
        TooLong: "The text has {0} bytes; the limit is {1}. Copy only the part with the keys.", "文本有 {0} 字节，最多读取 {1} 字节，请只复制含有 Key 的部分。";
        Nothing: "No named key or secret was found.", "没有找到带名称的 Key 或密钥。";
        UnlabelledSecret: "Secret", "密钥";
        WhoseSecret: "A secret was found. Is it the product secret or the device secret?", "找到一个密钥，但未注明是产品密钥还是设备密钥，请选择。";
        AtLine: "Line {0}: {1}", "第 {0} 行：{1}";
        FromName: "by its name", "按名称识别";
        FromColumn: "from a column of the table", "来自表格的列";
        FromJson: "from JSON", "来自 JSON";
        FromMqttClientId: "from an MQTT client ID", "来自 MQTT Client ID";
        FromUserName: "from a user name", "来自用户名";
        FromQuery: "from a URL, after the ?", "来自网址 ? 之后的部分";
        FromFragment: "from a URL, after the #", "来自网址 # 之后的部分";
        FromAlone: "without a name", "无名称";
    }
}

sentences! {
    /// What was changed in what was pasted, or is worth knowing about it.
    PasteNote in paste_note {
        ByteOrderMark: "An invisible byte order mark at the start was removed.", "已去掉文本开头不可见的 BOM。";
        UnescapedJson: "The text was JSON inside a string; the backslashes were removed.", "文本是字符串中的 JSON，已去掉反斜杠。";
        OuterSpace: "Leading and trailing spaces were removed.", "已去掉首尾空格。";
        Quotes: "The quotation marks were removed.", "已去掉两端引号。";
        Brackets: "The brackets around it were removed.", "已去掉两端括号。";
        Markdown: "Formatting marks around it, such as **, were removed.", "已去掉两端的格式符号（如 **）。";
        Escapes: "Backslashes or doubled quotation marks in it were read as in source code. Check the value.", "其中的反斜杠或双写引号已按源代码规则读取，请核对。";
        Entities: "HTML entities such as &amp; were decoded. Check the value.", "已按 HTML 规则还原 &amp; 等字符，请核对。";
        Formula: "The =\"…\" of a spreadsheet was removed.", "已去掉电子表格的 =\"…\"。";
        FullWidth: "Full-width characters were replaced with half-width ones.", "已将全角字符换为半角。";
        Invisible: "Invisible characters were removed.", "已去掉不可见字符。";
        PercentDecoded: "Percent-encoding was decoded.", "已解码百分号编码。";
        ModeSuffix: "Only the part before the | was used.", "只取了 | 之前的部分。";
        SpaceAfterComma: "There was a space after a comma, as in the vendor's template. Make sure that the device does not send it.", "逗号后有空格（与厂商模板相同），请确认设备不会发送该空格。";
        BackslashComma: "There are backslashes before the commas, as AT commands need them. A device must not send them.", "逗号前有反斜杠（AT 指令的写法），设备不得发送这些反斜杠。";
        OldPrefix: "The prefix “clientId” was removed: documentation up to version 2.2 shows it.", "已去掉前面的“clientId”（2.2 及更早版本文档的写法）。";
        MisspelledMethod: "“signmethod” is misspelled as “sighmethod”. A device must not send it that way.", "“signmethod”误写为“sighmethod”，设备不得这样发送。";
        OldMethod: "The signing method is an old one. This page signs with sha256.", "签名方法是旧版的，本页使用 sha256。";
        InnerSpace: "It contains a space. Check that the space is part of the value.", "其中有空格，请确认空格属于此值。";
        EndsWith: "It ends with “{0}”. Check that this character is part of the value.", "以“{0}”结尾，请确认该字符属于此值。";
        Comment: "A comment after it was removed.", "已去掉其后的注释。";
        EndedAt: "The value was cut before “{0}”. Check that this character is not part of it.", "在“{0}”处结束，请确认该符号不属于它。";
        SecretInAddress: "The secret was in a URL, which browsers and servers may store. Have the secret replaced.", "密钥出现在网址中，可能已被浏览器和服务器记录，请更换密钥。";
        SerialNumber: "The serial number was used as the client ID.", "已将序列号用作 Client ID。";
    }
}

sentences! {
    /// Why a piece of a pasted text was not used.
    PasteUnread in paste_unread {
        NoValue: "{0} has no value.", "{0} 没有值。";
        Placeholder: "{0} is only a placeholder.", "{0} 只是占位符。";
        CutOff: "{0}: a quotation mark is missing. Copy the whole value.", "{0}：缺少引号，请完整复制。";
        Rounded: "{0} was rounded by a spreadsheet, and its last digits are lost. Format the column as text and export it again.", "{0} 已被电子表格四舍五入，末位数字丢失。请将该列设为文本格式后重新导出。";
        NotAlone: "{0} was not used: there is other text beside it, which may be a secret. Copy only the value.", "未采用 {0}：旁边有其他文本，可能是密钥，请只复制该值。";
        GatewayAddress: "This gateway address is not valid, or contains more than host, port and path. Enter it by hand.", "此网关地址无效，或包含主机、端口和路径以外的内容，请手动填写。";
        RowLength: "This row has {0} cells, the table's header has {1}. It was not used.", "该行有 {0} 个单元格，表头有 {1} 个，未采用。";
        RowQuotes: "A quotation mark is missing in this row. It was not used.", "该行缺少引号，未采用。";
        Head: "The table's header was not recognized, so none of its rows was used. Check the separators.", "无法识别表头，未采用任何行，请检查分隔符。";
        AssetId: "The asset ID is not needed: EnOS returns it.", "无需资产 ID，EnOS 会返回。";
        Password: "A computed password is not needed. Treat it like a secret.", "无需填写计算出的密码；请像密钥一样保管。";
        Timestamp: "The timestamp is not needed.", "无需时间戳。";
        Server: "A browser cannot open the address of EnOS itself. A gateway address starts with wss://.", "浏览器无法打开 EnOS 自身的地址；网关地址以 wss:// 开头。";
        SerialNumber: "The serial number was not used, since there is a client ID.", "已有 Client ID，未使用序列号。";
        Application: "These are keys of an application, not of a device.", "这是应用的 Key，不是设备的 Key。";
        Other: "It is not needed here.", "此处不需要。";
        UnknownName: "The name is not recognized.", "无法识别其名称。";
        NoName: "It has no name, so it cannot be identified.", "没有名称，无法判断是什么。";
        BareAddress: "This URL contains no key.", "此网址中没有 Key。";
        UserName: "This is not an EnOS user name (device key, &, product key).", "不是 EnOS 的用户名（Device Key、&、Product Key）。";
        UnknownMembers: "{0} other values in it are not needed.", "其中另有 {0} 个值不需要。";
        More: "More content was not used.", "还有更多内容未使用。";
    }
}

sentences! {
    /// What is known about product key and device key in each other's place.
    SwapWord in swap {
        DeviceFieldHoldsProductKey: "“{1}” is a known product key, but it is in the device key field.", "“{1}”是已知的 Product Key，却填在 Device Key 处。";
        ProductFieldHoldsDeviceKey: "“{0}” is a known device key, but it is in the product key field.", "“{0}”是已知的 Device Key，却填在 Product Key 处。";
        SwapThem: "Swap them", "互换";
        Both: "Product key and device key are swapped.", "Product Key 与 Device Key 填反了。";
        TwoOfAKind: "Both fields contain the same kind of key. Check which one is wrong.", "两处填写的是同一类 Key，请检查哪一个有误。";
        Same: "Product key and device key are identical. One of them may have been pasted twice.", "Product Key 与 Device Key 相同，可能重复粘贴。";
        Contradictory: "One of these keys is known both as a product key and as a device key. Check both.", "其中一个 Key 既是已知的 Product Key，又是已知的 Device Key，请检查两者。";
    }
}
