//! Words of the ways to hand a secret on, and of the file of a session.

sentences! {
    /// Large letters, QR code, own template, files.
    HandOver in hand_over {
        SecretOf: "Device secret of {0}", "{0} 的设备密钥";
        Close: "Close", "关闭";
        CodeOfNames: "QR code of the device’s keys and the secret’s fingerprint", "含设备标识和密钥指纹的二维码";
        CodeOfSecret: "QR code of the device’s keys and its secret", "含设备标识和密钥的二维码";
        CodeNamesHelp: "Product key, device key, client ID and the secret’s fingerprint, but not the secret: a label that anybody may see.", "含 Product Key、Device Key、Client ID 和密钥指纹，不含密钥：任何人都可以看到的标签。";
        CodeWarning: "A code with the secret is the secret: whoever photographs it can log in as this device.", "含密钥的二维码等同于密钥：拍下它的人即可冒充该设备登录。";
        AddSecret: "Put the secret into the code", "在二维码中加入密钥";
        DropSecret: "Take the secret out of the code", "从二维码中移除密钥";
        CodeTooLong: "These keys are too long for a QR code that a telephone reads off a screen.", "这些标识过长，手机无法从屏幕上识别其二维码。";
        Template: "Template", "模板";
        TemplateKept: "Once copied with it, this browser keeps the template for the next visit. It must not hold a secret itself.", "使用后，模板会保存在此浏览器中供下次使用；模板本身不得包含密钥。";
        TemplateHoldsSecret: "The template holds a secret itself, so it is not kept. Write {0} in its place.", "模板本身包含密钥，因此未保存。请改写为 {0}。";
        Preview: "What is copied, with the secret hidden:", "将要复制的内容（密钥已隐藏）：";
        CopyIt: "Copy with this template", "按此模板复制";
        FileWarning: "The file holds the secret for everybody to read, and stays where the browser puts it. Delete it when you're done.", "文件中的密钥是明文，并会留在浏览器保存的位置。用完请删除。";
        SaveAs: "Save as {0}", "保存为 {0}";
        Text: "Text", "文本";
        SaveSession: "Save this session", "保存本次会话";
        SaveCsv: "Save as CSV", "保存为 CSV";
        SaveJson: "Save as JSON", "保存为 JSON";
        WithSecrets: "With the device secrets", "包含设备密钥";
        WithSecretsHelp: "Then the file holds every secret of this session for everybody to read.", "勾选后，文件将以明文包含本次会话的所有密钥。";
    }
}
