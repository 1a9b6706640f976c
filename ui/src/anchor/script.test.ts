import { expect, test } from 'vitest'
import { shown } from './script'

test('each character is shown by one other, and the rest stays', () => {
  const show = shown({ from: '讲会长', to: '講會長' })
  expect(show('在全市大会上的讲话')).toBe('在全市大會上的講话')
  expect(show('𠮷讲😀').length).toBe('𠮷讲😀'.length)
})

test('a character that would change the length is left', () => {
  expect(shown({ from: '讲𠮷', to: '𠮷講' })('讲𠮷')).toBe('讲𠮷')
})
