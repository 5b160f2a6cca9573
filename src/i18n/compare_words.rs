//! Words of the comparison with what a device sends, and of the mistakes behind its password.

sentences! {
    /// The comparison of client id, user name and password.
    CompareText in compared {
        Title: "Compare with my device", "与设备发送的内容对比";
        Help: "Paste what the device sends. No data leaves this page.", "粘贴设备发送的内容，数据不会离开本页。";
        Incomplete: "Enter the product key and device key first. They determine what the device should send.", "请先填写 Product Key 和 Device Key，以便确定设备应发送的内容。";
        For: "Compared with what {0} should send according to the form.", "按表单内容，与 {0} 应发送的值对比。";
        Ask: "Compare now", "开始对比";
        Found: "Comparison result", "对比结果";
        Wrong: "differs", "不一致";
        Open: "cannot be checked", "无法判断";
        ClientId: "MQTT client ID", "MQTT Client ID";
        UserName: "User name", "用户名";
        Password: "Password", "密码";
        Right: "is correct", "正确";
        NoSecret: "Enter the secret first.", "请先填写密钥。";
        At: "{0}: character {1} is {2}, expected {3}.", "{0}：第 {1} 个字符为 {2}，应为 {3}。";
        AtHidden: "{0}: differs from character {1} onwards.", "{0}：从第 {1} 个字符起不同。";
        AtPlace: "{0}: character {1}.", "{0}：第 {1} 个字符。";
        Alone: "{0}.", "{0}。";
        End: "the end", "结尾";
        Digit: "a digit", "数字";
        Space: "a space", "空格";
        LineBreak: "a line break", "换行";
        Unseen: "{0} (invisible)", "{0}（不可见）";
        NoteWrongField: "It was pasted into the field “{0}”.", "它被粘贴在“{0}”一栏。";
        NoteLabel: "The name before it was ignored.", "已忽略前面的名称。";
        NoteStringPrefix: "The prefix of a string in source code (such as b'…') was ignored.", "已忽略源代码的字符串前缀（如 b'…'）。";
        NoteQuotes: "Quotation marks around it were ignored. Make sure that the device does not send them.", "已忽略引号，请确认设备不会发送引号。";
        NoteBrackets: "Brackets around it were ignored. Make sure that the device does not send them.", "已忽略括号，请确认设备不会发送括号。";
        NoteMark: "A leading or trailing “{0}” was ignored. Make sure that the device does not send it.", "已忽略首尾的“{0}”，请确认设备不会发送它。";
        NoteBackslashes: "Backslashes were ignored: AT commands and source code need them. Make sure that the device does not send them.", "已忽略反斜杠：AT 指令和源代码需要它，请确认设备不会发送反斜杠。";
        NoteLineBreak: "Line breaks in it were ignored. Make sure that the device does not send them.", "已忽略其中的换行，请确认设备不会发送换行。";
        NotePercent: "It was percent-encoded (%7C for |) and was decoded. Make sure that the device does not send the encoded form.", "内容经过百分号编码（%7C 表示 |），已解码，请确认设备发送的不是编码后的内容。";
        NoteHtml: "It was HTML-encoded (&amp; for &) and was decoded. Make sure that the device does not send the encoded form.", "内容经过 HTML 编码（&amp; 表示 &），已解码，请确认设备发送的不是编码后的内容。";
        NoteMail: "It was encoded as in e-mail (=3D for =) and was decoded.", "内容经过邮件编码（=3D 表示 =），已解码。";
        NoteFullWidth: "Full-width characters were read as half-width ones. Make sure that the device sends half-width characters.", "已将全角字符视为半角，请确认设备发送的是半角字符。";
        NoteInvisible: "The invisible character {0} was ignored. Make sure that the device does not send it.", "已忽略不可见字符 {0}，请确认设备不会发送它。";
        NoteSeparators: "“{0}” between the digits was ignored. EnOS accepts only 64 hexadecimal digits without separators.", "已忽略数字之间的“{0}”。EnOS 只接受连续的 64 位十六进制数字。";
        NoteSpaces: "Spaces between the digits were ignored. EnOS accepts only 64 hexadecimal digits without separators.", "已忽略数字之间的空格。EnOS 只接受连续的 64 位十六进制数字。";
        NoteHexPrefix: "0x or \\x before the digits was ignored. EnOS accepts only 64 hexadecimal digits.", "已忽略数字前的 0x 或 \\x。EnOS 只接受 64 位十六进制数字。";
        NoteOuterSpace: "Leading or trailing spaces were ignored. Make sure that the device does not send them.", "已忽略首尾空白，请确认设备不会发送这些空白。";
        NoteLowerCase: "It is in lower case, which EnOS accepts.", "为小写，EnOS 可接受。";
        NoteMixedCase: "It mixes lower and upper case.", "大小写混用。";
        NoteHmacsha256: "signmethod is hmacsha256, which EnOS treats as plain SHA-256.", "signmethod 写作 hmacsha256，EnOS 按普通 SHA-256 处理。";
        NoteSeconds: "The timestamp is in seconds; EnOS expects milliseconds.", "时间戳单位为秒，EnOS 文档要求毫秒。";
        NoteFraction: "The timestamp is a decimal fraction. It must be signed with exactly the same characters.", "时间戳带小数，签名时必须使用完全相同的字符。";
        FoundRight: "The password is correct.", "密码正确。";
        FoundRightMarked: "The password is correct without the characters named above. Make sure that the device does not send them.", "去掉上面列出的字符后，密码正确。请确认设备不会发送这些字符。";
        FoundRightBut: "The password is computed correctly from what the device sends. Correct the differences named above.", "密码与设备发送的内容一致，计算正确。请更正上面不一致的内容。";
        FoundUnclear: "No known mistake produces this password ({0} combinations tried). Correct what is named above, then compare again.", "已知错误均不能得到此密码（已尝试 {0} 种）。请先更正上面列出的问题，再重新对比。";
        FoundNoTime: "No known mistake produces this password ({0} combinations tried). Paste the client ID as well: its timestamp is signed.", "已知错误均不能得到此密码（已尝试 {0} 种）。请同时粘贴 Client ID：签名包含其中的时间戳。";
        NotAPassword: "This is not a password: {0} of 64 characters. Paste all 64 hexadecimal digits.", "这不是密码：只有 {0} 个字符，应为 64 个。请粘贴全部 64 位十六进制数字。";
        NotHex: "This is not a password: it contains characters that are not hexadecimal digits.", "这不是密码：含有非十六进制字符。";
        NothingGiven: "Paste at least one of the three.", "请至少粘贴三项中的一项。";
        TakenApart: "The text contained several values. They were entered in their fields.", "文本中包含多项，已分别填入对应的输入框。";
        NoTime: "Paste the client ID as well: its timestamp is signed.", "请同时粘贴 Client ID：签名包含其中的时间戳。";
        FoundMistake: "The device makes this mistake:", "设备有以下错误：";
        FoundMistakes: "These mistakes together produce exactly this password:", "以下错误同时存在时，正好得到此密码：";
        FoundNothing: "No known mistake produces this password ({0} combinations tried). The device most likely uses a different secret.", "已知错误均不能得到此密码（已尝试 {0} 种）。设备很可能使用了不同的密钥。";
    }
}

sentences! {
    /// The parts in which a difference may lie.
    DifferenceText in differing {
        ClientId: "The client ID before the | differs", "| 之前的 Client ID 不同";
        OldPrefix: "The prefix clientId is from old documentation: remove it", "clientId 前缀来自旧文档，请去掉";
        OpeningBar: "The | after the client ID is missing", "Client ID 后缺少竖线 |";
        SpaceAfterComma: "There is a space after a comma (a misprint in the vendor's template)", "逗号后有空格（厂商模板中的笔误）";
        ParameterName: "The parameter {0} is missing, misspelled or in the wrong position", "参数 {0} 缺失、拼写错误或位置不对";
        Sighmethod: "sighmethod is a misprint in the vendor's documentation: use signmethod", "sighmethod 是厂商文档的笔误，应为 signmethod";
        SecureMode: "securemode does not match the authentication mode", "securemode 与所选认证方式不符";
        SignMethod: "signmethod must be sha256", "signmethod 应为 sha256";
        OldSignMethod: "hmacsha1 is from documentation before 2019: use sha256", "hmacsha1 来自 2019 年前的文档，应为 sha256";
        Timestamp: "The timestamp must contain digits only", "时间戳只能包含数字";
        ExtraParameter: "There is an extra parameter", "有多余的参数";
        ClosingBar: "The | at the end is missing", "结尾缺少竖线 |";
        AfterClosingBar: "There are extra characters after the final |", "结尾竖线后有多余字符";
        DeviceKey: "The device key differs", "Device Key 不同";
        Ampersand: "The & between device key and product key is missing", "Device Key 与 Product Key 之间缺少 &";
        ProductKey: "The product key differs", "Product Key 不同";
        KeysSwapped: "Device key and product key are swapped: the device key comes first", "Device Key 与 Product Key 颠倒：Device Key 应在前";
        PasswordLength: "The password has {0} characters and should have 64", "密码有 {0} 个字符，应为 64 个";
        LengthOf: "The password has {0} characters and should have 64: {1} gives {0}", "密码有 {0} 个字符，应为 64 个（{0} 个字符是 {1} 的长度）";
        NotHex: "The password contains a character that is not a hexadecimal digit", "密码含有非十六进制字符";
        Password: "The password differs", "密码不同";
    }
}

sentences! {
    /// The known mistakes, each with what is right.
    MistakeText in slip {
        Base64: "The digest is encoded in Base64. EnOS requires 64 hexadecimal digits.", "摘要用了 Base64 编码，EnOS 要求 64 位十六进制。";
        LeadingZerosLost: "Leading zeros are missing. Send all 64 digits.", "缺少开头的 0，请发送全部 64 位。";
        PaddingLost: "Bytes below 16 are written with one digit. Use %02x, not %x.", "小于 16 的字节只写了一位，请用 %02x 而不是 %x。";
        SignExtended: "Bytes of 128 and above have ffffff in front. Use unsigned bytes.", "大于等于 128 的字节前多了 ffffff，请使用无符号字节。";
        CutOff: "Only the first {0} digits are sent. Check for a buffer that is too short.", "只发送了前 {0} 位，请检查缓冲区是否过短。";
        StartMissing: "The first {0} digits are missing. Copy all 64.", "缺少开头的 {0} 位，请复制全部 64 位。";
        TooLong: "There are {0} extra characters after the 64 digits of the correct password. Send only the 64 digits.", "正确的 64 位之后多了 {0} 个字符，请只发送 64 位。";
        PlainSecret: "The secret itself is sent as the password. It may have been exposed: have it replaced.", "直接把密钥当作密码发送，密钥可能已泄露，请更换。";
        PlainContent: "The content is sent without hashing.", "发送了未经哈希的内容。";
        PlainContentAndSecret: "Content and secret are sent without hashing. Have the secret replaced.", "发送了未经哈希的内容和密钥，请更换密钥。";
        HmacSha256: "The device uses HMAC-SHA256. EnOS requires plain SHA-256 of content and secret, whatever signmethod says.", "使用了 HMAC-SHA256。无论 signmethod 写作什么，EnOS 都要求对“内容＋密钥”做普通 SHA-256。";
        HmacInside: "The device uses HMAC-SHA256, and the text contains the secret as well. EnOS requires plain SHA-256.", "使用了 HMAC-SHA256 且文本中也含密钥，EnOS 要求普通 SHA-256。";
        HmacReversed: "The device uses HMAC-SHA256 with key and text swapped. EnOS requires plain SHA-256.", "使用了 HMAC-SHA256 且密钥与文本颠倒，EnOS 要求普通 SHA-256。";
        Twice: "The text is hashed twice. Hash it once.", "做了两次哈希，应只做一次。";
        Sha1: "The device uses SHA-1, as in old documentation. EnOS requires SHA-256.", "使用了 SHA-1（旧文档），EnOS 要求 SHA-256。";
        HmacSha1: "The device uses HMAC-SHA1, as on other platforms. EnOS requires plain SHA-256.", "使用了 HMAC-SHA1（其他平台的做法），EnOS 要求普通 SHA-256。";
        Md5: "The device uses MD5. EnOS requires SHA-256.", "使用了 MD5，EnOS 要求 SHA-256。";
        HmacMd5: "The device uses HMAC-MD5. EnOS requires plain SHA-256.", "使用了 HMAC-MD5，EnOS 要求普通 SHA-256。";
        DeviceSecretUsed: "Signed with the device secret. Dynamic activation requires the product secret.", "用了设备密钥签名，动态激活需要产品密钥。";
        ProductSecretUsed: "Signed with the product secret. Static authentication requires the device secret.", "用了产品密钥签名，静态认证需要设备密钥。";
        SecretEnding: "There is {0} after the secret. Remove it.", "密钥末尾多了{0}，请去掉。";
        SecretSpaceInFront: "There is a space before the secret. Remove it.", "密钥前多了空格，请去掉。";
        SecretTrimmed: "The secret starts or ends with a space, and the device removes it. Check which one is correct.", "密钥首尾有空白，设备去掉了它，请确认哪个正确。";
        SecretLower: "The secret is converted to lower case. Use it unchanged.", "密钥被转为小写，请保持原样。";
        SecretUpper: "The secret is converted to upper case. Use it unchanged.", "密钥被转为大写，请保持原样。";
        SecretQuoted: "The secret is in quotation marks. Remove them.", "密钥带有引号，请去掉。";
        SecretNamed: "The secret's name is signed before its value. Sign only the value.", "密钥值之前签入了密钥名称，只应签入密钥值。";
        SecretLeftOut: "The secret is missing from the hashed text.", "哈希内容中缺少密钥。";
        ZeroByte: "a zero byte", "零字节";
        SecretInFront: "The secret is before the content. Put it after the content.", "密钥在前，应放在内容之后。";
        Joined: "The parts are joined by {0}. Join them without any separator.", "各部分之间用 {0} 连接，中间不应有任何字符。";
        SecretJoined: "There is {0} between content and secret. Join them without any separator.", "内容与密钥之间有 {0}，中间不应有任何字符。";
        NamesLeftOut: "Only the values are signed. Put each name before its value.", "只签了值，每个值前应有名称。";
        NamesSpelled: "The names are written {0}. Use clientId, deviceKey, productKey, timestamp.", "名称写作 {0}，应为 clientId、deviceKey、productKey、timestamp。";
        Order: "The order is {0}. It must be clientId, deviceKey, productKey, timestamp.", "顺序为 {0}，应为 clientId、deviceKey、productKey、timestamp。";
        PartLeftOut: "{0} is missing from the signed text.", "签名内容缺少 {0}。";
        ParametersSigned: "securemode and signmethod are signed as well. Leave them out.", "securemode 和 signmethod 也被签入，不应签入。";
        KeysSwapped: "Device key and product key are swapped in the signed text.", "签名内容中 Device Key 与 Product Key 颠倒。";
        LowerCase: "{0} is signed in lower case. Sign it as it is sent.", "{0} 以小写签名，应与发送的一致。";
        UpperCase: "{0} is signed in upper case. Sign it as it is sent.", "{0} 以大写签名，应与发送的一致。";
        WholeString: "The whole text", "整个文本";
        MacForm: "{0} is signed as a MAC address in a different format ({1}) from the one sent.", "{0} 以另一种 MAC 地址格式签名（{1}），与发送的不一致。";
        WholeClientId: "The complete MQTT client ID is signed. Sign only the part before the |.", "签入了完整的 MQTT Client ID，只应签入 | 之前的部分。";
        OldPrefix: "clientId is signed twice before the client ID. Sign it once.", "Client ID 前多签了一次 clientId。";
        Mistaken: "The value of {1} is signed in place of {0}.", "{0} 的位置签入了 {1}。";
        NotTheOneSent: "{0} is signed with the expected value, but a different value is sent.", "{0} 签名使用了预期值，但发送的是另一个值。";
        SecondsSigned: "Milliseconds are sent, but seconds are signed. Both must have the same digits.", "发送毫秒但签名用秒，两者必须完全相同。";
        MillisecondsSigned: "Seconds are sent, but milliseconds are signed ({0}). Both must have the same digits.", "发送秒但签名用毫秒（{0}），两者必须完全相同。";
        FractionDropped: "A decimal fraction is sent, but the whole number is signed. Both must have the same characters.", "发送的时间戳带小数，签名时去掉了小数，两者必须完全相同。";
        OtherTimestamp: "The signed time ({0}) differs from the time sent. Read the time once and use it in both places.", "签名使用了另一个时间 {0}，请只取一次时间并用于两处。";
        ConstantTimestamp: "The constant 2524608000000 of the vendor's C SDK is signed, but a different time is sent.", "签名使用了厂商 C SDK 的常量 2524608000000，与发送的不同。";
        ZeroTimestamp: "The timestamp 0 is signed, but a different one is sent.", "签名使用了时间戳 0，与发送的不同。";
    }
}
