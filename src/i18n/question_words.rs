//! Words of what is asked or said before something that cannot be taken back.

sentences! {
    /// Questions, the wait for EnOS's limit, and their buttons.
    Ask in ask {
        Wait: "Wait {0} s", "请等待 {0} 秒";
        SendAnyway: "Send anyway", "仍然发送";
        SpentHelp: "All three requests for these two minutes are used. A fourth request now locks this device out for five minutes.", "两分钟内的三次请求已用完，现在发送第四次会使该设备被锁定五分钟。";
        ClosedHelp: "EnOS has locked this device out. A request before this time has passed may restart the five minutes.", "EnOS 已锁定该设备，提前发送请求可能重新开始五分钟计时。";
        LockedOut: "EnOS has locked this device out after too many requests. Wait {0} s; there may be no other fault.", "请求过多，EnOS 已锁定该设备。请等待 {0} 秒；可能并无其他问题。";
        SpentNow: "No requests left. Wait {0} s before you try again; a fourth request now locks the device out for five minutes.", "请求已用完，请等待 {0} 秒后重试；现在发送第四次会使该设备被锁定五分钟。";
        Leave: "You have not viewed, copied or saved the secret of {0}.", "{0} 的密钥尚未查看、复制或保存。";
        LeaveHelp: "It stays under Session until you close this tab.", "在关闭此标签页之前，可在“本次会话”中找到它。";
        CopyAndGoOn: "Copy and continue", "复制并继续";
        GoOn: "Continue without copying", "不复制，继续";
        Stay: "Stay here", "留在此处";
        Replace: "{0} has had a secret since {1}. Another activation makes that secret invalid.", "{0} 已于 {1} 收到密钥，再次激活会使该密钥失效。";
        ActivateAgain: "Activate again", "再次激活";
        ShowThatSecret: "Open that secret", "打开该密钥";
        Cancel: "Cancel", "取消";
        Replaced: "Replaced at {0} by a newer secret of this device. This one is no longer valid.", "该设备已于 {0} 收到新的密钥，此密钥已失效。";
        BackTo: "Back to {0}", "返回 {0}";
        BackToForm: "Back to the form", "返回表单";
    }
}
