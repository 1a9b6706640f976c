import { expect, test } from 'vitest'
import { fake } from '../../host/fake'
import { places } from './found'
import { rowsOf } from './rows'

test('words are marked without overlaps', () => {
  expect(places('倒排工期，排工期', ['排工期', '倒排'])).toEqual([[0, 2], [5, 8]])
  expect(places('工期', [''])).toEqual([])
})

test('notes stand under their speech; what is not asked for leaves no empty head', async () => {
  const notes = (await fake({ pace: 0 }).notes(null, 0, 100)).rows
  const all = rowsOf(notes, { worded: false, lost: false })
  expect(all.filter((row) => row.kind === 'note')).toHaveLength(notes.length)
  expect(new Set(all.filter((row) => row.kind === 'head').map((row) => row.note.speech)).size).toBe(all.filter((row) => row.kind === 'head').length)
  const lost = rowsOf(notes, { worded: false, lost: true })
  expect(lost.map((row) => row.kind)).toEqual(['head', 'note'])
  expect(rowsOf(notes, { worded: true, lost: true })).toEqual([])
})
