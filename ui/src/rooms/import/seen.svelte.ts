/** Which report has been looked at, so that the strip in the bar goes away once its news is read. */
import type { ImportProgress } from '../../wire/wire'

let report = $state.raw<ImportProgress | null>(null)

export const seen = {
  get report(): ImportProgress | null {
    return report
  },
  set report(now: ImportProgress | null) {
    report = now
  },
}
