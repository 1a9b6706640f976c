//! Plain text: what Chinese office files look like without any format.
//! Escapes nothing, for nothing is markup.

use crate::Block;

pub(crate) fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Title(title) => out.push_str(&format!("{title}\n\n")),
            Block::Heading(_, heading) => out.push_str(&format!("\n{heading}\n")),
            Block::Facts(facts) => {
                facts
                    .iter()
                    .for_each(|(label, value)| out.push_str(&format!("{label}：{value}\n")));
                out.push('\n');
            }
            Block::Paragraph(text) => out.push_str(&format!("　　{text}\n")),
            Block::Gap(words) => out.push_str(&format!("……（{words}）……\n")),
            Block::Quote(words, source) => out.push_str(&format!("{words}\n——{source}\n\n")),
            Block::Comment(words) => out.push_str(&format!("［{words}］\n\n")),
        }
    }
    out
}
