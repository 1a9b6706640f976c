import { expect, test } from 'vitest'
import { titleWords } from './words'

const check = (title: string, words: string): void => expect(titleWords(title).join('|')).toBe(words)

test('titles break between words, and nothing stands alone that does not', () => {
  check('在全市中小学校改扩建工程推进会上的讲话', '在全市中|小学校|改扩建工程|推进会上的|讲话')
  check('在职业技术学院2021届毕业典礼上的讲话', '在职业|技术|学院|2021届毕业|典礼上的|讲话')
})

test('words in quotation marks stay together', () => {
  check('在全市政务服务“一网通办”推进会上的主持讲话', '在全市|政务|服务|“一网通办”|推进会上的|主持|讲话')
})

test('the words of a title are the title', () => {
  for (const title of ['', '讲话', '（一）在“三个年”活动动员会上的讲话！', '“', '2020', 'On 2020年的 work']) expect(titleWords(title).join('')).toBe(title)
})
