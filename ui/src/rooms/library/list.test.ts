import { expect, test } from 'vitest'
import type { Page, Row, YearCount } from '../../wire/wire'
import { lay } from './lines'
import { PAGE, Pages } from './pages.svelte'
import { Picks } from './picks.svelte'

const year = (y: number | null, count: number): YearCount => ({ year: y, count, months: [] })
const rows = (offset: number, limit: number, total: number, tag = ''): Row[] => Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => ({ id: `${tag}r${offset + i}` }) as Row)
const page = (offset: number, limit: number, total: number, tag = ''): Page => ({ total, offset, rows: rows(offset, limit, total, tag), years: [], folded: 0, doubtfulDates: 0 })
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 0))

test('years head the rows of their year', () => {
  const lines = lay(5, [year(2021, 2), year(2020, 0), year(2019, 2), year(null, 1)])
  const all = Array.from({ length: lines.count }, (_, i) => lines.at(i)).map((line) => (line.kind === 'year' ? `${line.year}` : line.index))
  expect(all).toEqual(['2021', 0, 1, '2019', 2, 3, 'null', 4])
  expect([0, 1, 2, 3, 4].map((row) => lines.lineOf(row))).toEqual([1, 2, 4, 5, 7])
  expect(lines.yearAt(5)?.year).toBe(2019)
})

test('counts of years that do not fit the list are left out rather than shift it', () => {
  const lines = lay(3, [year(2021, 2)])
  expect(lines.count).toBe(3)
  expect(lines.at(2)).toEqual({ kind: 'row', index: 2 })
})

test('of a list of 100,000 only the pages that are looked at are fetched, each once', async () => {
  const asked: number[] = []
  const pages = new Pages(async (offset, limit) => (asked.push(offset), page(offset, limit, 100_000)), () => {})
  await pages.refresh(0, 20)
  pages.want(0, 20)
  pages.want(50_090, 50_110)
  pages.want(50_090, 50_110)
  await settled()
  expect(asked).toEqual([0, 50_000, 50_100])
  expect(pages.total).toBe(100_000)
  expect(pages.row(50_105)?.id).toBe('r50105')
  expect(pages.row(70_000)).toBeNull()
  expect(pages.indexOf('r50105')).toBe(50_105)
})

test('the headings of the years went when a page further down came', async () => {
  const heads = [year(2021, 150), year(2020, 150)]
  const asked: number[] = []
  const pages = new Pages(async (offset, limit) => (asked.push(offset), { ...page(offset, limit, 300), years: offset === 0 ? heads : [], doubtfulDates: offset === 0 ? 7 : 0 }), () => {})
  await pages.refresh(0, 20)
  pages.want(210, 230)
  await settled()
  expect([pages.years.length, pages.doubtful]).toEqual([2, 7])
  // After a change they are counted anew, wherever the list was scrolled to.
  await pages.refresh(210, 230)
  expect(asked).toEqual([0, 200, 0, 200])
})

test('after a change the answer to an older question is not shown', async () => {
  const answers: ((page: Page) => void)[] = []
  const pages = new Pages(() => new Promise((done) => answers.push(done)), () => {})
  void pages.refresh(0, 0)
  void pages.refresh(0, 0)
  answers[1]!(page(0, PAGE, 3, 'new-'))
  answers[0]!(page(0, PAGE, 4, 'old-'))
  await settled()
  expect(pages.total).toBe(3)
  expect(pages.row(0)?.id).toBe('new-r0')
})

test('a page that failed is asked for again', async () => {
  let fail = true
  const pages = new Pages(async (offset, limit) => {
    if (fail) throw new Error('busy')
    return page(offset, limit, 10)
  }, () => (fail = false))
  await pages.refresh(0, 0)
  pages.want(0, 0)
  await settled()
  expect(pages.row(0)?.id).toBe('r0')
})

test('ids of a range come from pages that are not here, too', async () => {
  const pages = new Pages(async (offset, limit) => page(offset, limit, 500), () => {})
  await pages.refresh(0, 0)
  const ids = await pages.ids(95, 205)
  expect(ids.length).toBe(111)
  expect([ids[0], ids.at(-1)]).toEqual(['r95', 'r205'])
})

test('picking', () => {
  const picks = new Picks()
  picks.turn('a', 3)
  picks.set(['b', 'c'], true)
  picks.turn('a', 3)
  expect([...picks.ids]).toEqual(['b', 'c'])
  expect(picks.anchor).toBe(3)
  picks.clear()
  expect(picks.size).toBe(0)
})
