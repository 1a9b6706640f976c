import { flushSync } from 'svelte'
import { beforeEach, describe, expect, test } from 'vitest'
import { fake } from '../../host/fake'
import type { Host } from '../../host/host'
import { Sitting } from './session.svelte'

let host: Host
let sitting: Sitting
let strokes = 0

async function begin(more = 0): Promise<void> {
  host = fake({ more, pace: 0 })
  sitting = new Sitting(host, (change) => change, (error) => { throw error })
  strokes = 0
  await sitting.load()
  flushSync()
}

type Stroke = 'accept' | 'acceptAll' | 'alike' | 'fileSure' | 'later'
async function press(stroke: Stroke): Promise<void> {
  strokes += 1
  await sitting[stroke]()
  flushSync()
}
const waiting = async (): Promise<number> => (await host.counts()).inbox

beforeEach(() => begin())

test('a hundred right proposals are confirmed in less than a hundred keys', async () => {
  await begin(88)
  expect(sitting.total).toBe(100)
  await press('fileSure')
  while (sitting.open) await press(sitting.mates.length > 1 ? 'alike' : 'acceptAll')
  expect(await waiting()).toBe(0)
  expect(sitting.filed).toBe(100)
  expect(strokes).toBeLessThan(100)
})

describe('Enter', () => {
  test('takes the field and goes to the next that wants a look, then files', async () => {
    expect(sitting.open).toBe('w03')
    const seen: (string | null)[] = []
    for (let n = 0; n < 9 && sitting.open === 'w03'; n++) {
      seen.push(sitting.line?.id ?? null)
      await press('accept')
    }
    expect(seen).toEqual(['title', 'date', 'type', 'level', null])
    expect((await host.speech('w03')).state).toBe('filed')
  })

  test('takes the lit alternative', async () => {
    await sitting.show('w01')
    sitting.focus(sitting.lines.findIndex((line) => line.id === 'date'))
    sitting.choose(1)
    await press('accept')
    expect((await host.speech('w01')).fields.find((field) => field.field === 'date')).toMatchObject({ value: '2021-06-11/2021-07', mark: 'confirmed' })
  })
})

describe('a digit', () => {
  test('takes the value of that number at one stroke and goes on', async () => {
    const corrected: string[] = []
    sitting = new Sitting(host, (change) => change, (error) => { throw error }, (id, field) => corrected.push(`${id} ${field}`))
    await sitting.load()
    await sitting.show('w01')
    const date = sitting.lines.findIndex((line) => line.id === 'date')
    sitting.focus(date)
    await sitting.pick(1)
    expect((await host.speech('w01')).fields.find((field) => field.field === 'date')).toMatchObject({ value: '2021-06-11/2021-07', mark: 'confirmed' })
    expect(sitting.at).not.toBe(date)
    expect(corrected).toEqual(['w01 date'])
  })

  test('gives and takes a theme', async () => {
    await sitting.show('w01')
    sitting.focus(sitting.lines.findIndex((line) => line.id === 'themes'))
    const [first] = sitting.speech!.themes
    await sitting.pick(0)
    expect(sitting.speech!.themes.map((theme) => theme.id)).not.toContain(first!.id)
  })

  test('without a value of that number does nothing', async () => {
    const before = sitting.at
    await sitting.pick(8)
    expect(sitting.at).toBe(before)
  })
})

test('all fields can be shown, and the eye stays on its field', async () => {
  await sitting.show('w01')
  sitting.focus(sitting.lines.findIndex((line) => line.id === 'level'))
  sitting.showAll()
  flushSync()
  expect(sitting.lines.map((line) => line.id)).toEqual(expect.arrayContaining(['meeting', 'also', 'mode', 'role']))
  expect(sitting.line?.id).toBe('level')
})

test('a value that cannot be read is refused and the writing goes on', async () => {
  await sitting.show('w01')
  sitting.focus(1)
  sitting.writing = true
  const refusing = new Sitting(host, (change) => change.catch(() => null), () => {})
  await refusing.load()
  refusing.focus(1)
  refusing.writing = true
  expect(await refusing.write('去年夏天')).toBe(false)
  expect(refusing.writing).toBe(true)
  expect(await refusing.write('约2021')).toBe(true)
  expect(refusing.writing).toBe(false)
})

test('what is settled for one speech of a meeting holds for all of it', async () => {
  await sitting.show('w04')
  sitting.focus(sitting.lines.findIndex((line) => line.id === 'date'))
  sitting.choose(1)
  await press('alike')
  for (const id of ['w04', 'w05', 'w06']) {
    const speech = await host.speech(id)
    expect(speech.state).toBe('filed')
    expect(speech.row.date?.edtf).toBe('2018-03-29')
  }
  expect((await host.speech('w06')).row.genre).toBe('genre.closing')
})

test('a group is one step: undo brings all of it back', async () => {
  await sitting.show('w04')
  const before = await waiting()
  await press('alike')
  expect(await waiting()).toBe(before - 3)
  await host.undo()
  expect(await waiting()).toBe(before)
})

test('put off: behind all others, and the next is open', async () => {
  const [first, second] = sitting.order
  await press('later')
  expect(sitting.open).toBe(second)
  expect(sitting.order.at(-1)).toBe(first)
})

test('Tab goes round all fields and the whole', async () => {
  const seen = new Set<number>()
  for (let n = 0; n < sitting.lines.length + 1; n++) {
    seen.add(sitting.at)
    sitting.step(1)
  }
  expect(seen.size).toBe(sitting.lines.length + 1)
})

test('undo brings a filed speech back to the inbox', async () => {
  const open = sitting.open
  await press('acceptAll')
  expect(sitting.open).not.toBe(open)
  await host.undo()
  await sitting.load()
  expect(sitting.order).toContain(open)
})
