/** Which sections of two speeches correspond: by what they are for, by their words, and by their order. Pure. */
import type { HeadingView } from '../wire/wire'

const LEAST = 0.1

/** The share of two-character pieces that two headings have in common. */
function alike(one: string, other: string): number {
  const pieces = (text: string): Set<string> => {
    const signs = text.replace(/^[第其（(]?[一二三四五六七八九十\d]+[）)]?[是、.．,，]?/u, '').replace(/[^\p{L}\p{N}]/gu, '')
    return new Set(Array.from({ length: Math.max(0, signs.length - 1) }, (_, i) => signs.slice(i, i + 2)))
  }
  const [a, b] = [pieces(one), pieces(other)]
  const common = [...a].filter((piece) => b.has(piece)).length
  return common === 0 ? 0 : (2 * common) / (a.size + b.size)
}

/** For each heading of `here` the number of the one of `there` that corresponds, or null. Order is kept. */
export function paired(here: readonly HeadingView[], there: readonly HeadingView[]): (number | null)[] {
  const score = (a: HeadingView, b: HeadingView): number => {
    if (a.depth !== b.depth) return 0
    const likeness = alike(a.text, b.text) + (a.function && a.function.zh === b.function?.zh ? 0.3 : 0)
    return likeness >= LEAST ? likeness : 0
  }
  // The best sum of likenesses that crosses no two pairs.
  const best: number[][] = Array.from({ length: here.length + 1 }, () => Array<number>(there.length + 1).fill(0))
  for (let i = here.length - 1; i >= 0; i--)
    for (let j = there.length - 1; j >= 0; j--) {
      const likeness = score(here[i]!, there[j]!)
      best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, likeness > 0 ? best[i + 1]![j + 1]! + likeness : 0)
    }
  const pairs: (number | null)[] = here.map(() => null)
  for (let i = 0, j = 0; i < here.length && j < there.length; ) {
    const likeness = score(here[i]!, there[j]!)
    if (likeness > 0 && best[i]![j] === best[i + 1]![j + 1]! + likeness) pairs[i++] = j++
    else if (best[i + 1]![j]! >= best[i]![j + 1]!) i++
    else j++
  }
  return pairs
}

/** The section of `there` that is level with section `at` of `here`, and how far on in it: what has no counterpart lies between its neighbours. */
export function level(pairs: readonly (number | null)[], count: number, at: number, share: number): { section: number; share: number } {
  const known = at >= 0 ? pairs[at] : -1
  if (known !== null && known !== undefined) return { section: known, share }
  let before = at
  while (before >= 0 && pairs[before] === null) before--
  let after = at
  while (after < pairs.length && pairs[after] === null) after++
  const from = before < 0 ? -1 : pairs[before]!
  const upto = after >= pairs.length ? count : pairs[after]!
  const part = (at - before + share) / (after - before)
  const place = from + (upto - from) * part
  return { section: Math.min(count - 1, Math.floor(place)), share: place - Math.floor(place) }
}
