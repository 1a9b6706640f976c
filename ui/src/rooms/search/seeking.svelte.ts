/** What the search box at the top and the page of results share: which hit is lit, and opening it. */
let lit = $state(0)
let count = 0
let opener: ((at: number) => void) | null = null

export const seeking = {
  get lit(): number {
    return lit
  },
  set lit(at: number) {
    lit = Math.max(0, at)
  },
  move(by: number): void {
    lit = Math.max(0, Math.min(count - 1, lit + by))
  },
  open(): void {
    opener?.(lit)
  },
  /** The page of results tells how many there are and how one is opened. */
  serve(hits: number, open: ((at: number) => void) | null): void {
    count = hits
    opener = open
  },
}
