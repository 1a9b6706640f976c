/** The values a field can be given by number: the one that stands first, then the others the text supports. Pure. */
import type { Alternative, EvidenceView, FieldOthers, FieldView, Mark, Words } from '../wire/wire'

export interface Choice {
  value: string | null
  words: Words
  /** Why it is offered; the value that stands shows its evidence instead. */
  reason: Words | null
  mark: Mark
  evidence: EvidenceView[]
  /** In the text and not the speech's own. */
  apart: boolean
}

/** As many as there are digits. */
export const MOST = 9

const unknown: Words = { zh: '未详', en: 'Unknown' }

/** The value of a field as it stands, and what else it could be. */
export function choicesOf(field: FieldView, others: readonly FieldOthers[]): Choice[] {
  const asked = others.find((one) => one.field === field.field)?.others ?? field.alternatives
  const own: Choice = { value: field.value, words: field.value === null ? unknown : field.words, reason: null, mark: field.mark, evidence: field.evidence, apart: false }
  return [own, ...asked.filter((one) => one.value !== field.value).map(choice)].slice(0, MOST)
}

export function choice(other: Alternative): Choice {
  return { value: other.value, words: other.words, reason: other.reason, mark: other.mark, evidence: other.evidence, apart: other.apart }
}
