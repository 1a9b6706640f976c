/** The lines of a passage on the page, from the boxes of its pieces, and their outline as an SVG path. Pure. */

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** Pieces of one line this far apart still touch: widths are fractions of a pixel. */
const TOUCH = 1

/** One box a line, from boxes in the order of the text; of pieces set in several fonts the tallest counts. */
export function linesOf(boxes: Iterable<Box>): Box[] {
  const lines: Box[] = []
  for (const { left, top, right, bottom } of boxes) {
    if (right <= left) continue
    const line = lines.at(-1)
    const middle = (top + bottom) / 2
    if (line && middle > line.top && middle < line.bottom && left >= line.left - TOUCH && left <= line.right + TOUCH) {
      line.top = Math.min(line.top, top)
      line.right = Math.max(line.right, right)
      line.bottom = Math.max(line.bottom, bottom)
    } else lines.push({ left, top, right, bottom })
  }
  return lines
}

const figure = (n: number): string => String(Math.round(n * 10) / 10)

/** The lines as areas. */
export function areas(lines: readonly Box[]): string {
  return lines.map(({ left, top, right, bottom }) => `M${figure(left)} ${figure(top)}H${figure(right)}V${figure(bottom)}H${figure(left)}z`).join('')
}

/** A stroke under each line. `em` is the size of the text: fonts stand differently in their boxes, but each stands about its middle. */
export function strokes(lines: readonly Box[], em: number, thick: number): string {
  return areas(lines.map(({ left, top, right, bottom }) => {
    const under = (top + bottom) / 2 + em * 0.4 + 4
    return { left, right, top: under, bottom: under + thick }
  }))
}
