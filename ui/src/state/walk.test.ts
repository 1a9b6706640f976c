import { expect, test } from 'vitest'
import { back, go, places } from './places.svelte'
import { walk } from './walk.svelte'

const speeches = ['甲', '乙', '丙']
const begin = (at: number): void => walk.begin({ kind: 'speeches', query: '工期', speech: speeches[at]!, at, of: 3, reach: async (to) => ({ speech: speeches[to]!, at: null }) })

test('walking goes from speech to speech and ends at either end', async () => {
  begin(1)
  expect(await walk.step(1)).toBe(true)
  expect(places.now).toMatchObject({ room: 'library', speech: '丙', query: '工期' })
  expect(walk.entering('丙')).toBe(0)
  expect(await walk.step(1)).toBe(false)
  expect(walk.trail?.at).toBe(2)
  expect(await walk.step(-1)).toBe(true)
  expect([walk.entering('乙'), walk.trail?.speech]).toEqual([-1, '乙'])
})

test('a result that was left behind leads nowhere', async () => {
  begin(0)
  const late = walk.step(1)
  begin(2)
  expect(await late).toBe(false)
  expect(walk.trail?.speech).toBe('丙')
})

test('the way back from a walk leads to the result', async () => {
  go({ room: 'search', query: '工期', tab: 'lines' })
  begin(0)
  await walk.step(1)
  await walk.step(1)
  back()
  expect(places.now).toEqual({ room: 'search', query: '工期', tab: 'lines' })
})
