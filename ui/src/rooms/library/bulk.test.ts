import { expect, test } from 'vitest'
import type { Row } from '../../wire/wire'
import { changesOf, isEmpty, shiftsOf, type Naming } from './bulk'

const row = { type: 'meeting.progress', genre: null, level: null, speaker: '李明', date: { edtf: '2020-06' }, themes: ['a', 'b'] } as unknown as Row
const say: Naming = { term: (id) => id.toUpperCase(), date: () => '2020年6月', none: '未详', comma: '、' }

test('only what differs would change, from what to what', () => {
  expect(shiftsOf(row, { type: 'meeting.progress', date: '2021', speaker: null, add: ['c', 'a'], remove: ['b'] }, say)).toEqual([
    { what: 'date', from: '2020年6月', to: '2021' },
    { what: 'speaker', from: '李明', to: '未详' },
    { what: 'themes', from: 'A、B', to: '−B +C' },
  ])
  expect(shiftsOf(row, { date: '2020-06', add: ['a'], remove: ['z'] }, say)).toEqual([])
})

test('a field left as it is is not sent, one that is emptied is', () => {
  expect(changesOf({ level: null, add: [], remove: [] })).toEqual([{ field: 'level', value: null }])
  expect(isEmpty({ add: [], remove: [] })).toBe(true)
})
