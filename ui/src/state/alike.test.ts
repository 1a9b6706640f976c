import { flushSync } from 'svelte'
import { beforeEach, expect, test } from 'vitest'
import { fake } from '../host/fake'
import type { Host } from '../host/host'
import { Alikes } from './alike.svelte'

let host: Host
let alikes: Alikes

beforeEach(() => {
  host = fake({ pace: 0 })
  alikes = new Alikes(host, (change) => change, (error) => { throw error })
})

const typeOf = async (id: string): Promise<string | null> => (await host.speech(id)).row.type
const correct = async (id: string): Promise<void> => {
  await host.setFields([id], [{ field: 'type', value: 'meeting.dispatch' }])
  await alikes.ask(id, 'type')
  flushSync()
}

test('after a correction the same is offered for the waiting speeches of the meeting, and made in one step', async () => {
  await correct('w04')
  expect(alikes.offer?.rows.map((row) => row.id).sort()).toEqual(expect.arrayContaining(['w05', 'w06']))
  const before = await typeOf('w05')
  await alikes.look()
  expect(alikes.open).toBe(true)
  alikes.chosen = new Set(['w05', 'w06'])
  await alikes.apply()
  expect(alikes.offer).toBeNull()
  expect(await typeOf('w05')).toBe('meeting.dispatch')
  expect(await typeOf('w06')).toBe('meeting.dispatch')
  await host.undo()
  expect(await typeOf('w05')).toBe(before)
  expect(await typeOf('w04')).toBe('meeting.dispatch')
})

test('one that is left out stays as it is', async () => {
  await correct('w04')
  const before = await typeOf('w05')
  alikes.chosen = new Set(['w05', 'w06'])
  alikes.toggle('w05')
  await alikes.apply()
  expect(await typeOf('w05')).toBe(before)
  expect(await typeOf('w06')).toBe('meeting.dispatch')
})

test('all are taken, then none', async () => {
  await correct('w04')
  const ids = alikes.offer!.rows.map((row) => row.id)
  alikes.chosen = new Set()
  alikes.toggleAll(ids)
  expect(alikes.chosen.size).toBe(ids.length)
  alikes.toggleAll(ids)
  expect(alikes.chosen.size).toBe(0)
  await alikes.apply()
  expect(alikes.offer).not.toBeNull()
})

test('nothing is offered when no other speech is like it, and an offer can be left', async () => {
  await correct('w04')
  alikes.dismiss()
  expect(alikes.offer).toBeNull()
  const slow = alikes.ask('w04', 'type')
  alikes.dismiss()
  await slow
  expect(alikes.offer).toBeNull()
})
