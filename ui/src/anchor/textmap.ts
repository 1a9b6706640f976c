/**
 * Where the characters of a text are on the page. Every text node is entered with the offset of its first character
 * (UTF-16), in order; nodes that are not entered (marks, notices) are not part of the text and never shift it.
 */
import type { Span } from './flow'

export class TextMap {
  #nodes: Text[] = []
  #starts: number[] = []
  #index = new WeakMap<Node, number>()
  #ruler: Range | null = null

  /** Nodes must come in the order of the text. */
  add(node: Text, start: number): void {
    this.#index.set(node, this.#nodes.length)
    this.#nodes.push(node)
    this.#starts.push(start)
  }

  get size(): number {
    return this.#nodes.length
  }

  /** The range of the page that shows a span of the text; null when nothing of it is on the page. */
  range([start, end]: Span): Range | null {
    const ends = this.#ends([start, end])
    if (!ends) return null
    const range = document.createRange()
    range.setStart(ends.from, ends.fromOffset)
    range.setEnd(ends.to, ends.toOffset)
    return range
  }

  /** The boxes of a span's characters in the window. One range is moved for all: many that live cost every change of the page. */
  boxes(span: Span): DOMRectList | readonly DOMRect[] {
    const ends = this.#ends(span)
    if (!ends) return []
    this.#ruler ??= document.createRange()
    this.#ruler.setStart(ends.from, ends.fromOffset)
    this.#ruler.setEnd(ends.to, ends.toOffset)
    return this.#ruler.getClientRects()
  }

  /** The range that shows a span, for painting: it does not follow changes of the page and costs less. */
  still(span: Span): StaticRange | null {
    const ends = this.#ends(span)
    return ends && new StaticRange({ startContainer: ends.from, startOffset: ends.fromOffset, endContainer: ends.to, endOffset: ends.toOffset })
  }

  /** The text nodes of a span, with where it begins and ends in each. */
  pieces([start, end]: Span): { node: Text; from: number; to: number }[] {
    const first = Math.max(0, this.#lastAtOrBefore(start))
    const upto = this.#lastAtOrBefore(end - 1) + 1
    return this.#nodes.slice(first, upto).flatMap((node, i) => {
      const at = this.#starts[first + i]!
      const [from, to] = [Math.max(0, start - at), Math.min(node.length, end - at)]
      return from < to ? [{ node, from, to }] : []
    })
  }

  /** The offset in the text of a place on the page. A place outside the text counts as the next character after it. */
  offset(node: Node, at: number): number | null {
    const known = this.#index.get(node)
    if (known !== undefined) return this.#starts[known]! + at
    return this.#firstFrom(node, at)
  }

  /** The span that a range of the page covers; null when there is no character of the text in it. */
  span(range: AbstractRange): Span | null {
    const start = this.offset(range.startContainer, range.startOffset)
    const end = this.offset(range.endContainer, range.endOffset) ?? this.#end()
    return start !== null && end > start ? [start, end] : null
  }

  #end(): number {
    const last = this.#nodes.length - 1
    return last < 0 ? 0 : this.#starts[last]! + this.#nodes[last]!.length
  }

  #ends([start, end]: Span): { from: Text; fromOffset: number; to: Text; toOffset: number } | null {
    if (end <= start || this.#nodes.length === 0) return null
    let first = this.#lastAtOrBefore(start)
    // Between two paragraphs: the next one.
    if (first < 0) first = 0
    else if (start >= this.#starts[first]! + this.#nodes[first]!.length) first += 1
    const last = this.#lastAtOrBefore(end - 1)
    if (first >= this.#nodes.length || last < first) return null
    const from = this.#nodes[first]!
    const to = this.#nodes[last]!
    return { from, fromOffset: Math.max(0, start - this.#starts[first]!), to, toOffset: Math.min(to.length, end - this.#starts[last]!) }
  }

  #lastAtOrBefore(offset: number): number {
    let low = -1
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The first entered node at or after a place, by halving: nodes are in the order of the page. */
  #firstFrom(node: Node, at: number): number | null {
    const place = document.createRange()
    place.setStart(node, at)
    let low = 0
    let high = this.#nodes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (place.comparePoint(this.#nodes[middle]!, 0) < 0) low = middle + 1
      else high = middle
    }
    return low < this.#nodes.length ? this.#starts[low]! : null
  }
}
