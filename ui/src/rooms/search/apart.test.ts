import { expect, test } from 'vitest'
import type { Row } from '../../wire/wire'
import { apart } from './apart'

const row = (id: string, file: string, title = '讲话', edtf = '2020-06-18'): Row => ({ id, file, title, date: { edtf } }) as Row

test('versions of one speech looked the same in a list', () => {
  const all = [row('1', '一稿/站点甲.txt'), row('2', '二稿/站点乙.txt')]
  expect(all.map((one) => apart(one, all))).toEqual(['站点甲.txt', '站点乙.txt'])
})

test('files of one name are told apart by their folders', () => {
  const all = [row('1', 'f/一稿/讲话.txt'), row('2', 'f/二稿/讲话.txt'), row('3', 'f/二稿/节选.txt')]
  expect(all.map((one) => apart(one, all))).toEqual(['一稿/讲话.txt', '二稿/讲话.txt', '节选.txt'])
})

test('another title or date says enough', () => {
  const all = [row('1', 'a.txt'), row('2', 'b.txt', '发言'), row('3', 'c.txt', '讲话', '2021')]
  expect(all.map((one) => apart(one, all))).toEqual([null, null, null])
})
