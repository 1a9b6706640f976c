//! Documents of each kind, damaged at random: the same ones every time.

use super::made;

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

/// One document of each kind, those too that are read without a child.
pub fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let paragraph = "<w:p><w:r><w:t>同志们：今天开会。</w:t></w:r></w:p>";
    let cell =
        format!("<w:tbl><w:tr><w:tc>{paragraph}</w:tc><w:tc>{paragraph}</w:tc></w:tr></w:tbl>");
    let mail = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=BD=B2=BB=B0</p>\r\n--b--";
    let page = "<html><head><title>在春灌会上的讲话_某某网</title><meta property='og:site_name' content='某某网'></head><body><h2>修<b>渠</b></h2><table><tr><td><p>同志们：</p><p>今天开会，部署工作。</p></td></tr></table></body></html>";
    vec![
        ("a.docx", made::docx(&(paragraph.repeat(5) + &cell))),
        ("a.odt", made::odt("<text:p>同志们：今天开会。</text:p><text:list text:style-name='L1'><text:list-item><text:p>甲</text:p></text:list-item></text:list>")),
        ("a.epub", made::epub(&["<p>同志们：今天开会。</p>", "<p>散会。</p>"])),
        ("a.ofd", made::ofd(&[made::ofd_line(20.0, 20.0, "同志们：今天开会。"), made::ofd_line(20.0, 30.0, "散会。")])),
        ("a.doc", made::doc(&["同志们：", "#今天开会。", "#部署工作。"])),
        ("a.pdf", made::pdf(&[&["同志们今天开会", "部署工作"], &["散会"]])),
        ("a.rtf", br"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 x;}}\f0 \'bd\'b2\'bb\'b0\par \u35762?{\footnote x}\trowd\cell\row}".to_vec()),
        ("a.html", page.as_bytes().to_vec()),
        ("a.mht", mail.as_bytes().to_vec()),
        ("a.md", "# 讲话\n\n## 一、修渠\n**一是先看。**[见](a)再\\*说\n> 引\n```\n码\n```\n__年__月".as_bytes().to_vec()),
        ("a.txt", "讲话\r\n同志们：今天开会。".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("a.zip", made::zip(&[("一/甲.txt", "同志们：今天开会。".as_bytes()), ("乙.zip", &made::zip(&[("丙.md", b"# x")]))])),
    ]
}

/// A document with some of its bytes changed, taken out, doubled, or made large numbers.
pub fn mutant(dice: &mut Dice, whole: &[u8]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..1 + dice.roll(6) {
        if bytes.is_empty() {
            break;
        }
        let at = dice.roll(bytes.len());
        let end = bytes.len().min(at + 1 + dice.roll(64));
        match dice.roll(7) {
            0 => bytes[at] ^= 1 << dice.roll(8),
            1 => bytes[at..end].fill([0x00, 0xFF, 0x7F, b'<', b'(', b'9'][dice.roll(6)]),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let part = bytes[at..end].to_vec();
                let times = 1 + dice.roll(200);
                bytes.splice(at..at, part.repeat(times));
            }
            4 => bytes.truncate(at),
            5 => drop(bytes.splice(at..at, b"4294967295 ".to_vec())),
            _ => bytes.swap(at, end - 1),
        }
    }
    bytes
}
