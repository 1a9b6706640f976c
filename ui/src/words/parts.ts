import { count, many, type Table } from './entry'

/** The number of a section as a heading has it: 一、 */
const numbered = (numbers: string): string => (/^[一二三四五六七八九十百]+$/.test(numbers) ? `${numbers}、` : numbers)

export const parts = {
  'mark.confirmed': ['已确认', 'Confirmed'],
  'mark.stated': ['文中写明', 'Stated'],
  'mark.inferred': ['推断', 'Inferred'],
  'mark.doubtful': ['存疑', 'Doubtful'],
  'mark.unknown': ['未详', 'Unknown'],
  'parts.close': ['关闭', 'Close'],
  'parts.undo': ['撤销', 'Undo'],
  'parts.redo': ['重做', 'Redo'],
  'parts.nothing.undo': ['没有可撤销的', 'Nothing to undo'],
  'parts.nothing.redo': ['没有可重做的', 'Nothing to redo'],
  'parts.cancel': ['取消', 'Cancel'],
  'parts.save': ['存下', 'Save'],
  'parts.problem': ['没有做成', 'That did not work'],
  'parts.find.term': ['输入几个字来找', 'Type to find'],
  'parts.no.term': ['没有这一项', 'No such entry'],
  'parts.none': ['清空', 'Empty it'],
  'parts.comma': ['、', ', '],
  'parts.speeches': [(n: number) => `${count(n)} 篇`, (n: number) => count(n)],
  'parts.speeches.long': [(n: number) => `${count(n)} 篇`, (n: number) => many(n, 'speech', 'speeches')],
  // 一 alone is taken for a dash.
  'parts.section': [(numbers: string) => numbered(numbers), (numbers: string) => numbered(numbers)],
  'parts.date.hint': ['如 2020-06、2020年6—7月、约2020', 'Such as 2020-06, 2020-06/2020-07, 2020~'],
} as const satisfies Table
