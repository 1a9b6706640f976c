/** The speech that is held beside the one being read, for reading two side by side. */
let held = $state<string | null>(null)
let together = $state(true)

export const beside = {
  get speech(): string | null {
    return held
  },
  /** Whether both scroll together. */
  get together(): boolean {
    return together
  },
  set together(on: boolean) {
    together = on
  },
  hold(speech: string): void {
    held = speech
  },
  release(): void {
    held = null
  },
}
