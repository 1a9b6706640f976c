import { expect, test } from 'vitest'
import { inSight, kindOf, matches } from './items'

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

test('what matches in a long title was cut off', () => {
  const title = '在全市贯彻落实上级决策部署暨今冬明春农田水利基本建设和河道清淤疏浚百日攻坚行动推进会上的讲话'
  const at = title.indexOf('百日攻坚')
  const { shown, marks } = inSight(title, [[at, at + 4]])
  expect(shown.startsWith('…')).toBe(true)
  expect(shown.slice(...marks[0]!)).toBe('百日攻坚')
  expect(marks[0]![1]).toBeLessThan(24)
  expect(inSight('在全县推进会上的讲话', [[3, 6]])).toEqual({ shown: '在全县推进会上的讲话', marks: [[3, 6]] })
})
