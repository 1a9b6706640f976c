import { expect, test } from 'vitest'
import { kindOf, matches } from './items'

test.each([
  ['会议类型：推进会', '推进', [[5, 7]]],
  ['会议类型：推进会 › 2020年', '推进 2020', [[5, 7], [11, 15]]],
  ['Type: On-site meeting', 'SITE', [[9, 13]]],
  ['会议类型：推进会', '座谈', null],
  ['会议类型：推进会', '', []],
] as const)('%s / %s', (label, typed, marks) => expect(matches(label, typed)).toEqual(marks))

test.each([
  ['>夜读', 'do', '夜读'], ['＞ 导入', 'do', '导入'], ['#水利', 'themes', '水利'], ['＃', 'themes', ''], ['倒排 工期', null, '倒排 工期'],
] as const)('%s', (typed, only, words) => expect(kindOf(typed)).toEqual({ only, words }))
