import { expect, test } from 'vitest'
import type { ImportProgress } from '../wire/wire'
import { typedDate } from './fake-dates'
import { fake } from './fake'

const quick = (more = 0) => fake({ more, pace: 0 })

test('every change is undone and redone, in order', async () => {
  const host = quick()
  const before = await host.counts()
  await host.setFields(['w03'], [{ field: 'type', value: 'meeting.on_site' }])
  await host.file(['w03'])
  await host.addNote({ speech: 's01', at: [0, 4], colour: 2, style: 'wash', comment: '' })
  expect((await host.counts()).notes).toBe(before.notes + 1)
  await host.undo()
  expect((await host.counts()).notes).toBe(before.notes)
  await host.undo()
  expect((await host.counts()).inbox).toBe(before.inbox)
  await host.redo()
  expect((await host.counts()).inbox).toBe(before.inbox - 1)
  await host.undo()
  await host.undo()
  expect(await host.counts()).toEqual(before)
  expect(await host.undo()).toBeNull()
})

test('a change after an undo forgets what could be redone', async () => {
  const host = quick()
  await host.trash(['s01'])
  await host.undo()
  await host.trash(['s02'])
  expect(await host.redo()).toBeNull()
})

test('the evidence stands where it says', async () => {
  const host = quick()
  for (const { row } of (await host.inbox(0, 100)).rows) {
    const speech = await host.speech(row.id)
    const all = [...speech.fields, ...speech.themes].flatMap((field) => field.evidence)
    for (const { at, quote } of all) if (at) expect(speech.text.slice(...at)).toBe(quote)
    for (const head of speech.outline) expect(speech.text.slice(...head.at)).toBe(head.text)
  }
  const notes = (await host.notes({}, 0, 100)).rows
  expect(notes.filter((note) => note.at === null)).toHaveLength(1)
})

test('the inbox puts first what needs a person', async () => {
  const { rows, sure, total } = await quick(40).inbox(0, 100)
  expect(rows.slice(total - sure).every((row) => row.sure)).toBe(true)
  expect(rows.slice(0, total - sure).some((row) => row.sure)).toBe(false)
})

test('search: words, operators and the place of a fault', async () => {
  const host = quick()
  const titles = async (query: string) => (await host.search(query, 'newest', 0, 50)).hits.map((hit) => hit.row.id)
  expect(await titles('倒排工期 date:2018..2020')).toEqual(expect.arrayContaining(['s02', 's03', 's04', 's11']))
  expect(await titles('倒排工期 -genre:讲话')).toEqual(['s11'])
  expect(await titles('(genre:致辞 OR genre:主持讲话) level:市')).toEqual(['s06', 'w12', 's11'])
  await expect(host.search('工期 "倒排', 'newest', 0, 5)).rejects.toMatchObject({ code: 'query.open_quote', at: [3, 6] })
  await expect(host.search('titel:工期', 'newest', 0, 5)).rejects.toMatchObject({ at: [0, 8] })
  const hit = (await host.search('倒排工期', 'relevance', 0, 1)).hits[0]!
  for (const { text, marks } of hit.snippets) for (const mark of marks) expect(text.slice(...mark)).toBe('倒排工期')
})

test('an import reports each file and can be stopped', async () => {
  const host = quick()
  const seen: ImportProgress[] = []
  const all = await host.importPaths(['/x/汇编'], (p) => seen.push(p))
  expect(all).toMatchObject({ finished: true, cancelled: false, done: all.total })
  expect(await host.reportLines('all', 0, 1000)).toHaveLength(all.total)
  expect(await host.reportLines('failed', 0, 1000)).toHaveLength(all.failed)
  expect(seen.every((p) => !p.finished && p.lines.length <= 12)).toBe(true)
  const stopped = await host.importPaths(['/x/另一批'], (p) => { if (p.done === 5) void host.cancelImport() })
  expect(stopped).toMatchObject({ finished: true, cancelled: true, done: 5 })
})

test.each([
  ['2021-06', '2021-06'], ['2021年6月3日', '2021-06-03'], ['约2021', '2021~'], ['2021.6', '2021-06'], ['XXXX-05', 'XXXX-05'], ['去年', null], ['2021-13', null],
])('a person types the date %s', (typed, edtf) => expect(typedDate(typed)).toBe(edtf))
