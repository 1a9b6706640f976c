/** Keeps a @tanstack/virtual-core virtualizer in step with Svelte: rows of unknown height, any number of them. */
import { untrack } from 'svelte'
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer, type VirtualItem } from '@tanstack/virtual-core'
import { afterPaint } from './paint'

export interface Virtual {
  readonly items: VirtualItem[]
  readonly total: number
  /** First row that can be seen. */
  readonly first: number
  measure(element: Element): () => void
  reveal(index: number, align?: 'start' | 'center' | 'auto'): void
}

export interface VirtualOptions {
  count: () => number
  scroller: () => HTMLElement | null
  estimate: (index: number) => number
  key: (index: number) => string | number
  /** Changes when rows may stand in another order; their number alone does not tell. */
  order?: () => unknown
  /** Empty pixels at the foot. */
  foot?: number
}

/** Rows drawn above and below those in sight. */
const BEYOND = 8

export function virtual(options: VirtualOptions): Virtual {
  let items = $state.raw<VirtualItem[]>([])
  let total = $state(0)
  let first = $state(0)
  /** None until those in sight have been painted. */
  let beyond = $state(0)

  const virtualizer = new Virtualizer<HTMLElement, Element>({
    count: 0,
    getScrollElement: () => null,
    estimateSize: () => 1,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
  })
  const publish = (): void => {
    items = virtualizer.getVirtualItems()
    total = virtualizer.getTotalSize()
    first = virtualizer.range?.startIndex ?? 0
  }

  $effect.pre(() => {
    const count = options.count()
    const element = options.scroller()
    options.order?.()
    virtualizer.setOptions({
      count,
      getScrollElement: () => element,
      estimateSize: options.estimate,
      // A new function each time: the virtualizer lays rows out anew only when this one changes.
      getItemKey: (index) => options.key(index),
      overscan: beyond,
      paddingEnd: options.foot ?? 0,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: publish,
    })
    untrack(() => {
      virtualizer._willUpdate()
      publish()
    })
  })
  $effect(() => virtualizer._didMount())
  const shows = $derived(items.length > 0)
  $effect(() => {
    if (beyond === 0 && shows) return afterPaint(() => (beyond = BEYOND))
  })

  return {
    get items() {
      return items
    },
    get total() {
      return total
    },
    get first() {
      return first
    },
    measure(element) {
      virtualizer.measureElement(element)
      return () => virtualizer.measureElement(null)
    },
    reveal(index, align = 'auto') {
      virtualizer.scrollToIndex(index, { align })
    },
  }
}
