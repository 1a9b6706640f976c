/**
 * Dragging speeches onto a type, a theme, a date or the trash, by pointer events: the drop handler of the window that takes files from
 * outside switches HTML drag and drop off in some webviews.
 */
import { Edges, scrollerOf } from '../parts/edges'

export interface DropTarget {
  kind: 'type' | 'theme' | 'date' | 'trash'
  id: string
}

const START = 6

class Drag {
  ids = $state.raw<string[]>([])
  x = $state(0)
  y = $state(0)
  over = $state.raw<DropTarget | null>(null)

  get active(): boolean {
    return this.ids.length > 0
  }

  /** To be called on pointerdown of a row; `dropped` is called when the pointer is let go over a target. */
  begin(event: PointerEvent, ids: () => string[], dropped: (ids: string[], target: DropTarget) => void): void {
    if (event.button !== 0 || event.pointerType === 'touch') return
    const from = { x: event.clientX, y: event.clientY }
    const look = (): void => void (this.over = targetAt(this.x, this.y))
    const edges = new Edges(look)
    const move = (e: PointerEvent): void => {
      if (!this.active && Math.hypot(e.clientX - from.x, e.clientY - from.y) < START) return
      if (!this.active) this.ids = ids()
      this.x = e.clientX
      this.y = e.clientY
      look()
      edges.at(treeAt(this.x, this.y), this.y)
      e.preventDefault()
    }
    const end = (e: PointerEvent): void => {
      const { ids: carried, over } = this
      const carrying = this.active
      stop()
      if (!carrying) return
      // The click that follows the drop would open the row; not every engine sends one.
      const swallow = (click: MouseEvent): void => {
        click.stopPropagation()
        click.preventDefault()
      }
      window.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0)
      if (over && e.type === 'pointerup') dropped(carried, over)
    }
    const key = (e: KeyboardEvent): void => {
      if (e.key === 'Escape' && this.active) stop()
    }
    const stop = (): void => {
      edges.stop()
      this.ids = []
      this.over = null
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
}

const isKind = (kind: string | undefined): kind is DropTarget['kind'] => kind === 'type' || kind === 'theme' || kind === 'date' || kind === 'trash'

function targetAt(x: number, y: number): DropTarget | null {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop]')
  const [kind, id] = element?.dataset.drop?.split(':', 2) ?? []
  return id && isKind(kind) ? { kind, id } : null
}

/** What scrolls under the pointer, where that is the trees of the sidebar. */
function treeAt(x: number, y: number): Element | null {
  const scroller = scrollerOf(document.elementFromPoint(x, y))
  return scroller?.querySelector('[data-drop]') ? scroller : null
}

export const drag = new Drag()
