import { expect, test } from 'vitest'
import { table } from '../words/table'
import { actions } from './actions'

const sources = import.meta.glob<string>(['../{app,rooms}/**/*.svelte'], { query: '?raw', import: 'default', eager: true })

/** Moving, choosing and leaving, which every list does, and what a line beside it says already. */
const everywhere = /^(Arrow.*|Shift\+Arrow.*|Home|End|Escape|Tab|Shift\+Tab|Shift\+J|Shift\+K|Mod\+Y|Enter|Delete| |[A-Z]|F3|Shift\+F3|Mod\+Enter)$/

test('every key that is bound stands in the table of actions', () => {
  const known = new Set(actions.flatMap((one) => one.keys ?? []))
  const bound = Object.entries(sources).flatMap(([file, source]) => [...source.matchAll(/\{ keys: '([^']+)'/g)].map(([, keys]) => [file, keys!] as const))
  expect(bound.length).toBeGreaterThan(60)
  expect(bound.filter(([, keys]) => !known.has(keys) && !everywhere.test(keys))).toEqual([])
})

test('each letter that does something in the library is in the table', () => {
  const known = new Set(actions.flatMap((one) => one.keys ?? []))
  const list = Object.entries(sources).filter(([file]) => /library\/List|reader\/Reader|inbox\/Room|terms\/Room/.test(file))
  const letters = list.flatMap(([, source]) => [...source.matchAll(/\{ keys: '([A-Z])'/g)].map(([, keys]) => keys!))
  expect(letters.filter((letter) => !known.has(letter))).toEqual([])
})

test('no action stands twice, and each has a name in both languages and something that does it', () => {
  expect(new Set(actions.map((one) => one.id)).size).toBe(actions.length)
  for (const one of actions) {
    expect(table[one.label]).toHaveLength(2)
    expect(one.run !== undefined || one.keys !== undefined).toBe(true)
  }
})
