/** All places of some words in a text, without regard to the case of Latin letters; they do not overlap. */
import type { Span } from './flow'

/** More than anyone steps through; painting more only slows the page. */
const MOST = 2000

export function findAll(text: string, wanted: string): Span[] {
  if (!wanted) return []
  const lower = text.toLowerCase()
  // A letter whose small form is longer (İ) would shift every offset after it.
  const [hay, needle] = lower.length === text.length ? [lower, wanted.toLowerCase()] : [text, wanted]
  const found: Span[] = []
  for (let at = hay.indexOf(needle); at >= 0 && found.length < MOST; at = hay.indexOf(needle, at + needle.length)) found.push([at, at + needle.length])
  return found
}

/** The span without white space at its ends; null when nothing is left. */
export function trimmed(text: string, [start, end]: Span): Span | null {
  while (start < end && /\s/u.test(text[start]!)) start++
  while (end > start && /\s/u.test(text[end - 1]!)) end--
  return end > start ? [start, end] : null
}
