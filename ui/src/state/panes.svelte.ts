/** Widths and folding of the panes; remembered by the window, not by the archive. */
type Pane = 'side' | 'list'

const KEY = 'rostrum.panes'
const limits: Record<Pane, [number, number]> = { side: [160, 360], list: [240, 560] }

function remembered(): { side: number | null; list: number | null; folded: boolean } {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return { side: width('side', kept.side), list: width('list', kept.list), folded: kept.folded === true }
  } catch {
    // A store that cannot be read costs only the widths.
    return { side: null, list: null, folded: false }
  }
}

function width(pane: Pane, value: unknown): number | null {
  const [least, most] = limits[pane]
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(least, Math.round(value))) : null
}

class Panes {
  #kept = $state(remembered())
  /** The reader alone. */
  focus = $state(false)

  /** Null: the width that suits the window. */
  get side(): number | null {
    return this.#kept.side
  }
  get list(): number | null {
    return this.#kept.list
  }
  get folded(): boolean {
    return this.#kept.folded
  }

  resize(pane: Pane, value: number | null): void {
    this.#kept[pane] = width(pane, value)
    this.#remember()
  }

  fold(folded: boolean): void {
    this.#kept.folded = folded
    this.#remember()
  }

  #remember(): void {
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#kept))
    } catch {
      // A full or forbidden store costs only the memory of widths.
    }
  }
}

export const panes = new Panes()
