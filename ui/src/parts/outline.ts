/**
 * Which headings an outline shows: level 1, and what is below it only in the section that is being read, or where a
 * person unfolded it.
 */
import type { HeadingView } from '../wire/wire'

export interface OutlineLine {
  heading: HeadingView
  /** Its place in the whole outline. */
  index: number
  depth: 1 | 2 | 3
  /** It is being read, or something folded away in it is. */
  here: boolean
  /** Whether what is below it is shown; null when nothing is. */
  open: boolean | null
  /** Place of the heading it is below; -1 of the outermost. */
  parent: number
}

/** What a person folded (false) and unfolded (true), by `foldKey`. */
export type Folds = ReadonlyMap<string, boolean>

/** By what a heading is known again when the speech was read anew. */
export const foldKey = (heading: HeadingView): string => `${heading.depth} ${heading.text}`

/** For each heading the place of the one it is below, -1 for the outermost. */
function parentsOf(outline: readonly HeadingView[]): number[] {
  const path: number[] = []
  return outline.map((heading, index) => {
    while (path.length > 0 && outline[path.at(-1)!]!.depth >= heading.depth) path.pop()
    const parent = path.at(-1) ?? -1
    path.push(index)
    return parent
  })
}

/** The headings that have others below them. */
export function foldable(outline: readonly HeadingView[]): HeadingView[] {
  const parents = new Set(parentsOf(outline))
  return outline.filter((_, index) => parents.has(index))
}

/** `all`: what nobody folded is unfolded; else only the section that is being read, down to the second level. */
export function outlineLines(outline: HeadingView[], section: number, all = false, folds: Folds = new Map()): OutlineLine[] {
  const top = Math.min(...outline.map((h) => h.depth))
  const parents = parentsOf(outline)
  const below = new Set(parents)
  const reading = new Set<number>()
  for (let i = outline[section] ? section : -1; i >= 0; i = parents[i]!) reading.add(i)
  const open = outline.map((heading, i) => folds.get(foldKey(heading)) ?? (all || (heading.depth === top && reading.has(i))))
  const shown = outline.map(() => true)
  parents.forEach((parent, i) => {
    if (parent >= 0) shown[i] = shown[parent]! && open[parent]!
  })
  let here = outline[section] ? section : -1
  while (here >= 0 && !shown[here]) here = parents[here]!
  return outline.flatMap((heading, index) => {
    if (!shown[index]) return []
    const depth = Math.min(3, heading.depth - top + 1) as 1 | 2 | 3
    return [{ heading, index, depth, here: index === here, open: below.has(index) ? open[index]! : null, parent: parents[index]! }]
  })
}

/** The heading under which an offset stands; -1 before the first. */
export function sectionAt(outline: HeadingView[], offset: number): number {
  let found = -1
  outline.forEach((heading, i) => {
    if (heading.at[0] <= offset) found = i
  })
  return found
}

/**
 * The headings from the outermost to the one at `section`; none when there is no such one: while another speech is
 * being opened the section is still that of the one before, which had more of them.
 */
export function pathOf(outline: HeadingView[], section: number): HeadingView[] {
  const path: HeadingView[] = []
  let depth = Infinity
  for (let i = section; i >= 0; i--) {
    const heading = outline[i]
    if (!heading) return []
    if (heading.depth < depth) {
      path.unshift(heading)
      depth = heading.depth
    }
  }
  return path
}

/** A heading as shown beside the text: without the full stop at its end. */
export const headingWords = (heading: HeadingView): string => heading.text.replace(/[。．.：:]\s*$/u, '')
