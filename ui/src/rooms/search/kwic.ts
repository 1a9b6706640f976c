/** The one concordance of the window: it outlives the page of results, so that coming back from a speech finds it. */
import { host } from '../../host'
import { asProblem } from '../../state/toasts.svelte'
import { Lines } from './lines.svelte'

export const lines = new Lines(host, asProblem)

/** Kept so long after the page was left: its lines take some memory. */
const KEPT = 5 * 60_000
let leaving: ReturnType<typeof setTimeout> | undefined

export function keep(): () => void {
  clearTimeout(leaving)
  return () => {
    leaving = setTimeout(() => lines.close(), KEPT)
  }
}
