//! What characters are called when somebody reads them aloud.

sentences! {
    /// How letters, digits and everything else are announced.
    PhoneticText in spoken {
        Capital: "capital {0}", "大写 {0}";
        Small: "{0}", "小写 {0}";
        Digit: "{0}", "数字 {0}";
        Other: "character {0}", "字符 {0}";
        ReadAloudHelp: "For typing the secret in by hand. Make sure that nobody is watching.", "用于手工输入。请确认无人旁观。";
    }
}

sentences! {
    /// The letters by the spelling alphabet that aviation and shipping use (ICAO and ITU); in Chinese they stand for themselves.
    Letter in letter {
        A: "Alfa", "A";
        B: "Bravo", "B";
        C: "Charlie", "C";
        D: "Delta", "D";
        E: "Echo", "E";
        F: "Foxtrot", "F";
        G: "Golf", "G";
        H: "Hotel", "H";
        I: "India", "I";
        J: "Juliett", "J";
        K: "Kilo", "K";
        L: "Lima", "L";
        M: "Mike", "M";
        N: "November", "N";
        O: "Oscar", "O";
        P: "Papa", "P";
        Q: "Quebec", "Q";
        R: "Romeo", "R";
        S: "Sierra", "S";
        T: "Tango", "T";
        U: "Uniform", "U";
        V: "Victor", "V";
        W: "Whiskey", "W";
        X: "X-ray", "X";
        Y: "Yankee", "Y";
        Z: "Zulu", "Z";
    }
}

sentences! {
    /// The digits.
    Numeral in numeral {
        Zero: "zero", "0";
        One: "one", "1";
        Two: "two", "2";
        Three: "three", "3";
        Four: "four", "4";
        Five: "five", "5";
        Six: "six", "6";
        Seven: "seven", "7";
        Eight: "eight", "8";
        Nine: "nine", "9";
    }
}

sentences! {
    /// The signs of ASCII, in the order of their numbers.
    Sign in sign {
        Space: "space", "空格";
        Exclamation: "exclamation mark", "感叹号";
        Quote: "double quote", "双引号";
        Hash: "hash", "井号";
        Dollar: "dollar", "美元符号";
        Percent: "percent", "百分号";
        Ampersand: "ampersand", "和号";
        Apostrophe: "single quote", "单引号";
        OpenParenthesis: "open parenthesis", "左圆括号";
        CloseParenthesis: "close parenthesis", "右圆括号";
        Asterisk: "asterisk", "星号";
        Plus: "plus", "加号";
        Comma: "comma", "逗号";
        Hyphen: "hyphen", "连字符";
        Dot: "dot", "点";
        Slash: "slash", "斜杠";
        Colon: "colon", "冒号";
        Semicolon: "semicolon", "分号";
        Less: "less than", "小于号";
        Equals: "equals", "等号";
        Greater: "greater than", "大于号";
        Question: "question mark", "问号";
        At: "at sign", "at 符号";
        OpenBracket: "open bracket", "左方括号";
        Backslash: "backslash", "反斜杠";
        CloseBracket: "close bracket", "右方括号";
        Caret: "caret", "脱字符";
        Underscore: "underscore", "下划线";
        Backquote: "backquote", "反引号";
        OpenBrace: "open brace", "左花括号";
        Bar: "vertical bar", "竖线";
        CloseBrace: "close brace", "右花括号";
        Tilde: "tilde", "波浪号";
    }
}
