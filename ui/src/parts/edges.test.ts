import { expect, test } from 'vitest'
import { pace } from './edges'

test('nearer the edge it scrolls faster, and in the middle not at all', () => {
  expect([300, 144, 556].map((y) => pace(100, 600, y))).toEqual([0, 0, 0])
  expect([122, 100, 40].map((y) => pace(100, 600, y))).toEqual([-8, -16, -16])
  expect([578, 600, 900].map((y) => pace(100, 600, y))).toEqual([8, 16, 16])
})

test('a box lower than two edges keeps a middle', () => {
  expect([100, 130, 145, 160].map((y) => pace(100, 160, y))).toEqual([-16, 0, 4, 16])
})
