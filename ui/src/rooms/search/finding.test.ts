import { expect, test, vi } from 'vitest'
import { fake } from '../../host/fake'
import type { Host } from '../../host/host'
import type { Problem } from '../../wire/wire'
import { Finding } from './finding.svelte'

const finding = (host: Host) => new Finding(host, (error) => error as Problem)
const plain = () => fake({ pace: 0 })

test('an answer that was overtaken is dropped', async () => {
  const host = plain()
  let letGo = (): void => {}
  const slow: Host = {
    ...host,
    searchFirst: async (query, ...rest) => {
      if (query === '倒排') await new Promise<void>((done) => (letGo = done))
      return host.searchFirst(query, ...rest)
    },
  }
  const it = finding(slow)
  const first = it.run('倒排')
  await it.run('养老')
  letGo()
  await first
  expect(it.answered).toBe('养老')
})

test('a fault keeps the last page and points at its place', async () => {
  const it = finding(plain())
  await it.run('工期')
  const total = it.total
  await it.run('工期 "倒')
  expect(it.fault).toMatchObject({ at: [3, 5] })
  expect(it.total).toBe(total)
  await it.run('工期')
  expect(it.fault).toBeNull()
})

test('nothing found: the step that helps is tried out and counted', async () => {
  const it = finding(plain())
  await it.run('倒排工期 type:毕业典礼')
  expect(it.total).toBe(0)
  expect(it.waysOn).toContainEqual({ way: 'without', chip: '倒排工期', query: 'type:毕业典礼', total: 1 })
  await it.run('倒排工期 卡尺')
  expect(it.waysOn.find((way) => way.way === 'any')?.query).toBe('(倒排工期 OR 卡尺)')
})

test('when no single step helps, each part is tried alone', async () => {
  const it = finding(plain())
  await it.run('倒排工期 type:毕业典礼 没有这句话')
  expect(it.waysOn).toContainEqual({ way: 'only', chip: 'type:毕业典礼', query: 'type:毕业典礼', total: 1 })
})

test('an emptied box is an empty page', async () => {
  const it = finding(plain())
  await it.run('工期')
  await it.run('  ')
  expect(it.answered).toBeNull()
  expect(it.hits).toEqual([])
})

test('further hits are added at the end, each once', async () => {
  const it = finding(fake({ more: 120, pace: 0 }))
  await it.run('今天')
  const first = it.hits.length
  await it.more()
  expect(it.hits.length).toBeGreaterThan(first)
  expect(new Set(it.hits.map((hit) => hit.row.id)).size).toBe(it.hits.length)
})

test('the first hits are there before anything is counted', async () => {
  const host = plain()
  let count = (): void => {}
  const slow: Host = {
    ...host,
    searchFirst: async (query, _order, limit) => ({ ...(await host.searchFirst(query, 'newest', limit)), counted: null, more: true }),
    search: async (query, ...rest) => {
      await new Promise<void>((done) => (count = done))
      return host.search(query, ...rest)
    },
  }
  const it = finding(slow)
  const running = it.run('工期')
  await vi.waitFor(() => expect(it.answered).toBe('工期'))
  expect(it.hits.length).toBeGreaterThan(0)
  expect(it.total).toBeNull()
  count()
  await running
  expect(it.total).toBe(it.hits.length)
  expect(it.facets).not.toBeNull()
})
