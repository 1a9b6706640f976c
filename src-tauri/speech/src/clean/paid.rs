//! Tells a short line that holds text back until the reader pays, logs in or follows.
//! Where it stands, and what it makes of the speech, is the matter of `gap`.

/// What a site asks for.
const ASKED: [&str; 24] = [
    "付费",
    "支付",
    "购买",
    "解锁",
    "开通",
    "会员",
    "VIP",
    "充值",
    "登录",
    "登陆",
    "注册",
    "扫码",
    "关注",
    "订阅",
    "积分",
    "文币",
    "财富值",
    "打赏",
    "下载",
    "回复",
    "客户端",
    "APP",
    "点击",
    "授权",
];
/// What it speaks of that is not there.
const HELD: [&str; 34] = [
    "剩余",
    "余下",
    "未读",
    "其余",
    "后续",
    "下文",
    "后文",
    "隐藏",
    "续读",
    "继续阅读",
    "继续查看",
    "继续浏览",
    "后阅读",
    "后可读",
    "后可阅",
    "后可查看",
    "后可见",
    "后查看",
    "后显示",
    "后可看",
    "可见内容",
    "可读全文",
    "阅读全文",
    "查看全文",
    "畅读",
    "看全文",
    "浏览全文",
    "才能阅读",
    "才能查看",
    "方可阅读",
    "方可查看",
    "完整内容",
    "全部内容",
    "完整版",
];
/// What it lets be read for nothing.
const SHOWN: [&str; 14] = [
    "试读",
    "试看",
    "免费预览",
    "仅可查看",
    "仅能查看",
    "只能查看",
    "仅展示",
    "仅显示",
    "只显示",
    "只展示",
    "您已阅读",
    "你已阅读",
    "已阅读本文",
    "预览",
];
/// What is missing at the front: 文章开头缺失.
const FRONT: [&str; 7] = ["开头", "前文", "前半", "上文", "首段", "前面", "正文"];
const MISSING: [&str; 6] = ["缺失", "省略", "隐藏", "不可见", "未显示", "已略"];

/// True for a line that says the front of the text is missing.
pub(super) fn lacks_front(words: &str) -> bool {
    let any = |list: &[&str]| list.iter().any(|w| words.contains(w));
    let asked = any(&ASKED) || words.ends_with(['）', ')', '】', ']']);
    any(&FRONT) && any(&MISSING) && asked && !words.ends_with('。')
}

/// True for such a line, folded. A speaker who tells his hearers where to read on says 我们, 大家 or
/// 请同志们, or ends his sentence.
pub(super) fn holds_back(words: &str) -> bool {
    let any = |list: &[&str]| list.iter().any(|w| words.contains(w));
    if any(&["我们", "大家", "同志", "各位", "群众", "各地", "各级"]) || words.ends_with('。')
    {
        return false;
    }
    let asked = any(&ASKED);
    asked && any(&HELD) || any(&SHOWN) && (asked || words.contains(['%', '页', '字', '％']))
}

#[cfg(test)]
mod tests {
    use super::{holds_back, lacks_front};

    #[test]
    fn a_line_that_holds_text_back_is_known_however_it_asks() {
        for line in [
            "您已阅读本文的39%，继续阅读请支付 ¥5.00",
            "剩下的请开通会员，畅读三十篇",
            "未登录用户仅可查看前3页",
            "关注公众号后可查看其余部分",
            "此处内容登录后可见内容",
            "扫码支付2元阅读全文",
        ] {
            assert!(holds_back(line), "{line}");
        }
        assert!(lacks_front("（开头缺失，付费后显示）"));
        for line in [
            "请大家登录平台查看全文。",
            "其余的事会后再说",
            "下载表格，填好上报",
            "点击下载本文（Word版）",
        ] {
            assert!(!holds_back(line) && !lacks_front(line), "{line}");
        }
    }
}
