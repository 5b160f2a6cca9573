//! Words of the own template for copying.

sentences! {
    /// The template, and why one was refused.
    Template in template {
        Title: "Custom template", "自定义模板";
        Help: "Placeholders: {0}. Add :json or :sh, as in {2}, to quote a value. Type {1} for a brace. \\n, \\r, \\t and \\\\ stand for line feed, carriage return, tab and backslash.", "占位符：{0}。加 :json 或 :sh（如 {2}）可为值加引号。花括号写作 {1}；\\n、\\r、\\t、\\\\ 分别表示换行、回车、制表符和反斜杠。";
        NoAsset: "EnOS returned no asset ID: {0} stays empty.", "EnOS 未返回资产 ID：{0} 将为空。";
        ValueBreaks: "{0} contains “{2}”, which would break this line. Write {1} to quote the value.", "{0} 含有“{2}”，会破坏此行。请改写为 {1} 以加引号。";
        SecretBreaks: "{0} contains a character that would break this line. Write {1} to quote the value.", "{0} 含有会破坏此行的字符。请改写为 {1} 以加引号。";
        Empty: "The template is empty.", "模板为空。";
        TooLong: "The template has {0} characters; the limit is {1}.", "模板有 {0} 个字符，最多允许 {1} 个。";
        Unknown: "“{0}” is not a placeholder (character {1}).", "“{0}”不是占位符（第 {1} 个字符）。";
        Unclosed: "The brace at character {0} is not closed. For a literal brace, type it twice.", "第 {0} 个字符的花括号未闭合。如需花括号请连写两个。";
        Escape: "The backslash at character {0} starts no known escape. For a literal backslash, type it twice.", "第 {0} 个字符的反斜杠后不是已知转义。如需反斜杠请连写两个。";
    }
}
