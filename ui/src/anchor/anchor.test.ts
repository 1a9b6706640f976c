import { expect, test } from 'vitest'
import type { SpeechView } from '../wire/wire'
import { findAll, trimmed } from './find'
import { flow, type Piece } from './flow'
import { pushDown } from './layout'
import { setPage, type Notices } from './page'
import { TextMap } from './textmap'
import { typeset } from './typeset'

const text = '在全市推进会上的讲话\n（2020年6月1日）\n同志们：\n今年1—5月完成投资11.7亿元，只占“计划”。\n一、先算账\n（一）算民生账。XX区还有486个小区\n谁签字谁负责'
const at = (words: string, from = 0): [number, number] => [text.indexOf(words, from), text.indexOf(words, from) + words.length]
const bodyStart = text.indexOf('同志们')

const view = {
  row: { id: 's', title: '在全市推进会上的讲话', supplied: false },
  text,
  bodyStart,
  outline: [
    { depth: 1, text: '一、先算账', at: at('一、先算账') },
    { depth: 2, text: '（一）算民生账', at: at('（一）算民生账') },
  ],
  slots: [{ sort: 'other', words: 'XX', at: [at('XX')] }],
  gaps: [{ at: at('谁签字')[1], missing: 722, quote: '', kind: 'gap' }],
  removed: [
    { index: 0, at: bodyStart, text: '仅供学习', rule: 'n', reason: { zh: '声明', en: 'notice' } },
    { index: 1, at: at('完成投资')[0], text: '会员专享', rule: 'n', reason: { zh: '声明', en: 'notice' } },
  ],
} as unknown as SpeechView

const mark = (words: string): Node => {
  const element = document.createElement('div')
  element.className = 'mark'
  element.textContent = words
  return element
}
const notices: Notices = { gap: () => mark('此处缺'), removed: (one) => mark(one.text), removedInside: (one) => mark(one.text) }

function set(plain: boolean) {
  const places = { title: document.createElement('h1'), bylines: document.createElement('div'), body: document.createElement('div') }
  document.body.replaceChildren(places.title, places.bylines, places.body)
  return { places, page: setPage(places, view, notices, { plain }) }
}

for (const plain of [true, false]) {
  test(`any span is found on the page as it stands in the text (${plain ? 'plain' : 'with wraps'})`, () => {
    const { page } = set(plain)
    for (const words of ['在全市', '2020年6月1日', '今年1—5月', '完成投资11.7亿元，只占', '“计划”。', '先算账', 'XX区', '486个小区', '讲话\n（2020', '计划”。\n一、先算账\n（一）算']) {
      const range = page.map.range(at(words))!
      const copy = range.cloneContents()
      copy.querySelectorAll('.mark').forEach((one) => one.remove())
      expect(copy.textContent).toBe(words.replaceAll('\n', ''))
      expect(page.map.span(range)).toEqual(at(words))
    }
  })
}

test('a long text is set bit by bit and ends the same', () => {
  const places = { title: document.createElement('h1'), bylines: document.createElement('div'), body: document.createElement('div') }
  const long = Array.from({ length: 900 }, (_, i) => `第${i}段话在这里。`).join('\n')
  const page = setPage(places, { ...view, text: long, bodyStart: 0, outline: [], slots: [], gaps: [], removed: [] }, notices, { plain: false })
  const first = page.blocks.length
  expect(first).toBeLessThan(900)
  expect(page.map.range([long.length - 3, long.length])).toBeNull()
  page.more({ offset: 6000 })
  expect(page.blocks.length).toBeGreaterThan(first)
  while (!page.more({ milliseconds: 1 }));
  expect(places.body.textContent).toBe(long.replaceAll('\n', ''))
  expect(page.map.range([long.length - 3, long.length])!.toString()).toBe('这里。')
})

test('a selection that begins or ends outside the text covers the text inside it', () => {
  const { places, page } = set(false)
  const range = document.createRange()
  range.selectNodeContents(places.body)
  expect(page.map.span(range)).toEqual([bodyStart, text.length])
  range.setStart(places.body.querySelector('.mark')!.firstChild!, 1)
  expect(page.map.span(range)).toEqual([bodyStart, text.length])
  range.setStart(places.body, places.body.childNodes.length)
  expect(page.map.span(range)).toBeNull()
})

test('nothing outside the text has a range', () => {
  const { page } = set(false)
  expect(page.map.range([text.length, text.length + 5])).toBeNull()
  expect(page.map.range([5, 5])).toBeNull()
  expect(new TextMap().range([0, 1])).toBeNull()
})

test('the title of the text is the title of the page, the date stands under it', () => {
  const { places } = set(false)
  expect(places.title.textContent).toBe('在全市推进会上的讲话')
  expect(places.bylines.textContent).toBe('（2020年6月1日）')
})

test('markup in a speech is text', () => {
  const parent = document.createElement('p')
  const hostile = '<img src=x onerror=alert(1)>很好'
  typeset(parent, hostile, [0, hostile.length], { slots: [] }, new TextMap(), { plain: false })
  expect(parent.textContent).toBe(hostile)
  expect(parent.querySelector('img')).toBeNull()
})

const shape = (pieces: Piece[]): string =>
  pieces.map((p) => (p.kind === 'gap' ? 'gap' : p.kind === 'removed' ? `-${p.removed.text}` : `${p.kind === 'heading' ? 'h' : p.flush ? 'flush' : 'p'}:${text.slice(...p.at).slice(0, 4)}`)).join(' ')

test('headings, gaps and removed lines stand where they stood', () => {
  const laid = flow({ ...view, title: view.row.title })
  expect(shape(laid.pieces)).toBe('-仅供学习 flush:同志们： p:今年1— h:一、先算 p:（一）算 p:谁签字 gap flush:谁负责')
  const runIn = laid.pieces.find((p) => p.kind === 'paragraph' && p.runIn)
  expect(runIn && runIn.kind === 'paragraph' && text.slice(...runIn.runIn!)).toBe('（一）算民生账。')
})

test('a title of two lines is put together', () => {
  const two = flow({ text: '在全市重点项目\n视频会议上的讲话\n同志们：', bodyStart: 17, title: '在全市重点项目视频会议上的讲话', outline: [], gaps: [], removed: [] })
  expect(two.title).toEqual([[0, 7], [8, 16]])
})

test('the character before a change of script is wrapped, and the first of two signs', () => {
  const parent = document.createElement('p')
  const words = '有486个，叫“三年”，好'
  typeset(parent, words, [0, words.length], { slots: [] }, new TextMap(), { plain: false })
  expect([...parent.querySelectorAll('.ls')].map((e) => e.textContent)).toEqual(['有', '6'])
  expect([...parent.querySelectorAll('.halt')].map((e) => e.textContent)).toEqual(['”'])
  expect([...parent.querySelectorAll('.unit')].map((e) => e.textContent)).toEqual(['486个'])
})

test('margin notes push one another down and keep their distance', () => {
  const note = (wanted: number, height: number) => ({ id: `${wanted}`, wanted, height })
  expect(pushDown([note(0, 40), note(10, 20), note(200, 30)])).toEqual([0, 48, 200])
})

test('words are found without regard to case, and never overlap', () => {
  expect(findAll('GDP增长，gdp下降', 'Gdp')).toEqual([[0, 3], [6, 9]])
  expect(findAll('啊啊啊', '啊啊')).toEqual([[0, 2]])
  expect(findAll('字', '')).toEqual([])
  expect(trimmed(' 好\n', [0, 3])).toEqual([1, 2])
  expect(trimmed('  ', [0, 2])).toBeNull()
})
