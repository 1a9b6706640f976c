/**
 * The words of the interface in both languages. A key carries its two languages side by side, so that a missing
 * translation or a wrong argument is a type error; no file format, parser or run-time lookup failure is left.
 * What the program says about the archive (`Words` on the wire) arrives in both languages and is picked by `say`.
 */
import type { Words } from '../wire/wire'
import { table } from './table'

export type Language = 'zh' | 'en'
export type Key = keyof typeof table
export type Args<K extends Key> = (typeof table)[K][0] extends (...args: infer A) => string ? A : []

let current = $state<Language>('zh')

export function language(): Language {
  return current
}

/** `system` follows the first language of the system that the interface has. */
export function speak(setting: string): void {
  current = setting === 'zh' || setting === 'en' ? setting : systemLanguage(navigator.languages ?? [navigator.language])
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en'
}

export function systemLanguage(languages: readonly string[]): Language {
  for (const tag of languages) {
    if (/^zh\b/i.test(tag)) return 'zh'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'zh'
}

/** The words of a key. */
export function t<K extends Key>(key: K, ...args: Args<K>): string {
  const entry = table[key][current === 'zh' ? 0 : 1] as string | ((...args: Args<K>) => string)
  return typeof entry === 'string' ? entry : entry(...args)
}

/** The language of the interface out of words that came over the wire. */
export function say(words: Words): string {
  return current === 'zh' ? words.zh : words.en
}

/** A name of a vocabulary term. */
export function name(term: { zh: string; en: string }): string {
  return current === 'zh' ? term.zh : term.en
}
