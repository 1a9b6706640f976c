import { expect, test } from 'vitest'
import type { HeadingView } from '../wire/wire'
import { level, paired } from './pairing'

const heads = (...texts: string[]): HeadingView[] => texts.map((text, i) => ({ depth: 1, text, number: '', at: [i * 100, i * 100 + 5], function: null }))

test('sections correspond by their words, in order', () => {
  const pairs = paired(heads('一、看清形势，增强紧迫感', '二、压实责任', '三、抓好项目建设'), heads('一、认清当前形势', '二、备足物资', '三、狠抓项目建设', '四、层层传导'))
  expect(pairs).toEqual([0, null, 2])
})

test('what has no counterpart lies between its neighbours', () => {
  expect(level([0, null, 2], 4, 0, 0.5)).toEqual({ section: 0, share: 0.5 })
  expect(level([0, null, 2], 4, 1, 0)).toEqual({ section: 1, share: 0 })
  expect(level([0, null, 2], 4, -1, 0.2)).toEqual({ section: -1, share: 0.2 })
  expect(level([null], 0, 0, 0.5).section).toBeLessThan(1)
})
