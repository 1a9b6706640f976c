import { expect, test } from 'vitest'
import { columns, layoutOf, resized, sortAfter, standard, turned, widthOf } from './columns'

const of = (id: string) => columns.find((column) => column.id === id)!

test('columns stand in one order whatever order they were chosen in, and the title stays', () => {
  expect(turned(turned(standard, 'added'), 'genre').shown).toEqual(['title', 'date', 'type', 'themes', 'speaker', 'genre', 'length', 'added'])
  expect(turned(standard, 'title').shown).toContain('title')
})

test('a width is kept within bounds, and a double press gives it up', () => {
  expect(widthOf(resized(standard, 'date', 7), 'date')).toBe(48)
  expect(widthOf(resized(resized(standard, 'date', 260), 'date', null), 'date')).toBe(150)
})

test.each([[null], [{}], [{ shown: 'title' }], ['x']])('what was kept and makes no sense gives the usual columns', (kept) => expect(layoutOf(kept)).toEqual(standard))
test('a column that is no more is forgotten', () => expect(layoutOf({ shown: ['title', 'gone', 'date'], widths: { gone: 3, date: 200 } })).toEqual({ shown: ['title', 'date'], widths: { date: 200 } }))

test('a press on a head sorts by it, and by date both ways', () => {
  expect([sortAfter(of('date'), 'title'), sortAfter(of('date'), 'dateDown'), sortAfter(of('date'), 'dateUp')]).toEqual(['dateDown', 'dateUp', 'dateDown'])
  expect(sortAfter(of('themes'), 'title')).toBeNull()
})
