//! Pairs of versions, made: speeches of formulas and own sentences, and what becomes of them.

use speech::kin::{Buckets, Letters, Sketch, version};

/// Numbers that look random and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    /// From 0 up to `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}

const OPENINGS: [&str; 6] = [
    "同志们：今天我们在这里召开这次会议，主要任务是总结前一阶段工作，分析当前形势，安排部署下一阶段任务。",
    "这次会议是经过认真研究决定召开的一次十分重要的会议，刚才几位同志作了很好的发言，我完全赞成，请大家认真抓好落实。",
    "下面，我根据会议安排，就做好当前和今后一个时期的工作讲三点意见，供大家参考，不妥之处请批评指正。",
    "在全市上下深入学习贯彻重要精神的关键时刻，我们召开这次会议，意义重大，影响深远。",
    "刚才，有关单位汇报了工作进展情况，讲得都很好，很有针对性，请大家相互学习借鉴，取长补短。",
    "首先，我代表班子向长期以来奋战在一线的广大干部职工表示衷心的感谢和亲切的慰问。",
];

const FORMULAS: [&str; 14] = [
    "一、统一思想，提高认识，切实增强做好工作的责任感和紧迫感。",
    "二、突出重点，狠抓关键，确保各项任务落到实处。",
    "三、加强领导，强化保障，形成齐抓共管的工作合力。",
    "各级各部门要切实把思想和行动统一到上级的决策部署上来，以高度的政治自觉抓好贯彻落实。",
    "主要领导要亲自抓、负总责，分管领导要靠前指挥、具体抓，一级抓一级，层层抓落实。",
    "要建立健全工作责任制，把任务分解到岗位、落实到人头，做到人人肩上有担子、个个身上有指标。",
    "要严明纪律，强化监督检查，对工作不力、推诿扯皮的，要严肃追究责任，绝不姑息迁就。",
    "要加强宣传引导，充分运用各种媒体，营造全社会关心支持的浓厚氛围。",
    "同志们，目标已经明确，任务十分艰巨，责任重于泰山，使命无上光荣。",
    "让我们更加紧密地团结起来，开拓创新，真抓实干，为实现新的更大发展而努力奋斗。",
    "在肯定成绩的同时，我们也要清醒地看到存在的问题和不足，主要表现在以下几个方面。",
    "当前和今后一个时期，总的要求是坚持稳中求进，以推动高质量发展为主题，统筹发展和安全。",
    "要坚持问题导向，聚焦薄弱环节，拿出过硬举措，补齐短板弱项，务求取得实效。",
    "谢谢大家。",
];

pub const WORDS: &str = "项目 企业 群众 干部 乡镇 工程 资金 计划 投资 建设 服务 管理 改革 创新 市场 资源 环境 生态 农业 工业 旅游 教育 医疗 社区 交通 水利 电力 粮食 种植 养殖 园区 招商 签约 落地 开工 投产 达标 验收 考核 督查 整改 培训 就业 创业 收入 增长 下降 提高 降低 完成 推进 实施 开展 组织 协调 配合 支持 解决 处理 研究 调查 分析 统计 报告 制度 机制 办法 措施 方案 标准 规范 程序 流程 平台 系统 数据 信息 网络 技术 设备 产品 质量 品牌 价格 成本 效益 利润 税收 财政 金融 贷款 保险 土地 房屋 道路 桥梁 隧道 港口 机场 车站 河流 水库 山林 草原 矿山 煤炭 石油 天然气 钢铁 水泥 化工 纺织 食品 药品 机械 电子 汽车 船舶 飞机 卫星";

fn sentence(dice: &mut Dice, words: &[&str]) -> String {
    let mut text = String::new();
    for at in 0..8 + dice.roll(14) {
        text.push_str(words[dice.roll(words.len())]);
        match dice.roll(9) {
            0 => text.push_str(&format!("{}", dice.roll(9000))),
            1 if at > 0 => text.push('，'),
            2 => text.push(['的', '和', '在', '对', '把', '向', '为'][dice.roll(7)]),
            _ => {}
        }
    }
    text + "。"
}

/// A speech of 10 to 60 sentences, a third of them formulas in their usual order.
pub fn speech(dice: &mut Dice, words: &[&str]) -> Vec<String> {
    let mut sentences: Vec<String> = OPENINGS[..1 + dice.roll(OPENINGS.len())]
        .iter()
        .map(ToString::to_string)
        .collect();
    for formula in FORMULAS {
        for _ in 0..1 + dice.roll(4) {
            sentences.push(sentence(dice, words));
        }
        if dice.roll(3) > 0 {
            sentences.push(formula.to_string());
        }
    }
    sentences
}

/// What sites, editors and scanners do to a text: up to `most` of a hundred letters changed.
fn edited(dice: &mut Dice, sentences: &[String], most: usize, words: &[&str]) -> String {
    let rate = dice.roll(most + 1);
    match dice.roll(4) {
        // Read from a scan: letters wrong, missing or doubled anywhere.
        0 => {
            let letters: Vec<char> = words.concat().chars().collect();
            let mut text = String::new();
            for c in sentences.concat().chars() {
                match dice.roll(100) < rate {
                    true => match dice.roll(6) {
                        0 => {}
                        1 => text.extend([c, letters[dice.roll(letters.len())]]),
                        _ => text.push(letters[dice.roll(letters.len())]),
                    },
                    false => text.push(c),
                }
            }
            text
        }
        // Edited: sentences taken out, put in, written anew.
        1 => {
            let mut text = String::new();
            for sentence in sentences {
                match (dice.roll(100) < rate, dice.roll(3)) {
                    (true, 0) => {}
                    (true, 1) => text.push_str(&self::sentence(dice, words)),
                    (true, _) => text.push_str(&(sentence.clone() + &self::sentence(dice, words))),
                    (false, _) => text.push_str(sentence),
                }
                text.push('\n');
            }
            text
        }
        // A preview: the beginning, and the notice of the site.
        2 => {
            let kept = (sentences.len() * (25 + dice.roll(60)) / 100).max(7);
            sentences[..kept.min(sentences.len())].concat() + "（未完，登录后阅读全文）"
        }
        // A passage out of the middle.
        _ => {
            let kept = (sentences.len() * (35 + dice.roll(50)) / 100).max(8);
            let from = dice.roll(sentences.len().saturating_sub(kept) + 1);
            sentences[from..(from + kept).min(sentences.len())].join("\n")
        }
    }
}

/// How well planted pairs were found.
pub struct Measured {
    pub recall: f64,
    pub precision: f64,
}

/// So many pairs among as many speeches that have nothing to do with any other.
pub fn measure(pairs: usize, seed: u64) -> Measured {
    let words: Vec<&str> = WORDS.split(' ').collect();
    let mut dice = Dice(seed);
    let mut texts: Vec<(usize, Letters)> = Vec::new();
    for pair in 0..pairs {
        let whole = speech(&mut dice, &words);
        texts.push((pair, Letters::new(&whole.concat(), 0)));
        let other = edited(&mut dice, &whole, 30, &words);
        texts.push((pair, Letters::new(&other, 0)));
        // And one that has nothing to do with any other.
        let alone = speech(&mut dice, &words).concat();
        texts.push((pairs + pair, Letters::new(&alone, 0)));
    }
    // In an order in which the two of a pair may lie far apart.
    for at in (1..texts.len()).rev() {
        texts.swap(at, dice.roll(at + 1));
    }
    let mut buckets = Buckets::default();
    let (mut right, mut wrong) = (0, 0);
    for (at, (pair, letters)) in texts.iter().enumerate() {
        let sketch = Sketch::new(letters);
        for number in buckets.find(&sketch) {
            let (other, held) = &texts[number as usize - 1];
            match version(letters, held) {
                Some(_) if other == pair => right += 1,
                Some(_) => wrong += 1,
                None if held.is_short() => {}
                // Those that follow share less.
                None => break,
            }
        }
        buckets.add(at as u32 + 1, &sketch, |_| false);
    }
    Measured {
        recall: f64::from(right) / pairs as f64,
        precision: f64::from(right) / f64::from((right + wrong).max(1)),
    }
}
