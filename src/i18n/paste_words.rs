//! Words of what was found in a pasted text, and of keys in each other's place.

sentences! {
    /// What came of a paste.
    Paste in paste {
        Title: "Paste anything", "粘贴任意文本";
        Help: "A label, a message, JSON, a line of a program or of a log: the page looks for keys and secrets in it. It stays on this page.", "标签、消息、JSON、代码或日志均可，本页会从中找出 Key 和密钥，内容不会离开本页。";
        Text: "Text with the keys", "含有 Key 的文本";
        Read: "Read it", "读取";
        Again: "Paste something else", "重新粘贴";
        Found: "What was found", "识别结果";
        Unread: "What was not understood", "未能识别的内容";
        Fill: "Fill in the form", "填入表单";
        Filled: "Now in the form", "已填入表单";
        FillPart: "The text does not have everything that the form needs. Check each field before you activate.", "文本中的信息不完整，激活前请逐项检查表单。";
        StillThere: "The form still holds device key “{0}” of product “{1}”. The text does not say whether it is that device.", "表单中仍是 Product Key“{1}”下的 Device Key“{0}”，文本未说明是否为该设备。";
        EmptiesDevice: "The device key in the form is that of another device and will be emptied.", "表单中的 Device Key 属于另一设备，将被清空。";
        Rows: "The text holds {0} devices. Which one goes into the form?", "文本中有 {0} 个设备，请选择填入表单的设备。";
        RowsLeftOut: "{0} more devices are not shown. Copy fewer rows to choose one of them.", "另有 {0} 个设备未显示，如需选择请减少复制的行数。";
        RowAt: "Line {0}", "第 {0} 行";
        RowNumber: "Device {0}", "设备 {0}";
        NotFilled: "Nothing of it can go into the form yet.", "暂无可填入表单的内容。";
        LetGo: "What belonged to the other device was taken out of the form.", "已从表单中清除另一设备的内容。";
        ToHost: "Logins will go to “{0}”. Go on only if you trust whoever wrote this.", "登录请求将发往“{0}”，仅在信任其来源时继续。";
        Mode: "How the device logs in", "认证方式";
        TooLong: "The text has {0} bytes; at most {1} are looked through. Copy only the part with the keys.", "文本有 {0} 字节，最多读取 {1} 字节，请只复制含有 Key 的部分。";
        Nothing: "Nothing in it looks like a key or a secret with a name.", "其中没有找到带名称的 Key 或密钥。";
        SomeSecret: "Secret", "密钥";
        WhoseSecret: "A secret was found, but not whose it is: the product's or the device's?", "找到一个密钥，但未注明是产品密钥还是设备密钥，请选择。";
        AtLine: "Line {0}: {1}", "第 {0} 行：{1}";
        FromName: "by its name", "按名称识别";
        FromColumn: "from a column of the table", "来自表格的列";
        FromJson: "from JSON", "来自 JSON";
        FromMqttClientId: "from an MQTT client ID", "来自 MQTT Client ID";
        FromUserName: "from a user name", "来自用户名";
        FromQuery: "from an address, behind the ?", "来自网址 ? 之后的部分";
        FromFragment: "from an address, behind the #", "来自网址 # 之后的部分";
        FromAlone: "it stood alone", "单独出现";
    }
}

sentences! {
    /// What was changed in what was pasted, or is worth knowing about it.
    PasteNote in paste_note {
        ByteOrderMark: "An invisible byte order mark in front of the text was left out.", "已去掉文本开头不可见的 BOM。";
        UnescapedJson: "It was JSON inside a string; the backslashes were left out.", "文本是字符串中的 JSON，已去掉反斜杠。";
        OuterSpace: "Spaces around it were left out.", "已去掉首尾空格。";
        Quotes: "Quotation marks around it were left out.", "已去掉两端引号。";
        Brackets: "Brackets around it were left out.", "已去掉两端括号。";
        Markdown: "Formatting marks around it, such as **, were left out.", "已去掉两端的格式符号（如 **）。";
        Escapes: "Backslashes or doubled quotation marks in it were read as in source code. Check it.", "其中的反斜杠或双写引号已按源代码规则读取，请核对。";
        Entities: "&amp; and the like were read as in HTML. Check it.", "已按 HTML 规则还原 &amp; 等字符，请核对。";
        Formula: "The =\"…\" of a spreadsheet was left out.", "已去掉电子表格的 =\"…\"。";
        FullWidth: "Full-width characters were replaced by plain ones.", "已将全角字符换为半角。";
        Invisible: "Invisible characters were left out.", "已去掉不可见字符。";
        PercentDecoded: "Its %-signs were decoded.", "已解码百分号编码。";
        ModeSuffix: "Only the part in front of the | was taken.", "只取了 | 之前的部分。";
        SpaceAfterComma: "There was a space behind a comma, as in the vendor's template. Make sure that the device does not send it.", "逗号后有空格（与厂商模板相同），请确认设备不会发送该空格。";
        BackslashComma: "There are backslashes in front of the commas, as AT commands need them. A device must not send them.", "逗号前有反斜杠（AT 指令的写法），设备不得发送这些反斜杠。";
        OldPrefix: "“clientId” in front of it was left out: documents up to version 2.2 show it there.", "已去掉前面的“clientId”（2.2 及更早版本文档的写法）。";
        MisspelledMethod: "“signmethod” is misspelled as “sighmethod”. A device must not send it so.", "“signmethod”误写为“sighmethod”，设备不得这样发送。";
        OldMethod: "The signing method is an old one. This page signs with sha256.", "签名方法是旧版的，本页使用 sha256。";
        InnerSpace: "It holds a space. Check that all of it belongs to it.", "其中有空格，请确认全部属于它。";
        EndsWith: "It ends with “{0}”. Check that this mark belongs to it.", "它以“{0}”结尾，请确认该符号属于它。";
        Comment: "A comment behind it was left out.", "已去掉其后的注释。";
        EndedAt: "It was taken to end in front of “{0}”. Check that this mark does not belong to it.", "在“{0}”处结束，请确认该符号不属于它。";
        SecretInAddress: "A secret stood in an address, which browsers and servers keep. Better have it replaced.", "密钥出现在网址中，浏览器和服务器会保留网址，建议更换密钥。";
        SerialNumber: "The serial number was taken for the client ID.", "已将序列号用作 Client ID。";
    }
}

sentences! {
    /// Why a piece of a pasted text was not used.
    PasteUnread in paste_unread {
        NoValue: "{0} has no value.", "{0} 没有值。";
        Placeholder: "{0} is only a placeholder.", "{0} 只是占位符。";
        CutOff: "{0}: a quotation mark is missing. Copy it whole.", "{0}：缺少引号，请完整复制。";
        Rounded: "{0} was rounded by a spreadsheet, and its last digits are lost. Format the column as text and export it again.", "{0} 已被电子表格四舍五入，末位数字丢失。请将该列设为文本格式后重新导出。";
        NotAlone: "{0} was not taken: other text stands beside it, which may be a secret. Copy it alone.", "未采用 {0}：旁边有其他文本，可能是密钥，请单独复制。";
        GatewayAddress: "This gateway address cannot be used, or holds more than host, port and path. Enter it by hand.", "此网关地址不可用，或包含主机、端口和路径以外的内容，请手动填写。";
        RowLength: "This row has {0} cells, the table's header has {1}. It was not used.", "该行有 {0} 个单元格，表头有 {1} 个，未采用。";
        RowQuotes: "A quotation mark is missing in this row. It was not used.", "该行缺少引号，未采用。";
        Head: "The table's header is not understood, so none of its rows was used. Check the separators.", "无法识别表头，未采用任何行，请检查分隔符。";
        AssetId: "The asset ID is not needed: EnOS sends it.", "无需资产 ID，EnOS 会返回。";
        Password: "A computed password is not needed, and is as good as a secret.", "无需计算出的密码；密码等同于密钥，请妥善保管。";
        Timestamp: "The timestamp is not needed.", "无需时间戳。";
        Server: "The address of EnOS itself cannot be opened by a browser; a gateway's starts with wss://.", "浏览器无法打开 EnOS 自身的地址；网关地址以 wss:// 开头。";
        SerialNumber: "The serial number was not used, since there is a client ID.", "已有 Client ID，未使用序列号。";
        Application: "Keys of an application are not those of a device.", "应用的 Key 不是设备的 Key。";
        Other: "It is not needed here.", "此处不需要。";
        UnknownName: "This page does not know its name.", "无法识别其名称。";
        NoName: "It has no name, so nobody can tell what it is.", "没有名称，无法判断是什么。";
        BareAddress: "No key stands in this address.", "此网址中没有 Key。";
        UserName: "It is no user name of EnOS: device key, &, product key.", "不是 EnOS 的用户名（Device Key、&、Product Key）。";
        UnknownMembers: "{0} more values in it were not needed.", "其中另有 {0} 个值不需要。";
        More: "There is more that was not used.", "还有更多内容未使用。";
    }
}

sentences! {
    /// What is known about product key and device key in each other's place.
    SwapWord in swap {
        DeviceFieldHoldsProductKey: "“{1}” is known as a product key, and stands in the device key's field.", "“{1}”是已知的 Product Key，却填在 Device Key 处。";
        ProductFieldHoldsDeviceKey: "“{0}” is known as a device key, and stands in the product key's field.", "“{0}”是已知的 Device Key，却填在 Product Key 处。";
        SwapThem: "Swap the two", "互换两者";
        Both: "Product key and device key are swapped.", "Product Key 与 Device Key 颠倒。";
        TwoOfAKind: "Both fields hold keys of the same kind: check which one is wrong.", "两处填写的是同一类 Key，请检查哪一个有误。";
        Same: "Product key and device key are the same text: one was pasted twice.", "Product Key 与 Device Key 相同，可能重复粘贴。";
        Contradictory: "One of these keys is known as a product's and as a device's. Check both.", "其中一个 Key 既是已知的 Product Key 又是 Device Key，请检查两者。";
    }
}
