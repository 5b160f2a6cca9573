//! Words of failures: title, cause, fixes.

sentences! {
    /// What went wrong and what may be done.
    Trouble {
        MostLikely: "Most likely first:", "可能的原因，按可能性排序：";
        Details: "Details", "详细信息";
        TryAgain: "Try again", "重试";
        CopyReport: "Copy report", "复制报告";
        ReportHelp: "The report holds no secret.", "报告不含密钥。";
        BackToForm: "Change the entries", "修改输入";
    }
}
