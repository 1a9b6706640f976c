/** Sets the rest of a long text after what can be seen has been painted, a piece in each frame. Knows nothing of the text. */
import type { Page } from '../../anchor/page'

/** Milliseconds of each frame: while something moves, and while nobody would see a frame that comes late. */
const MOVING = 8
const STILL = 48
/** Still is what nobody has touched for so long. Who opens a text looks at it: large pieces at once kept its first page from being painted. */
const CALM = 2000
const TOUCHES = ['wheel', 'scroll', 'keydown', 'pointermove', 'pointerdown'] as const

export class Rest {
  #frame = 0
  #touched = 0
  #touch = (): void => {
    this.#touched = performance.now()
  }

  /** Sets all there is still to set; `whole` is told when it stands. */
  begin(page: Page, whole: () => void): void {
    this.end()
    this.#touch()
    for (const touch of TOUCHES) document.addEventListener(touch, this.#touch, { capture: true, passive: true })
    const piece = (): void => {
      this.#frame = requestAnimationFrame(() => {
        const milliseconds = performance.now() - this.#touched < CALM ? MOVING : STILL
        if (!page.more({ milliseconds })) return piece()
        this.end()
        whole()
      })
    }
    piece()
  }

  end(): void {
    cancelAnimationFrame(this.#frame)
    for (const touch of TOUCHES) document.removeEventListener(touch, this.#touch, { capture: true })
  }
}
