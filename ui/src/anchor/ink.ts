/**
 * Notes as marks in the text itself, for paper: there the lines break elsewhere than on the screen, and WebKit prints
 * no highlights. The map of the page knows nothing of the marks: the page has to be set anew afterwards.
 */
import type { Span } from './flow'
import type { TextMap } from './textmap'

export interface Inked {
  at: Span
  colour: number
  /** `underline`, else a wash. */
  style: string
}

/** Marks the words of `notes`; a note inside another lies over it. */
export function ink(map: TextMap, notes: readonly Inked[]): void {
  const parts = new Map<Text, { from: number; to: number; note: Inked }[]>()
  for (const note of notes)
    for (const { node, from, to } of map.pieces(note.at)) {
      const held = parts.get(node) ?? []
      held.push({ from, to, note })
      parts.set(node, held)
    }
  for (const [node, marked] of parts) {
    const cuts = [...new Set([0, node.length, ...marked.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b)
    node.replaceWith(
      ...cuts.slice(1).map((end, i) => {
        const over = marked.filter(({ from, to }) => from <= cuts[i]! && end <= to)
        return over.reduceRight<Node>((inside, { note }) => {
          const mark = document.createElement('mark')
          mark.className = `ink n${note.colour}${note.style === 'underline' ? ' line' : ''}`
          mark.append(inside)
          return mark
        }, document.createTextNode(node.data.slice(cuts[i], end)))
      }),
    )
  }
}
