import { expect, test } from 'vitest'
import { foldable, foldKey, headingWords, outlineLines, pathOf, sectionAt, type Folds } from './outline'

const outline = [
  [1, '一、先算账。', 10], [2, '（一）算民生账', 20], [2, '（二）算发展账', 30], [1, '二、再办事', 40], [2, '（一）先地下', 50], [3, '1.管网', 55],
].map(([depth, text, at]) => ({ depth: depth as number, text: text as string, number: '', at: [at as number, (at as number) + 5] as [number, number], function: null }))

const shown = (section: number, all = false, folds?: Folds): string => outlineLines(outline, section, all, folds).map((line) => `${line.here ? '>' : ''}${line.heading.text.slice(0, 3)}`).join(' ')

test('the second level shows where the reader is', () => {
  expect(shown(-1)).toBe('一、先 二、再')
  expect(shown(2)).toBe('一、先 （一） >（二） 二、再')
  expect(shown(0)).toBe('>一、先 （一） （二） 二、再')
  expect(shown(4, true)).toBe('一、先 （一） （二） 二、再 >（一） 1.管')
})

const by = (...folds: [at: number, open: boolean][]): Folds => new Map(folds.map(([at, open]) => [foldKey(outline[at]!), open]))
test('what a person folded stays so wherever the reader is, and what is read in it is marked above it', () => {
  expect(shown(2, false, by([0, false]))).toBe('>一、先 二、再')
  expect(shown(-1, false, by([0, true]))).toBe('一、先 （一） （二） 二、再')
  expect(shown(5, false, by([3, false]))).toBe('一、先 >二、再')
  expect(shown(5)).toBe('一、先 二、再 >（一）')
  expect(shown(5, false, by([4, true]))).toBe('一、先 二、再 （一） >1.管')
  expect(shown(5, true, by([0, false], [3, false]))).toBe('一、先 >二、再')
})
test('only what has others below it can be folded, and each line knows what it is below', () => {
  expect(foldable(outline).map((heading) => heading.text)).toEqual(['一、先算账。', '二、再办事', '（一）先地下'])
  expect(outlineLines(outline, 4, true).map((line) => [line.open, line.parent])).toEqual([[true, -1], [null, 0], [null, 0], [true, -1], [true, 3], [null, 4]])
})

test('the section of an offset and the way to it', () => {
  expect(sectionAt(outline, 0)).toBe(-1)
  expect(sectionAt(outline, 34)).toBe(2)
  expect(pathOf(outline, 5).map(headingWords)).toEqual(['二、再办事', '（一）先地下', '1.管网'])
  expect(pathOf(outline, -1)).toEqual([])
  expect(headingWords(outline[0]!)).toBe('一、先算账')
})

test('a section that a shorter outline has not leads nowhere', () => {
  expect(pathOf(outline.slice(0, 2), 4)).toEqual([])
})
