import { expect, test } from 'vitest'
import { areas, linesOf, strokes } from './lines'

const box = (left: number, right: number, top: number, bottom = top + 24) => ({ left, right, top, bottom })

test('pieces of one line are one box, as tall as the tallest', () => {
  expect(linesOf([box(100, 140, 10), box(140.4, 160, 13, 31), box(160.4, 200, 10)])).toEqual([box(100, 200, 10)])
})

test('a passage that runs on has a box for each line', () => {
  expect(linesOf([box(300, 500, 10), box(0, 500, 42), box(0, 90, 74)])).toEqual([box(300, 500, 10), box(0, 500, 42), box(0, 90, 74)])
})

test('what has no width leaves no box', () => {
  expect(linesOf([box(300, 300, 10), box(0, 20, 42)])).toEqual([box(0, 20, 42)])
})

test('an empty passage has no shape', () => expect(areas(linesOf([]))).toBe(''))

test('an area goes round its line, a stroke stands under it', () => {
  expect(areas([box(1.04, 20, 3)])).toBe('M1 3H20V27H1z')
  expect(strokes([box(0, 20, 0)], 20, 2)).toBe('M0 24H20V26H0z')
})
