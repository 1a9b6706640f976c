/** Lines of an import's report: how each outcome is drawn, and which to show. Pure. */
import type { IconName } from '../../parts/icons'
import type { ImportLine, ImportProgress } from '../../wire/wire'

export type Show = 'all' | 'failed' | 'waiting' | 'version' | 'duplicate'

export const outcomes = ['taken', 'waiting', 'split', 'version', 'duplicate', 'failed'] as const
export type Outcome = (typeof outcomes)[number]

export const outcomeOf = (line: ImportLine): Outcome => outcomes.find((one) => one === line.outcome) ?? 'taken'

export const iconOf: Record<Outcome, IconName> = { taken: 'check', waiting: 'inbox', split: 'layers', version: 'columns-2', duplicate: 'copy', failed: 'triangle-alert' }

/** Kinds of lines that there are, with their numbers, for the choice of what to show. */
export function tally(report: ImportProgress): { show: Show; count: number }[] {
  const kinds: { show: Show; count: number }[] = [
    { show: 'all', count: report.done }, { show: 'failed', count: report.failed }, { show: 'waiting', count: report.waiting },
    { show: 'version', count: report.versions }, { show: 'duplicate', count: report.duplicates },
  ]
  return kinds.filter(({ show, count }) => show === 'all' || count > 0)
}
