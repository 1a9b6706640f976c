import { expect, test } from 'vitest'
import { paragraphs, segments } from './segments'

const check = (ranges: Parameters<typeof segments>[2]) =>
  segments('今天是六月十日', 10, ranges).map((s) => `${s.text}${s.kinds.length ? `[${s.kinds.join('+')}${s.tag ? ` ${s.tag}` : ''}]` : ''}`).join('|')

test('a text is cut where marks begin and end', () => {
  expect(check([])).toBe('今天是六月十日')
  expect(check([{ at: [13, 17], kind: 'lit', tag: '起' }])).toBe('今天是|六月十日[lit 起]')
  expect(check([{ at: [12, 15], kind: 'lit', tag: '起' }, { at: [14, 16], kind: 'slot' }])).toBe('今天|是六[lit]|月[lit+slot 起]|十[slot]|日')
  expect(check([{ at: [0, 5], kind: 'lit' }, { at: [12, 12], kind: 'lit' }, { at: [15, 90], kind: 'lit' }])).toBe('今天是六月|十日[lit]')
})

test('paragraphs keep their places', () => {
  const text = '甲\n\n乙丙\n'
  for (const { text: line, start } of paragraphs(text)) expect(text.slice(start, start + line.length)).toBe(line)
  expect(paragraphs(text).map((p) => p.text)).toEqual(['甲', '乙丙'])
})
