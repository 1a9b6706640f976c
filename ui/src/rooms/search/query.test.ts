import { describe, expect, test } from 'vitest'
import { chosen, headOf, lastWord, pieces, toggled, without, withLast, withYears, years } from './query'

describe('a condition at the side changes the query text', () => {
  test.each([
    ['工期', '讲话', '工期 genre:讲话'],
    ['工期 genre:讲话', '主持讲话', '工期 (genre:讲话 OR genre:主持讲话)'],
    ['工期 (genre:讲话 OR genre:主持讲话) date:2020', '讲话', '工期 genre:主持讲话 date:2020'],
    ['genre:讲话 工期', '讲话', '工期'],
    ['', '讲话', 'genre:讲话'],
    ['工期 OR 进度', '讲话', '(工期 OR 进度) genre:讲话'],
    ['工期 -genre:致辞', '讲话', '工期 -genre:致辞 genre:讲话'],
    ['“倒排 工期” genre：讲话', '讲话', '“倒排 工期”'],
  ])('%s + %s', (query, value, after) => expect(toggled(query, 'genre', value)).toBe(after))

  test('a value with a space is quoted and found again', () => {
    const query = toggled('工期', 'type', 'On-site meeting')
    expect(query).toBe('工期 type:"On-site meeting"')
    expect(chosen(query, 'type')).toEqual(['On-site meeting'])
    expect(toggled(query, 'type', 'On-site meeting')).toBe('工期')
  })
})

test.each([
  ['工期', [2018, 2022], '工期 date:2018..2022'],
  ['工期 date:2018..2022 type:推进会', [2020, 2020], '工期 date:2020 type:推进会'],
  ['工期 date:2018..2022', null, '工期'],
] as const)('years: %s', (query, span, after) => expect(withYears(query, span && [...span])).toBe(after))

test.each([
  ['date:2018..2022', [2018, 2022]], ['date:2020-06', [2020, 2020]], ['date:..2019', [null, 2019]], ['date:none', null], ['工期', null],
] as const)('years of %s', (query, span) => expect(years(query)).toEqual(span))

test('the head of the page is the words alone', () => {
  expect(headOf('倒排工期 (genre:讲话 OR genre:主持讲话) date:2018..2022')).toBe('倒排工期')
  expect(headOf('"倒排 工期" -type:座谈会')).toBe('倒排 工期')
  expect(headOf('written:"後 來" 工期')).toBe('後 來 工期')
  expect(headOf('near(投资 项目, 10) has:note')).toBe('near(投资 项目, 10)')
})

test('a chip is taken out at its own place', () => {
  const query = '工期 type:推进会 has:note 项目'
  const chip = pieces(query).find((piece) => piece.text === 'has:note')!
  expect(without(query, chip)).toBe('工期 type:推进会 项目')
})

test('an unfinished query is left as it is typed', () => {
  expect(pieces('工期 "倒排').map((piece) => piece.text)).toEqual(['工期', '"倒排'])
  expect(pieces('(工期 genre:').map((piece) => piece.kind)).toEqual(['other'])
})

test.each([
  ['工期 zjj', 'zjj', '工期 speaker:张建军 '], ['-zjj', 'zjj', '-speaker:张建军 '], ['工期 ', '', ''], ['type:推进会', '', ''], ['"zjj"', '', ''],
])('what is being typed at the end of %s', (query, last, after) => {
  expect(lastWord(query)).toBe(last)
  if (last) expect(withLast(query, 'speaker:张建军')).toBe(after)
})
