//! Words of the comparison with what a device sends, and of the mistakes behind its password.

sentences! {
    /// The comparison of client id, user name and password.
    Compared in compared {
        Title: "Compare with my device", "与设备发送的内容对比";
        Help: "Paste what the device sends. Nothing leaves this page.", "粘贴设备发送的内容，数据不会离开本页。";
        Incomplete: "Fill in product key and device key first: they say what the device should send.", "请先填写 Product Key 和 Device Key，以便确定设备应发送的内容。";
        For: "Compared with what {0} should send as the form stands.", "按表单内容，与 {0} 应发送的值对比。";
        Ask: "Compare them", "开始对比";
        Found: "What was found", "对比结果";
        Wrong: "differs", "不一致";
        Open: "not known", "未知";
        ClientId: "MQTT client ID", "MQTT Client ID";
        UserName: "User name", "用户名";
        Password: "Password", "密码";
        Right: "is right", "正确";
        NoSecret: "cannot be judged: fill in the secret first", "无法判断：请先填写密钥";
        At: "{0}: character {1} is {2}, expected {3}.", "{0}：第 {1} 个字符为 {2}，应为 {3}。";
        AtHidden: "{0}: differs from character {1} on.", "{0}：从第 {1} 个字符起不同。";
        AtPlace: "{0}: character {1}.", "{0}：第 {1} 个字符。";
        Alone: "{0}.", "{0}。";
        End: "the end", "结尾";
        Digit: "a digit", "数字";
        Space: "a space", "空格";
        LineBreak: "a line break", "换行";
        Unseen: "{0}, which cannot be seen", "{0}（不可见）";
        NoteWrongField: "It was pasted into the field “{0}”.", "它被粘贴在“{0}”一栏。";
        NoteLabel: "The name in front of it was left out.", "已忽略前面的名称。";
        NoteStringPrefix: "The mark of a string in source text (such as b'…') was left out.", "已忽略源代码的字符串前缀（如 b'…'）。";
        NoteQuotes: "Quotation marks around it were left out. Make sure that the device does not send them.", "已忽略引号，请确认设备不会发送引号。";
        NoteBrackets: "Brackets around it were left out. Make sure that the device does not send them.", "已忽略括号，请确认设备不会发送括号。";
        NoteMark: "“{0}” at an end was left out. Make sure that the device does not send it.", "已忽略首尾的“{0}”，请确认设备不会发送它。";
        NoteBackslashes: "Backslashes were left out: AT commands and source text need them. Make sure that the device does not send them.", "已忽略反斜杠：AT 指令和源代码需要它，请确认设备不会发送反斜杠。";
        NoteLineBreak: "Line breaks in it were left out. Make sure that the device does not send them.", "已忽略其中的换行，请确认设备不会发送换行。";
        NotePercent: "It is percent-encoded (%7C for |) and was decoded. Make sure that the device does not send it so.", "内容经过百分号编码（%7C 表示 |），已解码，请确认设备发送的不是编码后的内容。";
        NoteHtml: "It is HTML-encoded (&amp; for &) and was decoded. Make sure that the device does not send it so.", "内容经过 HTML 编码（&amp; 表示 &），已解码，请确认设备发送的不是编码后的内容。";
        NoteMail: "It is encoded as in a mail (=3D for =) and was decoded.", "内容经过邮件编码（=3D 表示 =），已解码。";
        NoteFullWidth: "Full-width characters were read as plain ones. Make sure that the device sends plain ones.", "已将全角字符视为半角，请确认设备发送的是半角字符。";
        NoteInvisible: "{0}, invisible, was left out. Make sure that the device does not send it.", "已忽略不可见字符 {0}，请确认设备不会发送它。";
        NoteSeparators: "“{0}” between the digits was left out. EnOS takes 64 hex digits with nothing between them.", "已忽略数字之间的“{0}”。EnOS 只接受连续的 64 位十六进制数字。";
        NoteSpaces: "Spaces between the digits were left out. EnOS takes 64 hex digits with nothing between them.", "已忽略数字之间的空格。EnOS 只接受连续的 64 位十六进制数字。";
        NoteHexPrefix: "0x or \\x in front of the digits was left out. EnOS takes 64 hex digits alone.", "已忽略数字前的 0x 或 \\x。EnOS 只接受 64 位十六进制数字。";
        NoteOuterSpace: "White space around it was left out. Make sure that the device does not send it.", "已忽略首尾空白，请确认设备不会发送这些空白。";
        NoteLowerCase: "It is in lower case, which EnOS takes.", "为小写，EnOS 可接受。";
        NoteMixedCase: "It mixes lower and upper case.", "大小写混用。";
        NoteHmacsha256: "signmethod is called hmacsha256, which EnOS takes for the plain SHA-256.", "signmethod 写作 hmacsha256，EnOS 按普通 SHA-256 处理。";
        NoteSeconds: "The timestamp is in seconds; EnOS documents milliseconds.", "时间戳单位为秒，EnOS 文档要求毫秒。";
        NoteFraction: "The timestamp is a decimal fraction; it has to be signed with the same characters.", "时间戳带小数，签名时必须使用完全相同的字符。";
        FoundRight: "The password is right.", "密码正确。";
        FoundRightMarked: "The password is right without the marks named above. Make sure that the device does not send them.", "去掉上面列出的字符后，密码正确。请确认设备不会发送这些字符。";
        FoundRightBut: "The password is computed right from what the device sends. What differs above has to be corrected.", "密码与设备发送的内容一致，计算正确。请更正上面不一致的内容。";
        FoundUnclear: "None of the known mistakes produces this password ({0} ways tried). Correct what is named above, then compare again.", "已知错误均不能得到此密码（已尝试 {0} 种）。请先更正上面列出的问题，再重新对比。";
        FoundNoTime: "None of the known mistakes produces this password ({0} ways tried). Paste the client ID as well: its timestamp is signed.", "已知错误均不能得到此密码（已尝试 {0} 种）。请同时粘贴 Client ID：签名包含其中的时间戳。";
        NotAPassword: "This is not a password: {0} of 64 characters. Paste all 64 hex digits.", "这不是密码：只有 {0} 个字符，应为 64 个。请粘贴全部 64 位十六进制数字。";
        NotHex: "This is not a password: it holds other characters than hex digits.", "这不是密码：含有非十六进制字符。";
        NothingGiven: "Paste at least one of the three.", "请至少粘贴三项中的一项。";
        TakenApart: "Several values were in one text. They have been put into their fields.", "文本中包含多项，已分别填入对应的输入框。";
        NoTime: "cannot be judged without the client ID: its timestamp is signed", "缺少 Client ID，无法判断：签名包含其中的时间戳";
        FoundMistake: "This is what the device does wrong:", "设备的错误在于：";
        FoundMistakes: "These mistakes together produce exactly this password:", "以下错误同时存在时，正好得到此密码：";
        FoundNothing: "None of the known mistakes produces this password ({0} ways tried). Most likely the secret is another one.", "已知错误均不能得到此密码（已尝试 {0} 种）。很可能是密钥不同。";
    }
}

sentences! {
    /// The parts in which a difference may lie.
    Differing in differing {
        ClientId: "The bare client ID differs", "Client ID 不同";
        OldPrefix: "The prefix clientId is from old documents: leave it out", "clientId 前缀来自旧文档，请去掉";
        OpeningBar: "The bar | behind the client ID is missing", "Client ID 后缺少竖线 |";
        SpaceAfterComma: "There is a space behind a comma: the vendor's template shows it by mistake", "逗号后有空格：厂商模板中的空格是误写";
        ParameterName: "The parameter {0} is missing, misspelled, or not at its place", "参数 {0} 缺失、拼写错误或位置不对";
        Sighmethod: "sighmethod is a misprint of the vendor's page: it is signmethod", "sighmethod 是厂商文档的笔误，应为 signmethod";
        SecureMode: "securemode is that of the other way to log in", "securemode 与所选认证方式不符";
        SignMethod: "signmethod has to be sha256", "signmethod 应为 sha256";
        OldSignMethod: "hmacsha1 is from documents before 2019: it is sha256", "hmacsha1 来自 2019 年前的文档，应为 sha256";
        Timestamp: "The timestamp has to be digits", "时间戳必须为数字";
        ExtraParameter: "There is a parameter too many", "多了参数";
        ClosingBar: "The bar | at the end is missing", "结尾缺少竖线 |";
        AfterClosingBar: "There is something behind the bar at the end", "结尾竖线后有多余字符";
        DeviceKey: "The device key differs", "Device Key 不同";
        Ampersand: "The & between device key and product key is missing", "Device Key 与 Product Key 之间缺少 &";
        ProductKey: "The product key differs", "Product Key 不同";
        KeysSwapped: "Device key and product key are swapped: the device key comes first", "Device Key 与 Product Key 颠倒：Device Key 应在前";
        PasswordLength: "The password has {0} characters and should have 64", "密码有 {0} 个字符，应为 64 个";
        LengthOf: "The password has {0} characters and should have 64: {1} gives {0}", "密码有 {0} 个字符，应为 64 个（{0} 个字符是 {1} 的长度）";
        NotHex: "The password has a character that is no hex digit", "密码含有非十六进制字符";
        Password: "The password is another one", "密码不同";
    }
}

sentences! {
    /// The known mistakes, each with what is right.
    Slip in slip {
        Base64: "The digest is written in base64. EnOS wants 64 hex digits.", "摘要用了 Base64 编码，EnOS 要求 64 位十六进制。";
        LeadingZerosLost: "Zeros at the front are lost. Write all 64 digits.", "开头的 0 丢失，请写满 64 位。";
        PaddingLost: "Bytes below 16 are written with one digit. Use %02x, not %x.", "小于 16 的字节只写了一位，请用 %02x 而不是 %x。";
        SignExtended: "Bytes from 128 on are written with ffffff in front. Use unsigned bytes.", "大于等于 128 的字节前多了 ffffff，请使用无符号字节。";
        CutOff: "Only the first {0} digits are sent. Look for a buffer that is too short.", "只发送了前 {0} 位，请检查缓冲区是否过短。";
        StartMissing: "The first {0} digits are missing. Copy all 64.", "缺少开头的 {0} 位，请复制全部 64 位。";
        TooLong: "Behind the 64 digits of the right password stand {0} characters more. Send the 64 digits alone.", "正确的 64 位之后多了 {0} 个字符，请只发送 64 位。";
        PlainSecret: "The secret itself is sent as password. It has been shown to whoever listened: have it replaced.", "直接把密钥当密码发送。密钥可能已泄露，请更换。";
        PlainContent: "The content is sent without being hashed.", "发送了未经哈希的内容。";
        PlainContentAndSecret: "Content and secret are sent without being hashed. Have the secret replaced.", "发送了未经哈希的内容和密钥，请更换密钥。";
        HmacSha256: "It is HMAC-SHA256. EnOS wants the plain SHA-256 of content and secret, whatever signmethod is called.", "使用了 HMAC-SHA256，EnOS 要求对内容加密钥做普通 SHA-256。";
        HmacInside: "It is HMAC-SHA256 with the secret in the text as well. EnOS wants the plain SHA-256.", "使用了 HMAC-SHA256 且文本中也含密钥，EnOS 要求普通 SHA-256。";
        HmacReversed: "It is HMAC-SHA256 with key and text reversed. EnOS wants the plain SHA-256.", "使用了 HMAC-SHA256 且密钥与文本颠倒，EnOS 要求普通 SHA-256。";
        Twice: "It is hashed twice. Once is right.", "做了两次哈希，应只做一次。";
        Sha1: "It is SHA-1, as in old documents. EnOS wants SHA-256.", "使用了 SHA-1（旧文档），EnOS 要求 SHA-256。";
        HmacSha1: "It is HMAC-SHA1, as on other platforms. EnOS wants the plain SHA-256.", "使用了 HMAC-SHA1（其他平台的做法），EnOS 要求普通 SHA-256。";
        Md5: "It is MD5. EnOS wants SHA-256.", "使用了 MD5，EnOS 要求 SHA-256。";
        HmacMd5: "It is HMAC-MD5. EnOS wants the plain SHA-256.", "使用了 HMAC-MD5，EnOS 要求普通 SHA-256。";
        DeviceSecretUsed: "The device secret signs. Dynamic activation needs the product secret.", "用了设备密钥签名，动态激活需要产品密钥。";
        ProductSecretUsed: "The product secret signs. Static login needs the device secret.", "用了产品密钥签名，静态认证需要设备密钥。";
        SecretEnding: "There is {0} behind the secret. Cut it off.", "密钥末尾多了{0}，请去掉。";
        SecretSpaceInFront: "There is a space in front of the secret. Cut it off.", "密钥前多了空格，请去掉。";
        SecretTrimmed: "The secret has white space at an end, and the device cuts it off. Look which is right.", "密钥首尾有空白，设备去掉了它，请确认哪个正确。";
        SecretLower: "The secret is turned into lower case. Leave it as it is.", "密钥被转为小写，请保持原样。";
        SecretUpper: "The secret is turned into upper case. Leave it as it is.", "密钥被转为大写，请保持原样。";
        SecretQuoted: "There are quotation marks around the secret. Leave them out.", "密钥带有引号，请去掉。";
        SecretNamed: "The secret's name is signed in front of it. Only its value belongs there.", "密钥前签入了名称，只应加入密钥值。";
        SecretLeftOut: "The secret is missing from what is hashed.", "哈希内容中缺少密钥。";
        ZeroByte: "a zero byte", "零字节";
        SecretInFront: "The secret stands in front. It belongs behind the content.", "密钥在前，应放在内容之后。";
        Joined: "The parts are joined by {0}. Nothing may stand between them.", "各部分之间用 {0} 连接，中间不应有任何字符。";
        SecretJoined: "There is {0} between content and secret. Nothing may stand there.", "内容与密钥之间有 {0}，中间不应有任何字符。";
        NamesLeftOut: "Only the values are signed. Each name belongs in front of its value.", "只签了值，每个值前应有名称。";
        NamesSpelled: "The names are written {0}. They are clientId, deviceKey, productKey, timestamp.", "名称写作 {0}，应为 clientId、deviceKey、productKey、timestamp。";
        Order: "The order is {0}. It is clientId, deviceKey, productKey, timestamp.", "顺序为 {0}，应为 clientId、deviceKey、productKey、timestamp。";
        PartLeftOut: "{0} is missing from what is signed.", "签名内容缺少 {0}。";
        ParametersSigned: "securemode and signmethod are signed as well. They are not.", "securemode 和 signmethod 也被签入，不应签入。";
        KeysSwapped: "Device key and product key are swapped in what is signed.", "签名内容中 Device Key 与 Product Key 颠倒。";
        LowerCase: "{0} is signed in lower case. Sign it as it is sent.", "{0} 以小写签名，应与发送的一致。";
        UpperCase: "{0} is signed in upper case. Sign it as it is sent.", "{0} 以大写签名，应与发送的一致。";
        WholeString: "The whole text", "整个文本";
        MacForm: "{0} is signed as a MAC address in another form than it is sent ({1}).", "{0} 以另一种 MAC 地址格式签名（{1}），与发送的不一致。";
        WholeClientId: "MQTT's whole client ID is signed. Only the part in front of the | belongs there.", "签入了完整的 MQTT Client ID，只应签入 | 之前的部分。";
        OldPrefix: "The client ID is signed with clientId in front of it twice.", "Client ID 前多签了一次 clientId。";
        Mistaken: "{1} is signed as {0}.", "{0} 的位置签入了 {1}。";
        NotTheOneSent: "{0} is signed as expected, but another one is sent.", "{0} 签名使用了预期值，但发送的是另一个值。";
        SecondsSigned: "Milliseconds are sent, and seconds are signed. Both have to be the same digits.", "发送毫秒但签名用秒，两者必须完全相同。";
        MillisecondsSigned: "Seconds are sent, and milliseconds are signed ({0}). Both have to be the same digits.", "发送秒但签名用毫秒（{0}），两者必须完全相同。";
        FractionDropped: "A decimal fraction is sent, and the whole number is signed. Both have to be the same characters.", "发送的时间戳带小数，签名时去掉了小数，两者必须完全相同。";
        OtherTimestamp: "Another time is signed than the one that is sent: {0}. Take the time once and use it twice.", "签名使用了另一个时间 {0}，请只取一次时间并用于两处。";
        ConstantTimestamp: "The constant 2524608000000 of the vendor's C kit is signed, and another time is sent.", "签名使用了厂商 C SDK 的常量 2524608000000，与发送的不同。";
        ZeroTimestamp: "The timestamp 0 is signed, and another one is sent.", "签名使用了时间戳 0，与发送的不同。";
    }
}
