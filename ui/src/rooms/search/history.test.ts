import { expect, test } from 'vitest'
import { withSearch } from './history'

test.each([
  [[], '工期', ['工期']],
  [['养老'], ' 工期  项目 ', ['工期 项目', '养老']],
  [['养老', '工期'], '工期', ['工期', '养老']],
  [['工', '养老'], '工期', ['工期', '养老']],
  [['养老'], '  ', ['养老']],
])('%j and %s', (history, query, after) => expect(withSearch(history, query)).toEqual(after))

test('the oldest are forgotten', () => {
  const many = Array.from({ length: 40 }, (_, n) => `词${n}`)
  expect(withSearch(many, '新的')).toHaveLength(30)
})
