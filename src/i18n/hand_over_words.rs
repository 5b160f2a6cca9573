//! Words of the ways to hand a secret on, and of the file of a session.

sentences! {
    /// Large letters, QR code, own template, files.
    HandOver in hand_over {
        SecretOf: "Device secret of {0}", "{0} 的设备密钥";
        Close: "Close", "关闭";
        CodeOfNames: "QR code with keys and secret fingerprint", "含 Key 和密钥指纹的二维码";
        CodeOfSecret: "QR code with keys and device secret", "含 Key 和设备密钥的二维码";
        CodeNamesHelp: "Contains the product key, device key, client ID and secret fingerprint, but not the secret. Anyone may see this label.", "含 Product Key、Device Key、Client ID 和密钥指纹，不含密钥，可制成公开标签。";
        CodeWarning: "A QR code with the secret is as sensitive as the secret: anyone who photographs it can log in as this device.", "含密钥的二维码等同于密钥：拍下它的人即可冒充该设备登录。";
        AddSecret: "Add the secret to the QR code", "在二维码中加入密钥";
        DropSecret: "Remove the secret from the QR code", "从二维码中移除密钥";
        CodeTooLong: "These keys are too long for a QR code that a phone can read from a screen.", "这些 Key 过长，生成的二维码手机无法从屏幕上识别。";
        Template: "Template", "模板";
        TemplateKept: "After you copy with it, this browser saves the template for the next visit. The template must not contain a secret.", "使用后，模板会保存在此浏览器中供下次使用；模板本身不得包含密钥。";
        TemplateHoldsSecret: "The template contains a secret, so it was not saved. Write {0} instead.", "模板本身包含密钥，因此未保存。请改写为 {0}。";
        Preview: "Preview, with the secret hidden:", "预览（密钥已隐藏）：";
        CopyIt: "Copy with this template", "按此模板复制";
        FileWarning: "The file contains the secret in plain text and stays where the browser saves it. Delete it when you are done.", "文件中的密钥是明文，并会留在浏览器保存的位置。用完请删除。";
        SaveAs: "Save as {0}", "保存为 {0}";
        Text: "Text", "文本";
        SaveSession: "Save this session", "保存本次会话";
        SaveCsv: "Save as CSV", "保存为 CSV";
        SaveJson: "Save as JSON", "保存为 JSON";
        WithSecrets: "Include device secrets", "包含设备密钥";
        WithSecretsHelp: "The file then contains all secrets of this session in plain text.", "勾选后，文件将以明文包含本次会话的所有密钥。";
    }
}
