//! Every kind of page furniture around every kind of speech: the filing is the same as without it.
//! The furniture and the speeches are invented; what a single rule does is tested beside it.

use speech::{Guess, Hints, Proposal, lexicon, read};

/// A speech and what it is.
struct Speech {
    title: &'static str,
    /// Lines between title and body: theme, speaker, date.
    head: &'static [&'static str],
    body: &'static [&'static str],
    kind: &'static str,
    genre: &'static str,
}

const SPEECHES: &[Speech] = &[
    Speech {
        title: "在全县秋冬植树造林动员大会上的讲话",
        head: &["（2018年11月6日）"],
        body: &[
            "同志们：",
            "这次全县秋冬植树造林动员大会，是县委、县政府研究决定召开的。刚才，云山镇作了发言，讲得很好。下面，我讲三点意见。",
            "一、认清形势，增强造林绿化的紧迫感",
            "今年以来，全县完成造林三万亩，成活率比去年提高了两个百分点，但宜林荒山仍有不少。各乡镇要看到差距。",
            "二、突出重点，把树栽到最需要的地方",
            "要抓好河岸、路旁、村庄三处，坚持适地适树，做到栽一棵活一棵。",
            "三、加强领导，确保任务落实",
            "各级各部门要把任务分到山头地块，分到人。谢谢大家！",
        ],
        kind: "动员会",
        genre: "讲话",
    },
    Speech {
        title: "在市第三人民医院新门诊楼启用仪式上的致辞",
        head: &[],
        body: &[
            "尊敬的各位领导、各位来宾，同志们、朋友们：",
            "大家上午好！今天，我们在这里举行新门诊楼启用仪式。在此，我代表市第三人民医院，向各位领导的到来表示热烈的欢迎！",
            "新楼从打桩到启用历时二十六个月，凝结着建设者的汗水。",
            "我们将以此为新的起点，让病人少走路、少排队。",
            "最后，祝各位领导、各位来宾身体健康、工作顺利！谢谢大家！",
        ],
        kind: "启动仪式",
        genre: "致辞",
    },
    Speech {
        title: "全镇森林防火工作会议主持词",
        head: &[],
        body: &[
            "同志们：",
            "现在开会。今天我们召开全镇森林防火工作会议，主要任务是传达上级会议精神，安排今冬明春的森林防火工作。",
            "参加今天会议的有：镇党政班子成员，各村支部书记，护林员代表。",
            "会议有三项议程：一是传达文件；二是签订责任书；三是请镇长讲话。",
            "首先进行第一项议程，请李副镇长传达文件。",
            "下面，请镇长讲话，大家欢迎。",
            "同志们，会议到此结束，散会。",
        ],
        kind: "工作会议",
        genre: "主持词",
    },
    Speech {
        title: "县委书记在全县领导干部大会上的讲话",
        head: &[],
        body: &[
            "同志们：",
            "今天召开全县领导干部大会，主要是宣布县政府主要领导调整的决定。刚才，市委组织部的同志宣读了文件，作了讲话，我完全拥护。",
            "一要统一思想，自觉服从大局",
            "这次调整，是市委从全局出发作出的决定。",
            "二要加强团结，形成合力",
            "班子成员要多补台、不拆台。",
            "同志们，让我们振奋精神，把全县的各项事业推向前进！",
        ],
        kind: "干部大会",
        genre: "讲话",
    },
    Speech {
        title: "坚守初心办好家门口的学校",
        head: &[
            "——在全区教育工作会议上的发言",
            "青杉小学校长 陶远舟",
            "2019年8月20日",
        ],
        body: &[
            "尊敬的各位领导，同志们：",
            "非常感谢区里给我这次发言的机会。下面，我就青杉小学这几年的做法作一个汇报，不妥之处请批评指正。",
            "一、把教师放在心上",
            "学校小，留人难。我们给每位年轻教师配了师傅。",
            "二、把课堂放在前面",
            "每周三下午雷打不动听课评课。",
            "以上是我们的一点做法，谢谢大家！",
        ],
        kind: "工作会议",
        genre: "发言",
    },
];

/// Puts furniture around a speech.
type Furniture = (&'static str, fn(&Speech) -> String);

fn lines(parts: &[&[&str]]) -> String {
    parts.concat().join("\n") + "\n"
}

/// What stands below the title in a page that has the title of its own.
fn below(s: &Speech) -> String {
    lines(&[s.head, s.body])
}

const FURNITURE: &[Furniture] = &[
    ("none", |s| lines(&[&[s.title], s.head, s.body])),
    ("way to the page", |s| {
        lines(&[
            &["首页 > 公文写作 > 领导讲话 > 正文", s.title],
            &[
                "时间：2021-03-04 来源：网络整理 作者：佚名 点击：1203次",
                "",
                s.title,
            ],
            s.head,
            s.body,
            &["", "上一篇：乡镇工作总结范文", "下一篇：在妇代会上的讲话"],
        ])
    }),
    ("download box", |s| {
        lines(&[
            &[
                "分享",
                s.title,
                "下载文档",
                "大小：18.20KB",
                "页数：4页",
                "格式：DOCX",
            ],
            &["时间：2022-06-11", "收藏 分享赚钱", "温馨提示："],
            &[
                "1. 本文档由用户上传，版权归属用户。",
                "2. 下载前请仔细阅读文档内容。",
            ],
            &[s.title],
            s.head,
            s.body,
        ])
    }),
    ("tools behind the title", |s| {
        format!(
            "{} 打印\n发布时间：2020-05-09 来源：办公室 字体：【大 中 小】\n\n{}【打印本页】【关闭窗口】\n",
            s.title,
            below(s)
        )
    }),
    ("title with the site's name", |s| {
        format!("{0}-云山文秘网\n{0}\n{1}", s.title, below(s))
    }),
    ("title twice on one line", |s| {
        format!("{0} {0}\n{1}", s.title, below(s))
    }),
    ("words of the page above a text run together", |s| {
        let [first, rest @ ..] = s.body else {
            return String::new();
        };
        // A theme with its occasion and speaker keeps its lines.
        let joint = if s.head.len() > 1 { "\n" } else { " " };
        format!(
            "全文预览已结束\n下载本文档\n文档简介\n{}{joint}{first}{}\n",
            [&[s.title], s.head].concat().join(joint),
            rest.join("")
        )
    }),
    ("introduction of a document", |s| {
        format!(
            "全文预览已结束\n下载本文档\n版权说明：本文档由用户提供并上传，若内容存在侵权，请进行举报或认领\n文档简介\n{}\n{}",
            s.title,
            below(s)
        )
    }),
    ("editor's words", |s| {
        format!(
            "{0}(全文)\n时间：2023-02-01 10:20:11 讲话稿 浏览次数：\n{0} {1}下面是小编为大家整理的{0}(全文)，供大家参考。\n\n{0}\n{2}",
            s.title,
            s.body[1],
            below(s)
        )
    }),
    ("desktop", |s| {
        format!(
            "电脑桌面\n添加云山文秘到电脑桌面\n安装后可以在桌面快捷访问\n{0}\n栏目：领导讲话 发布：2020-06-01 浏览：2319 下载194次\n收藏\n★\n{0}\n{1}",
            s.title,
            below(s)
        )
    }),
    ("numbers of a download", |s| {
        format!(
            "{0}\nVIP免费\n2023-06-10\n999+\n20.57KB\n14 页\n海报\n侵权投诉\n{0}\n{1}",
            s.title,
            below(s)
        )
    }),
    ("menu", |s| {
        format!(
            "网站首页\n党建工作\n通知公告\n资料下载\n您现在的位置：首页 >> 领导讲话 >> 内容\n{}\n[ 作者：admin | 点击数：331 | 更新时间：2016/4/5 ]\n\n{}相关文章\n没有相关文章\n",
            s.title,
            below(s)
        )
    }),
    ("cut preview", |s| {
        format!(
            "{}\n试读已结束，开通会员可阅读全文\n{}……（省略1243字，正式会员可完整阅读）……\n",
            s.title,
            below(s)
        )
    }),
    ("abstract and keywords", |s| {
        format!(
            "{0}\n[摘要] {1}……\n关键词：讲话 会议 材料\n正文\n{0}\n{2}",
            s.title,
            s.body[1],
            below(s)
        )
    }),
    ("praise before the title", |s| {
        format!("【精品】{}\n{}", s.title, below(s))
    }),
    ("offer of several", |s| {
        format!("最新{0}范文（通用3篇）\n{0}\n{1}", s.title, below(s))
    }),
    ("hard lines", |s| {
        let wrapped: Vec<String> = s
            .body
            .iter()
            .flat_map(|p| {
                let chars: Vec<char> = p.chars().collect();
                chars
                    .chunks(28)
                    .map(|c| c.iter().collect())
                    .collect::<Vec<String>>()
            })
            .collect();
        format!("{}{}\n", lines(&[&[s.title], s.head]), wrapped.join("\n"))
    }),
    ("title over two lines", |s| {
        let chars: Vec<char> = s.title.chars().collect();
        let (a, b) = chars.split_at(chars.len() * 2 / 3);
        let (a, b): (String, String) = (a.iter().collect(), b.iter().collect());
        format!("{a}\n{b}\n{}", below(s))
    }),
];

fn zh(vocabulary: &lexicon::Vocabulary, guess: &Option<Guess<String>>) -> String {
    guess
        .as_ref()
        .and_then(|g| vocabulary.get(&g.value))
        .map_or(String::new(), |t| t.zh.to_owned())
}

fn faults(name: &str, speech: &Speech, text: &str) -> Vec<String> {
    let speeches: Vec<Proposal> = read(text, &Hints::default()).speeches;
    let [p] = speeches.as_slice() else {
        return vec![format!(
            "{name} / {}: {} speeches",
            speech.title,
            speeches.len()
        )];
    };
    let squeezed = |t: &str| t.replace(['—', ' '], "");
    let whole = format!("{}{}", speech.title, speech.head.first().unwrap_or(&""));
    let told = squeezed(&p.title.value);
    let mut faults = Vec::new();
    let mut check = |what: &str, fits: bool, said: &str| {
        if !fits {
            faults.push(format!("{name} / {}: {what} {said}", speech.title));
        }
    };
    check(
        "title",
        told == speech.title || told == squeezed(&whole),
        &p.title.value,
    );
    let kind = zh(lexicon::meeting_types(), &p.meeting.kind);
    check("type", kind == speech.kind, &kind);
    let genre = zh(lexicon::genres(), &p.genre);
    check("genre", genre == speech.genre, &genre);
    faults
}

#[test]
fn no_furniture_of_a_page_changes_what_a_speech_is() {
    let found: Vec<String> = FURNITURE
        .iter()
        .flat_map(|(name, around)| {
            SPEECHES
                .iter()
                .flat_map(move |s| faults(name, s, &around(s)))
        })
        .collect();
    assert!(found.is_empty(), "{}\n{}", found.len(), found.join("\n"));
}
