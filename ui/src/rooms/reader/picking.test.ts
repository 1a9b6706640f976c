import { expect, test } from 'vitest'
import type { Span } from '../../anchor/flow'
import { picking, sentence, sentences, stretched } from './picking'

const text = '同志们：\n  今天开会。他说：“要快！”要好；要省\n散会'
const words = (span: Span | null): string | null => span && text.slice(...span)

test('a sentence ends with its sign, the marks behind it, or the line', () => {
  expect(sentences(text).map(words)).toEqual(['同志们：', '今天开会。', '他说：“要快！”', '要好；', '要省', '散会'])
})

test('from sentence to sentence', () => {
  const first = sentence(text, null, 8, 1)
  expect(words(first)).toBe('今天开会。')
  const next = sentence(text, first, 0, 1)
  expect(words(next)).toBe('他说：“要快！”')
  expect(words(sentence(text, next, 0, -1))).toBe('今天开会。')
  expect(sentence(text, sentences(text).at(-1)!, 0, 1)).toBe(null)
})

test('the end moves by a character or by a sentence and never before the beginning', () => {
  const at = sentence(text, null, 8, 1)!
  expect(words(stretched(text, at, -1, false))).toBe('今天开会')
  expect(words(stretched(text, at, 1, true))).toBe('今天开会。他说：“要快！”')
  expect(words(stretched(text, stretched(text, at, 1, true), -1, true))).toBe('今天开会。')
  expect(stretched(text, [at[0], at[0] + 1], -1, false)).toEqual([at[0], at[0] + 1])
  expect(stretched('𠮷日', [0, 3], -1, false)).toEqual([0, 2])
  expect(stretched('日𠮷', [0, 1], 1, false)).toEqual([0, 3])
  expect(stretched('日𠮷', [0, 3], -1, false)).toEqual([0, 1])
})

test('what was found is selected first', () => {
  let now: Span | null = null
  const keys = picking({ text: () => text, now: () => now, from: () => [8, 10], here: () => true, choose: (span) => (now = span) })
  const press = (name: string): void => void keys.find((one) => one.keys === name)!.run(new KeyboardEvent('keydown'))
  press('Shift+ArrowRight')
  expect(now).toEqual([8, 10])
  press('Shift+ArrowRight')
  expect(now).toEqual([8, 11])
})
