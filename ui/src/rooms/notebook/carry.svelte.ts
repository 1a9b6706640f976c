/**
 * Carrying a note, an excerpt or a section to a place in the notebook, by pointer events (file drops switch HTML drag and drop
 * off in some webviews). Knows where it would land, not what landing does.
 */
import { Edges } from '../../parts/edges'

export interface Carried {
  kind: 'note' | 'excerpt' | 'section'
  id: string
  text: string
}

const START = 5
let carried = $state.raw<Carried | null>(null)
let x = $state(0)
let y = $state(0)
let landing = $state<number | null>(null)
/** Something that what is carried can be put before. */
export interface Spot {
  top: number
  bottom: number
  /** The place that is before it. */
  at: number
}
/** What the notebook under the pointer has for what is carried, and the place after all of it. */
export interface Spots {
  spots: Spot[]
  end: number
  /** What scrolls of the notebook. */
  scroller: Element | null
}
let measure: ((x: number, y: number, what: Carried) => Spots | null) | null = null

export const carry = {
  get what(): Carried | null {
    return carried
  },
  get x(): number {
    return x
  },
  get y(): number {
    return y
  },
  /** The place it would be put at, in what the notebook counts by; null when letting go would do nothing. */
  get landing(): number | null {
    return landing
  },
  /** The notebook on the screen says what stands where. */
  over(items: NonNullable<typeof measure>): () => void {
    measure = items
    return () => (measure = null)
  },
}

/** The place that a height is nearest to. */
export function landingAt({ spots, end }: Pick<Spots, 'spots' | 'end'>, height: number): number {
  return spots.find(({ top, bottom }) => height < (top + bottom) / 2)?.at ?? end
}

/** Where an item ends up that is taken from place `from` and let go before place `landing`. */
export function placeAfter(from: number, to: number): number {
  return to > from ? to - 1 : to
}

/** To be called on pointerdown. */
export function begin(event: PointerEvent, what: Carried, dropped: (landing: number) => void): void {
  if (event.button !== 0) return
  const from = { x: event.clientX, y: event.clientY }
  const look = (): Spots | null => {
    const items = measure?.(x, y, what) ?? null
    landing = items ? landingAt(items, y) : null
    return items
  }
  const edges = new Edges(look)
  const move = (e: PointerEvent): void => {
    if (!carried && Math.hypot(e.clientX - from.x, e.clientY - from.y) < START) return
    e.preventDefault()
    carried = what
    x = e.clientX
    y = e.clientY
    edges.at(look()?.scroller ?? null, y)
  }
  const end = (e: PointerEvent): void => {
    const at = landing
    const carrying = carried !== null
    stop()
    if (!carrying) return
    // The click that follows would open what was carried.
    const swallow = (click: Event): void => { click.stopPropagation(); click.preventDefault() }
    window.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => window.removeEventListener('click', swallow, true), 0)
    if (at !== null && e.type === 'pointerup') dropped(at)
  }
  const key = (e: KeyboardEvent): void => {
    if (e.key === 'Escape' && carried) {
      e.preventDefault()
      e.stopPropagation()
      stop()
    }
  }
  const stop = (): void => {
    edges.stop()
    carried = null
    landing = null
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', end)
    window.removeEventListener('pointercancel', end)
    window.removeEventListener('keydown', key, true)
  }
  window.addEventListener('pointermove', move)
  window.addEventListener('pointerup', end)
  window.addEventListener('pointercancel', end)
  window.addEventListener('keydown', key, true)
}
