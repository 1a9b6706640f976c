import { expect, test } from 'vitest'
import { comment, counted, own, toggled } from './uses'

test('uses stand under the words and leave them alone', () => {
  expect(own('可作收束\n#开头 #金句')).toEqual({ words: '可作收束', uses: ['开头', '金句'] })
  expect(own('#金句')).toEqual({ words: '', uses: ['金句'] })
  expect(own('见第 #3 号文')).toEqual({ words: '见第 #3 号文', uses: [] })
  expect(comment(own('可作收束\n#开头 #金句'))).toBe('可作收束\n#开头 #金句')
})

test('a use is given and taken', () => {
  expect(toggled('可作收束', '金句')).toBe('可作收束\n#金句')
  expect(toggled('可作收束\n#金句', '金句')).toBe('可作收束')
  expect(toggled('#金句', '金句')).toBe('')
})

test('uses are counted, the most used first', () => {
  expect(counted(['#数据', '甲\n#金句', '#金句 #开头'])).toEqual([['金句', 2], ['开头', 1], ['数据', 1]])
})
