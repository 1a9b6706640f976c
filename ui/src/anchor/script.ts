/** Shows a text in the other script, character by character, so that every offset stays what it is. Changes no text. */
import type { Script } from '../wire/wire'

export type Show = (text: string) => string

/** Characters outside the first plane take two units and could shift what follows; they are left as they are. */
export function shown(script: Script): Show {
  const pairs = new Map<string, string>()
  const to = [...script.to]
  ;[...script.from].forEach((from, i) => {
    const other = to[i]
    if (from.length === 1 && other?.length === 1) pairs.set(from, other)
  })
  return (text) => {
    let out = ''
    for (let i = 0; i < text.length; i++) out += pairs.get(text[i]!) ?? text[i]!
    return out
  }
}
