import { expect, test } from 'vitest'
import type { TreeNode } from '../parts/tree'
import { lines, pathTo } from '../parts/tree'
import type { Counts, Term } from '../wire/wire'
import { nodeOf, side } from './sidebar'

const term = (id: string, zh: string, parent: string | null = null): Term => ({ id, zh, en: id, parent, pinyin: '', colour: null, aliases: [] })
const terms = new Map([term('direct', '部署推动类'), term('progress', '推进会', 'direct'), term('onsite', '现场会', 'direct'), term('award', '表彰会'), term('city', '城市建设'), term('estates', '老旧小区', 'city')].map((one) => [one.id, one]))
const year = (y: number | null, count: number) => ({ year: y, count, months: [{ month: 3, count: 1 }, { month: 11, count: 1 }] })
const counts: Counts = {
  edition: 1, inbox: 2, all: 12, trash: 0, notes: 3,
  types: [{ id: 'award', count: 1, years: [] }, { id: 'progress', count: 8, years: [2025, 2024, 2023, 2022, 2021, 2020].map((y) => year(y, 1)) }, { id: 'onsite', count: 3, years: [year(2020, 3)] }],
  years: [year(2020, 4), year(null, 1)],
  themes: [{ id: 'estates', count: 2 }],
  notebooks: [{ id: 'b', name: '收束', count: 4, sections: [] }], into: null,
  saved: [{ id: 'q', name: '开头', query: 'in:heading 开头' }],
  folders: [{ id: '旧稿/水利', count: 2 }, { id: '旧稿/农业/2020', count: 3 }],
}
const built = side(counts, (id) => terms.get(id) ?? null)
const shape = (nodes: TreeNode[]): string => nodes.map((n) => `${n.label}${n.count ? ` ${n.count}` : ''}${n.children?.length ? ` [${shape(n.children)}]` : ''}`).join(', ')
const section = (id: string): string => shape(built.sections.find((s) => s.id === id)!.nodes)

test('types stand under their group, largest first, and open into years', () => {
  expect(section('types')).toBe('部署推动类 11 [推进会 8 [2025年 1, 2024年 1, 2023年 1, 更早 3 [2022年 1, 2021年 1, 2020年 1]], 现场会 3 [2020年 3]], 表彰会 1')
})

test('time opens into months, the undated come last', () => {
  expect(section('time')).toBe('2020年 4 [11月 1, 3月 1], 年份未详 1')
})

test('a theme whose broader term has no count of its own stands under it', () => {
  expect(section('themes')).toBe('城市建设 2 [老旧小区 2]')
})

test('folders are a tree of paths', () => {
  expect(section('desk')).toContain('原文件夹 [旧稿 5 [农业 3 [2020 3], 水利 2]]')
})

test('each place is found again in the tree', () => {
  for (const [id, place] of built.places) expect(nodeOf(place, counts.saved)).toBe(id)
  expect(pathTo(built.sections, 'type:progress:2021')).toEqual(['type:direct', 'type:progress', 'type:progress:earlier'])
  expect(lines(built.sections, new Set(['type:direct'])).some((line) => line.node.id === 'type:onsite')).toBe(true)
})
