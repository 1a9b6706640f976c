/** The speech that is held beside the one being read, for reading two side by side. */
import { t } from '../words/index.svelte'
import { dismiss, toast } from './toasts.svelte'

let held = $state<string | null>(null)
let together = $state(true)
/** The words that say how to go on; gone once both speeches are there. */
let told: number | null = null

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
    told = toast(t('beside.how'))
  },
  shown(): void {
    if (told !== null) dismiss(told)
    told = null
  },
  release(): void {
    held = null
  },
}
