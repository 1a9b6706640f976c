//! The meeting that an opening names without a word of its being held: where it was put, who was called
//! up at it, how it is greeted, and that it closes. Whether such a name is a meeting's is not judged here.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::{Match, Regex};

use super::meeting::rule;

/// 把一年一度的全市防汛工作会议放在今天开: the meeting that was put on this day.
static PUT_ON: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:把|将)(?:这次|这个|今年的|一年一度的|全年的)?([^，。；：！？\n]{2,40}?(?:会议|大会|[一-龥]会))(?:放|定|选|安排|开|搬)(?:在|到|于)",
    )
});
/// 今天全县某某交流会把我叫上来发言, 领导安排我在某某会上作个汇报: whose turn it is to speak.
static CALLED_UP: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:今天|今日|这次|此次|本次)(?:的)?，?([^，。；：！？\n]{4,40}?(?:会议|大会|[一-龥]会|论坛|培训班))(?:把|叫|让|请|安排|给|要求|点名)[^。]{0,16}(?:发言|汇报|讲话|讲讲|说说|介绍|交流|讲一讲|上台|机会)|(?:让|叫|请|安排|点名|推荐|要)(?:我|我们|咱)[^，。]{0,10}?在(?:今天的|这次|此次|今天)?([^，。；：！？\n]{4,40}?(?:会议|大会|[一-龥]会|论坛|培训班))上(?:作|做|发言|汇报|交流|介绍|讲|说)|(?:有机会|有幸|荣幸)[^，。]{0,6}在(?:今天的|这次|此次|今天)?([^，。；：！？\n]{4,40}?(?:会议|大会|[一-龥]会|论坛|培训班))上(?:作|做|发言|汇报|交流|介绍|讲|说)",
    )
});
/// A congress that is greeted by those who come to it: 向某某代表大会致以热烈的祝贺.
static GREETED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"向([^，。：！\n]{4,60}?(?:大会|会议|论坛|典礼|仪式|博览会|运动会))[^。！\n]{0,60}?(?:致以|表示)[^，。！]{0,8}(?:祝贺|敬意|问候)|(?:对|祝贺)([^，。：！\n]{4,40}?(?:大会|会议|论坛|典礼|仪式|博览会|运动会|峰会))的?(?:胜利|隆重|成功|如期)?(?:召开|举办|举行|开幕)[^，。！]{0,6}(?:表示)?",
    )
});
/// A session that ends or begins by its full name: 政协某县第九届委员会第四次会议，…就要闭幕了.
static SESSION: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"((?:政协|中共|中国共产党|[^，。：；“\n]{2,14}第[一二三四五六七八九十\d]+届)[^，。\n]{2,30}(?:次会议|次全体会议|代表大会|全会))[^。\n]{0,40}(?:闭幕|开幕)",
    )
});
/// A rule, and whether it may tell anything of some words: trying it takes long.
type Rule = (&'static LazyLock<Regex>, fn(&str) -> bool);

static TELLING: [Rule; 4] = [
    (&SESSION, |words| {
        words.contains("闭幕") || words.contains("开幕")
    }),
    (&GREETED, may_be_greeted),
    (&PUT_ON, |words| ENDED_PUT_ON.is_match(words)),
    (&CALLED_UP, |words| ENDED_CALLED_UP.is_match(words)),
];
/// What follows the end of a name of [`PUT_ON`], each with the last letter of the name.
static ENDED_PUT_ON: LazyLock<AhoCorasick> =
    LazyLock::new(|| ended(&["会", "议"], &["放", "定", "选", "安排", "开", "搬"]));
/// The same of [`CALLED_UP`].
static ENDED_CALLED_UP: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let goes_on = [
        "把",
        "叫",
        "让",
        "请",
        "安排",
        "给",
        "要求",
        "点名",
        "上作",
        "上做",
        "上发言",
        "上汇报",
        "上交流",
        "上介绍",
        "上讲",
        "上说",
    ];
    ended(&["会", "议", "坛", "班"], &goes_on)
});

fn ended(last: &[&str], goes_on: &[&str]) -> AhoCorasick {
    let both = |last: &&str| goes_on.iter().map(|next| format!("{last}{next}")).collect();
    let words: Vec<String> = last.iter().flat_map::<Vec<String>, _>(both).collect();
    AhoCorasick::new(words).expect("the list is small")
}

/// False for most words: nobody congratulates, and no congress is named that is held.
fn may_be_greeted(words: &str) -> bool {
    let is_name = |held: &&str| {
        let mut before = words.match_indices(*held).map(|(at, _)| &words[..at]);
        before.any(|before| {
            let how = ["胜利", "隆重", "成功", "如期"];
            let name = how.iter().find_map(|w| before.strip_suffix(w));
            let name = name.unwrap_or(before);
            name.strip_suffix('的')
                .unwrap_or(name)
                .ends_with(['会', '议', '坛', '礼', '式'])
        })
    };
    ["祝贺", "敬意", "问候"].iter().any(|w| words.contains(w))
        || ["召开", "举办", "举行", "开幕"].iter().any(is_name)
}

/// The first such name in folded words.
pub fn meeting(words: &str) -> Option<Match<'_>> {
    TELLING.iter().find_map(|(told, may_tell)| {
        let hit = may_tell(words).then(|| told.captures(words)).flatten()?;
        (1..hit.len()).find_map(|group| hit.get(group))
    })
}
