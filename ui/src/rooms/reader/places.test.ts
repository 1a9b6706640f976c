import { expect, test } from 'vitest'
import { offsetAt, placesOn } from './places'

const blocks = [{ start: 0, end: 10 }, { start: 11, end: 31 }]

test('a place lies in its paragraph as far down as in its text', () => {
  expect(placesOn(blocks, [100, 200], 400, [[0, 2], [5, 6], [21, 22]])).toEqual([100, 150, 300])
})

test('places too close to be told apart are one, and those not set yet are none', () => {
  expect(placesOn(blocks, [100, 200], 400, [[0, 1], [0, 2], [40, 41]])).toEqual([100])
})

test('a height tells the offset that stands there', () => {
  expect([50, 100, 150, 250].map((y) => offsetAt(blocks, [100, 200, 400], y))).toEqual([null, 0, 5, 16])
})
