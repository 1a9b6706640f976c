import { expect, test } from 'vitest'
import { asTheyCome, together } from './together'

test('what belongs together follows the first, which keeps its place', () => {
  const hits = ['甲', '乙', '甲', '丙', '乙', '甲'].map((key) => ({ together: key }))
  expect(together(hits).map(({ at, follows }) => `${at}${follows ? '+' : ''}`)).toEqual(['0', '2+', '5+', '1', '4+', '3'])
  expect(asTheyCome(2)).toEqual([{ at: 0, follows: false }, { at: 1, follows: false }])
})
