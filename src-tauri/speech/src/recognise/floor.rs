//! Tells whose meeting it is at which somebody from below takes the floor: 请县领导放心.
//! Decides no level itself (`level`).

/// 县里的会一散，…请县领导放心: who takes the floor at a meeting of those above says whose it is.
pub(super) fn above(words: &str, genre: &str, own: &str) -> Option<&'static str> {
    let (above, units): (_, &[&str]) = match own {
        "level.village" => ("level.township", &["镇", "乡"]),
        "level.township" => ("level.county", &["县", "区", "旗"]),
        "level.county" => ("level.city", &["市", "州", "盟"]),
        _ => return None,
    };
    let floor = matches!(genre, "genre.remarks" | "genre.pledge");
    let named = |unit: &&str| {
        [
            ("", "里的会"),
            ("请", "领导放心"),
            ("请", "委放心"),
            ("各位", "领导"),
            ("请", "里支持"),
        ]
        .iter()
        .any(|(lead, tail)| words.contains(&format!("{lead}{unit}{tail}")))
            || words.contains(&format!("请{unit}委、{unit}政府放心"))
    };
    (floor && units.iter().any(named)).then_some(above)
}

#[cfg(test)]
mod tests {
    use super::above;

    #[test]
    fn who_takes_the_floor_says_whose_meeting_it_is() {
        let of = |words, genre| above(words, genre, "level.township");
        assert_eq!(
            of("县里的会一散，我就上堤。", "genre.pledge"),
            Some("level.county")
        );
        assert_eq!(
            of("请县委、县政府放心。", "genre.remarks"),
            Some("level.county")
        );
        assert_eq!(of("请县领导放心。", "genre.speech"), None);
        assert_eq!(of("请乡亲们放心。", "genre.pledge"), None);
    }
}
