import { expect, test } from 'vitest'
import { fake } from '../../host/fake'
import { places } from './found'
import { rowsOf } from './rows'

test('words are marked without overlaps', () => {
  expect(places('倒排工期，排工期', ['排工期', '倒排'])).toEqual([[0, 2], [5, 8]])
  expect(places('工期', [''])).toEqual([])
})

test('notes stand under their speech; the lost are found by their filter', async () => {
  const host = fake({ pace: 0 })
  const notes = (await host.notes({}, 0, 100)).rows
  const all = rowsOf(notes)
  expect(all.filter((row) => row.kind === 'note')).toHaveLength(notes.length)
  expect(new Set(all.filter((row) => row.kind === 'head').map((row) => row.note.speech)).size).toBe(all.filter((row) => row.kind === 'head').length)
  const lost = await host.notes({ lost: true }, 0, 100)
  expect(rowsOf(lost.rows).map((row) => row.kind)).toEqual(['head', 'note'])
  expect(lost.lost).toBe(1)
})

test('a lost note is given new words', async () => {
  const host = fake({ pace: 0 })
  const [note] = (await host.notes({ lost: true }, 0, 1)).rows
  await host.changeNote(note!.id, { at: [0, 6] })
  expect((await host.notes({ lost: true }, 0, 1)).total).toBe(0)
  await host.undo()
  expect((await host.notes({ lost: true }, 0, 1)).total).toBe(1)
})
