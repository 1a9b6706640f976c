import { expect, test } from 'vitest'
import type { Term } from '../../wire/wire'
import { aliasesOf, rowsOf } from './rows'

const term = (id: string, zh: string, parent: string | null = null, aliases: string[] = []): Term => ({ id, zh, en: zh, parent, pinyin: '', colour: null, aliases })
const terms = [term('a', '经济'), term('c', '社会'), term('b', '项目建设', 'a', ['重大项目']), term('d', '教育', 'c')]
const counts = [{ id: 'b', count: 3 }, { id: 'a', count: 1 }]
const said = (typed: string): string[] => rowsOf(terms, counts, typed).map((row) => `${row.below ? '-' : ''}${row.term.zh} ${row.count}`)

test('what is below stands below, and counts for what is above', () => expect(said('')).toEqual(['经济 4', '-项目建设 3', '社会 0', '-教育 0']))
test('a further word finds its term, with the one above it', () => expect(said('重大')).toEqual(['经济 4', '-项目建设 3']))
test('a broader term brings all of its own', () => expect(said('社会')).toEqual(['社会 0', '-教育 0']))
test('further words are parted by any comma', () => expect(aliasesOf('重大项目、 大项目，, x')).toEqual(['重大项目', '大项目', 'x']))
