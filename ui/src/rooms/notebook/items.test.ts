import { expect, test } from 'vitest'
import type { BookItem } from '../../wire/wire'
import { excerptsOf, moved, movedSection, rowsOf, shownOf, type ExcerptRow, type Row } from './items'

/** `0 [a] 1 2 [b] 3`, as items. */
const book = (words: string): BookItem[] => words.split(' ').map((word) => (word.startsWith('[')
  ? { kind: 'section', id: word.slice(1, -1), name: word.slice(1, -1) }
  : { kind: 'excerpt', id: word, notebook: 'n', quote: word, comment: '', speech: 's', title: '', supplied: false, date: null, speaker: null, section: null, at: null }))
const reads = (rows: readonly Row[]): string => rows.map((row) => (row.kind === 'section' ? `[${row.section.name}]` : row.excerpt.id)).join(' ')
const items = (of: readonly BookItem[]): string => reads(rowsOf(of))
const open = (): boolean => false

test('excerpts are numbered through and counted under their heading', () => {
  const rows = rowsOf(book('0 [a] 1 2 [b]'))
  expect(rows.map((row) => (row.kind === 'section' ? [row.nth, row.count] : [row.number, row.under]))).toEqual([[1, null], [0, 2], [2, 'a'], [3, 'a'], [1, 0]])
  expect(excerptsOf(book('0 [a] 1')).map((one) => one.id)).toEqual(['0', '1'])
})
test('a folded section keeps its heading', () => expect(reads(shownOf(rowsOf(book('0 [a] 1 2 [b] 3')), (id) => id === 'a', null))).toBe('0 [a] [b] 3'))
test('an empty section is shown, so that something can be put into it', () => expect(reads(shownOf(rowsOf(book('[a] [b]')), open, null))).toBe('[a] [b]'))
test('a sieve leaves no heading of which nothing is left', () => {
  const three = (row: ExcerptRow): boolean => row.excerpt.id === '3'
  expect(reads(shownOf(rowsOf(book('0 [a] 1 2 [b] 3')), open, three))).toBe('[b] 3')
})
test.each([[0, 2, '1 2 0'], [2, 0, '2 0 1'], [1, 1, '0 1 2'], [0, 9, '1 2 0']])('from %d to %d: %s', (from, to, words) => expect(items(moved(book('0 1 2'), from, to))).toBe(words))
test('a section takes what is in it along, and what is before the first stays', () => {
  expect(items(movedSection(book('0 [a] 1 2 [b] 3'), 1, 0))).toBe('0 [b] 3 [a] 1 2')
  expect(items(movedSection(book('[a] 1 [b] [c] 2'), 0, 2))).toBe('[b] [c] 2 [a] 1')
})
