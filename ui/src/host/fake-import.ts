/** What an import of the made archive takes in, file by file, and proposals in any number. Pure. */
import type { ImportLine, ImportProgress, Pasted, Words } from '../wire/wire'
import type { Made } from './fake-data'
import { nameOf } from './fake-terms'

const topics = ['农田水利', '秋粮收购', '校园安全', '招商引资', '污染防治', '基层治理', '营商环境', '公路养护', '养老服务', '林长制'] as const
const themes = ['theme.water', 'theme.agriculture', 'theme.safety', 'theme.promotion', 'theme.environment', 'theme.party', 'theme.business_climate', 'theme.transport', 'theme.civil', 'theme.environment'] as const
const kinds = [['meeting.progress', '推进会'], ['meeting.dispatch', '调度会'], ['meeting.work', '工作会议'], ['meeting.mobilisation', '动员会'], ['meeting.symposium', '座谈会']] as const
const levels = [['level.city', '全市'], ['level.county', '全县'], ['level.township', '全镇']] as const

/** A well-founded proposal; `n` decides all of it. */
export function proposal(n: number, id = `g${n}`): Made {
  const [level, where] = levels[n % 3]!
  const [type, kind] = kinds[n % 5]!
  const topic = topics[n % 10]!
  const year = 2010 + (n % 16)
  const month = 1 + (n % 12)
  const meeting = `${where}${topic}${kind}`
  return {
    id, state: 'inbox', file: `${year}/${topic}/${meeting}讲话${n}.txt`, title: `在${meeting}上的讲话`, meeting: `${meeting}（${year}年第${n}次）`,
    type, genre: 'genre.speech', level, date: `${year}-${String(month).padStart(2, '0')}`,
    why: { date: [[`${year}年${month}月`, '题下写明', 'Stated under the title']], type: [[kind, '题名写明', 'Stated in the title']] },
    themes: [[themes[n % 10]!, 'stated']],
    text: `在${meeting}上的讲话\n（${year}年${month}月）\n\n同志们：\n今天这个会专门说${topic}。上一次开会定了七件事，办成五件，还有两件要说清楚。\n一、没有办成的先说\n一件卡在人手，一件卡在想法。人手的事会后就调，想法的事今天就议。\n二、已经办成的再看\n办成不等于办好，请各单位自己先回头看一遍。`,
  }
}

export const manyMade = (more: number): Made[] => Array.from({ length: more }, (_, n) => proposal(n))

const words = (zh: string, en: string): Words => ({ zh, en })

/** The files of a made import, each with its line of the report. */
export function importSteps(run: number): { line: Omit<ImportLine, 'speeches' | 'needsOcr'>; made: Made[] }[] {
  return Array.from({ length: 36 }, (_, n) => {
    const made = proposal(n * 7 + 3, `i${run}-${n}`)
    const date = words(`${made.date!.slice(0, 4)}年${Number(made.date!.slice(5))}月`, made.date!)
    const type = nameOf(made.type!)
    switch (n % 9) {
      case 2:
        return { line: { name: `备份/${made.file.split('/').at(-1)}`, outcome: 'duplicate', words: words('与前一份逐字节相同，未另存', 'Same bytes as an earlier file; not kept twice') }, made: [] }
      case 3:
        return { line: { name: `扫描件/${String(n).padStart(4, '0')}.pdf`, outcome: 'failed', words: words('是图片，没有文字层；原件已收', 'Pictures only, no text; the original is kept') }, made: [] }
      case 5:
        return {
          line: { name: `汇编/发言合订${n}.docx`, outcome: 'split', words: words('一个文件，拆成 3 篇', 'One file, 3 speeches') },
          made: [0, 1, 2].map((k) => proposal(n * 31 + k, `i${run}-${n}-${k}`)),
        }
      case 7:
        return { line: { name: `新建文本文档 (${n}).txt`, outcome: 'waiting', words: words('缺标题，已代拟，待看', 'No title; one was composed; waiting') }, made: [{ ...made, supplied: true, marks: { title: 'doubtful' } }] }
      default:
        return { line: { name: made.file, outcome: 'taken', words: words(`${type.zh} · ${date.zh} · 各栏有据`, `${type.en} · ${date.en} · all fields founded`) }, made: [made] }
    }
  })
}

const firstLine = (text: string): string => text.split('\n').map((line) => line.trim()).find(Boolean) ?? ''

/** What pasted words would be filed as: the first line is the title. */
export function pasted(text: string, present: Made[]): Pasted {
  const title = firstLine(text)
  if (!title) return { speeches: [], already: false }
  return { speeches: [{ title, supplied: false, words: words('讲话 · 日期待定', 'Speech · undated'), length: text.length }], already: present.some((made) => made.text === text) }
}

/** The import of pasted words. */
export function pastedImport(text: string, id: string): { made: Made; progress: ImportProgress } {
  const title = firstLine(text)
  const made: Made = { ...proposal(1, id), file: `粘贴/${title}.txt`, title, text, date: null, why: {}, themes: [] }
  const line: ImportLine = { name: made.file, outcome: 'waiting', words: words('粘贴了 1 篇', 'Pasted 1 speech'), speeches: [id], needsOcr: false }
  return { made, progress: { name: title, done: 1, total: 1, rate: 1, secondsLeft: 0, speeches: 1, duplicates: 0, versions: 0, failed: 0, waiting: 0, pictures: 0, lines: [line], finished: true, cancelled: false, paused: false } }
}
