/** Scrolls on what is under the pointer while something is carried near its upper or lower edge: the place to let go may be out of sight. */

/** Pixels from an edge within which it scrolls. */
const NEAR = 44
/** Pixels a frame at the edge itself and beyond it. */
const MOST = 16

/** Pixels a frame that a box is to be scrolled by, for a pointer at this height; upwards they are negative. */
export function pace(top: number, bottom: number, y: number): number {
  // A low box keeps a middle where nothing moves.
  const near = Math.min(NEAR, (bottom - top) / 3)
  const past = y < top + near ? y - top - near : y > bottom - near ? y - bottom + near : 0
  return Math.sign(past) * Math.ceil(Math.min(Math.abs(past) / near, 1) * MOST)
}

/** The box that scrolls around an element, if there is one. */
export function scrollerOf(element: Element | null): Element | null {
  for (let box = element; box; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)) return box
  }
  return null
}

export class Edges {
  private frame = 0
  private box: Element | null = null
  private y = 0

  /** `scrolled` is called after each step: what lies under the pointer has changed. */
  constructor(private readonly scrolled: () => void) {}

  /** The pointer is at this height, over a box that may scroll. */
  at(box: Element | null, y: number): void {
    this.box = box
    this.y = y
    if (!this.frame && this.pace()) this.frame = requestAnimationFrame(() => this.step())
  }

  stop(): void {
    cancelAnimationFrame(this.frame)
    this.frame = 0
    this.box = null
  }

  private pace(): number {
    const sides = this.box?.getBoundingClientRect()
    return sides ? pace(sides.top, sides.bottom, this.y) : 0
  }

  private step(): void {
    this.frame = 0
    const before = this.box?.scrollTop
    this.box?.scrollBy(0, this.pace())
    if (!this.box || this.box.scrollTop === before) return
    this.scrolled()
    this.frame = requestAnimationFrame(() => this.step())
  }
}
