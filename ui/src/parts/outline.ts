/** Which headings an outline shows: level 1, and what is below it only in the section that is being read. */
import type { HeadingView } from '../wire/wire'

export interface OutlineLine {
  heading: HeadingView
  /** Its place in the whole outline. */
  index: number
  depth: 1 | 2 | 3
  here: boolean
}

export function outlineLines(outline: HeadingView[], section: number, all = false): OutlineLine[] {
  const top = Math.min(...outline.map((h) => h.depth))
  let chapter = -1
  let reading = -1
  const chapters = outline.map((heading, i) => {
    if (heading.depth === top) chapter = i
    if (i === section) reading = chapter
    return chapter
  })
  return outline.flatMap((heading, index) => {
    const depth = Math.min(3, heading.depth - top + 1) as 1 | 2 | 3
    if (!all && depth > 1 && (depth > 2 || chapters[index] !== reading)) return []
    return [{ heading, index, depth, here: index === section }]
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
