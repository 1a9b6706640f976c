//! Bodies that meet by law or statute, known by their names whatever the session: congresses, plenums,
//! standing committees, leading groups. Other meetings are told by their last word (`meeting_type`).

/// Congresses and plenums, whose names have numbers inside: 八届二次全会, 政协…第二次会议.
pub fn of(name: &str, topics: &[&str]) -> Option<&'static str> {
    let session = name.contains("次会议") || name.contains("会议") || name.ends_with("全会");
    let plenum = name.contains("全会")
        || name.contains("次全体会议")
        || name.contains("次全体")
        || name.contains("全委会")
        || name.contains("全委扩大会")
        || name.contains("全委（扩大）会");
    if let Some(at) = name.rfind("常委会").or_else(|| name.rfind("常务委员会")) {
        // The committee whose meeting it is, or one that holds another sort of meeting:
        // 某旗委常委会专题民主生活会.
        let after = &name[at..];
        let other = topics
            .iter()
            .any(|w| after.contains(*w) && !w.contains("常"))
            || ["座谈会", "动员", "培训", "报告会"]
                .iter()
                .any(|w| after.contains(w));
        return (!other).then_some("meeting.standing_committee");
    }
    if (name.contains("纪委") || name.contains("纪律检查委员会")) && plenum {
        return Some("meeting.discipline_plenum");
    }
    // 区五届人大四次会议: short for 人民代表大会.
    if name.contains("届人大") && name.contains("次会议") {
        return Some("meeting.peoples_congress");
    }
    let congress = name.contains("代表大会");
    if congress && (name.contains("共产党") || name.contains("党代") || name.contains("次党"))
    {
        return Some("meeting.party_congress");
    }
    if congress && name.contains("人民代表大会") {
        return Some("meeting.peoples_congress");
    }
    if (name.starts_with("政协")
        || name.contains("政协委员会")
        || name.contains("届政协")
        || name.contains("人民政协")
        || name.contains("政治协商会议")
        || name.contains("市政协")
        || name.contains("县政协")
        || name.contains("区政协")
        || name.contains("省政协"))
        && (session || plenum)
        && name.contains('届')
    {
        return Some("meeting.cppcc");
    }
    if name.contains("政府") && plenum {
        return Some("meeting.government_plenary");
    }
    // 安委会第三次全体会议, 信访工作联席会议第二次全体会议: of those who lead one field of work.
    let leads = [
        "安委会",
        "联席会议",
        "领导小组",
        "指挥部",
        "防指",
        "森防指",
        "食安委",
        "食药安委",
        "减灾委",
        "爱卫会",
        "河长",
        "林长",
        "绿化委",
        "双拥办",
        "规委会",
        "招委会",
        "防火委",
        "禁毒委",
        "语委",
        "编委会",
        "审改办",
        "专班",
    ];
    if plenum && leads.iter().any(|w| name.contains(w)) {
        return Some("meeting.leading_group");
    }
    let committee = name.contains("委员会第") || name.contains("委员会全体");
    if committee && name.ends_with("会议") && !name.contains('届') {
        return Some("meeting.leading_group");
    }
    if plenum && !name.contains("政协") {
        return Some("meeting.party_plenum");
    }
    None
}
