/** Lines of an import's report: how each outcome is drawn, and which to show. Pure. */
import type { IconName } from '../../parts/icons'
import type { ImportLine } from '../../wire/wire'

export type Show = 'all' | 'failed' | 'waiting' | 'version' | 'duplicate'

export const outcomes = ['taken', 'waiting', 'split', 'version', 'duplicate', 'failed'] as const
export type Outcome = (typeof outcomes)[number]

export const outcomeOf = (line: ImportLine): Outcome => outcomes.find((one) => one === line.outcome) ?? 'taken'

export const iconOf: Record<Outcome, IconName> = { taken: 'check', waiting: 'inbox', split: 'layers', version: 'columns-2', duplicate: 'copy', failed: 'triangle-alert' }

export const shown = (lines: readonly ImportLine[], show: Show): ImportLine[] => (show === 'all' ? [...lines] : lines.filter((line) => line.outcome === show))

/** Kinds of lines that there are, with their numbers, for the choice of what to show. */
export function tally(lines: readonly ImportLine[]): { show: Show; count: number }[] {
  const kinds: Show[] = ['all', 'failed', 'waiting', 'version', 'duplicate']
  return kinds.map((show) => ({ show, count: shown(lines, show).length })).filter(({ show, count }) => show === 'all' || count > 0)
}
