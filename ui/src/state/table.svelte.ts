/** Whether lists are tables, and with which columns; remembered by the window, not by the archive. */
import { layoutOf, resized, turned, type ColumnId, type Layout } from '../rooms/library/columns'

const KEY = 'rostrum.table'

function remembered(): { on: boolean; layout: Layout } {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return { on: kept.on === true, layout: layoutOf(kept.layout) }
  } catch {
    // A store that cannot be read costs only the columns.
    return { on: false, layout: layoutOf(null) }
  }
}

class Table {
  #kept = $state.raw(remembered())

  get on(): boolean {
    return this.#kept.on
  }
  get layout(): Layout {
    return this.#kept.layout
  }

  turn(on = !this.on): void {
    this.#keep({ ...this.#kept, on })
  }
  column(id: ColumnId): void {
    this.#keep({ ...this.#kept, layout: turned(this.layout, id) })
  }
  resize(id: ColumnId, width: number | null): void {
    this.#keep({ ...this.#kept, layout: resized(this.layout, id, width) })
  }

  #keep(next: { on: boolean; layout: Layout }): void {
    this.#kept = next
    try {
      localStorage.setItem(KEY, JSON.stringify(next))
    } catch {
      // A full or forbidden store costs only the memory of columns.
    }
  }
}

export const table = new Table()
