import { expect, test } from 'vitest'
import { soundsLike } from './pinyin'

test.each([
  ['tui jin hui/kuai', 'tjh', true], ['tui jin hui/kuai', 'TuiJin', true], ['tui jin hui/kuai', 'jkuai', true], ['tui jin hui/kuai', 'tjx', false],
  ['tui jin hui/kuai', 't', false], ['tui jin hui/kuai', '推进', false], ['xi an', "xi'an", true], ['xian jian', 'xj', true],
] as const)('%s / %s', (pinyin, typed, expected) => expect(soundsLike(pinyin, typed)).toBe(expected))
