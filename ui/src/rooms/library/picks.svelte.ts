/** The speeches ticked in a list, and where a range begins. */
export class Picks {
  ids = $state.raw<ReadonlySet<string>>(new Set())
  /** Row from which Shift picks; null: from the open one. */
  anchor: number | null = null

  get size(): number {
    return this.ids.size
  }

  has(id: string): boolean {
    return this.ids.has(id)
  }

  set(ids: string[], picked: boolean): void {
    const next = new Set(this.ids)
    for (const id of ids) {
      if (picked) next.add(id)
      else next.delete(id)
    }
    this.ids = next
  }

  turn(id: string, row: number): void {
    this.anchor = row
    this.set([id], !this.ids.has(id))
  }

  clear(): void {
    this.ids = new Set()
    this.anchor = null
  }
}
