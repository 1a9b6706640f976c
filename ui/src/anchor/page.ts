/**
 * A whole speech on the page: fills the title and body elements, keeps the map of its characters, and answers where
 * things are. Knows nothing of notes, keys or the host.
 */
import type { GapView, RemovedView, SpeechView } from '../wire/wire'
import { flow, type Piece, type Span } from './flow'
import { TextMap } from './textmap'
import { firstEnding, spanEnd, typeset, type Setting } from './typeset'
import { titleWords } from './words'

export interface Notices {
  gap(gap: GapView): Node
  /** A removed line between paragraphs. */
  removed(removed: RemovedView): Node
  /** A removed passage inside one. */
  removedInside(removed: RemovedView): Node
}

export interface Page {
  map: TextMap
  /** Elements of title, bylines and paragraphs with the offset at which they begin, in order. */
  blocks: { element: HTMLElement; start: number; end: number }[]
  /** Offset up to which the text has been set. */
  readonly done: number
  /** The boxes of a span's characters in the window, in the order of the text. */
  boxes(span: Span): DOMRect[]
  /** Sets more of a long text: until `offset`, or for some milliseconds. True when all of it is there. */
  more(until: { offset: number } | { milliseconds: number }): boolean
}

/** So much is set at once; the rest follows in `more`. Some three screens. */
const AT_ONCE = 4000

/** Empties and fills `title`, `bylines` and the beginning of `body`. */
export function setPage(places: { title: HTMLElement; bylines: HTMLElement; body: HTMLElement }, view: SpeechView, notices: Notices, setting: Setting): Page {
  const map = new TextMap()
  const blocks: Page['blocks'] = []
  const laid = flow({ ...view, title: view.row.title })
  const slots = view.slots.flatMap((slot) => slot.at).sort((a, b) => a[0] - b[0])

  places.title.replaceChildren(...titleNodes(view, laid.title, map, setting))
  if (laid.title.length > 0) blocks.push({ element: places.title, start: laid.title[0]![0], end: laid.title.at(-1)![1] })

  const bylines = laid.bylines.map((at) => {
    const line = document.createElement('p')
    typeset(line, view.text, at, { slots: within(slots, at) }, map, setting)
    blocks.push({ element: line, start: at[0], end: at[1] })
    return line
  })
  places.bylines.replaceChildren(...bylines)

  places.body.replaceChildren()
  let next = 0
  let done = view.bodyStart
  const put = (piece: Piece): Node => {
    if (piece.kind === 'gap') return notices.gap(piece.gap)
    if (piece.kind === 'removed') return notices.removed(piece.removed)
    const element = document.createElement(piece.kind === 'heading' ? 'h2' : 'p')
    if (piece.flush) element.className = 'flush'
    typeset(element, view.text, piece.at, { runIn: piece.runIn && { at: piece.runIn, depth: piece.depth }, slots: within(slots, piece.at), removed: piece.removed, notice: (one) => notices.removedInside(one) }, map, setting)
    blocks.push({ element, start: piece.at[0], end: piece.at[1] })
    done = piece.at[1]
    return element
  }
  const page: Page = {
    map,
    blocks,
    get done() {
      return done
    },
    // Paragraph by paragraph: a range over several has the boxes of whole paragraphs too.
    boxes([start, end]) {
      const found: DOMRect[] = []
      for (let i = firstEnding(blocks, start, (block) => block.end); i < blocks.length && blocks[i]!.start < end; i++) found.push(...map.boxes([Math.max(start, blocks[i]!.start), Math.min(end, blocks[i]!.end)]))
      return found
    },
    more(until) {
      const body = document.createDocumentFragment()
      const stop = 'milliseconds' in until ? performance.now() + until.milliseconds : Infinity
      while (next < laid.pieces.length && ('offset' in until ? done < until.offset : performance.now() < stop)) body.append(put(laid.pieces[next++]!))
      places.body.append(body)
      return next >= laid.pieces.length
    },
  }
  page.more({ offset: view.bodyStart + AT_ONCE })
  return page
}

/** The title, from the text's own lines where it stands in them, breaking between words. */
function titleNodes(view: SpeechView, lines: Span[], map: TextMap, { show }: Setting): Node[] {
  const bracket = (sign: string, open: boolean): Node => {
    const span = document.createElement('span')
    span.className = open ? 'bracket open' : 'bracket'
    span.textContent = sign
    return span
  }
  const nodes: Node[] = []
  const words = (text: string, start: number | null): void => {
    let at = start
    for (const word of titleWords(text)) {
      if (nodes.length > 0) nodes.push(document.createElement('wbr'))
      const node = document.createTextNode(show ? show(word) : word)
      if (at !== null) {
        map.add(node, at)
        at += word.length
      }
      nodes.push(node)
    }
  }
  if (lines.length > 0) for (const line of lines) words(view.text.slice(...line), line[0])
  else words(view.row.title, null)
  return view.row.supplied ? [bracket('〔', true), ...nodes, bracket('〕', false)] : nodes
}

/** The spans, which are in order, that touch a span. */
function within(spans: Span[], [start, end]: Span): Span[] {
  const found: Span[] = []
  for (let i = firstEnding(spans, start, spanEnd); i < spans.length && spans[i]![0] < end; i++) found.push(spans[i]!)
  return found
}
