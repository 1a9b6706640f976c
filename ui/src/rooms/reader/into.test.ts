import { expect, test } from 'vitest'
import { hasChoice, placesOf } from './into'

const books = [{ id: 'a', name: '甲', count: 3, sections: [{ id: 's', name: '开头' }, { id: 'e', name: '结尾' }] }, { id: 'b', name: '乙', count: 0, sections: [] }]

test('an excerpt can go into each section of each notebook, and before the first', () => {
  const places = placesOf(books, { kind: 'section', notebook: 'a', section: 'e' })
  expect(places.map((one) => `${one.inset ? ' ' : ''}${one.label}${one.checked ? '*' : ''}`)).toEqual(['甲', ' 开头', ' 结尾*', '乙'])
  expect(places[0]!.place).toEqual({ kind: 'section', notebook: 'a', section: null })
  expect(places[2]!.place).toEqual({ kind: 'section', notebook: 'a', section: 'e' })
})
test('what stands before the first section is where one works, too', () => expect(placesOf(books, { kind: 'section', notebook: 'b', section: null }).map((one) => one.checked)).toEqual([false, false, false, true]))
test('one notebook without sections is no choice', () => expect([hasChoice([]), hasChoice(books.slice(1)), hasChoice(books.slice(0, 1))]).toEqual([false, false, true]))
