/**
 * The fields of a proposal as the inbox shows them: one line each, with the values that can be chosen by number.
 * The value as it stands is always the first.
 */
import { choice, choicesOf, MOST, type Choice } from '../../parts/choices'
import type { EvidenceView, FieldOthers, FieldView, Mark, SpeechView, ThemeView } from '../../wire/wire'

/** The fields that every proposal shows, and those shown when asked for. */
export const usual = ['title', 'date', 'type', 'genre', 'level', 'speaker', 'place', 'themes'] as const
export const further = ['meeting', 'also', 'mode', 'role', 'source'] as const
export type LineId = (typeof usual)[number] | (typeof further)[number]

export interface Line {
  id: LineId
  /** The field of the filing it stands for; a speaker known by office alone is the role. */
  field: string
  mark: Mark
  /** By number; of themes, those that stand first and then those that could be added. */
  options: Choice[]
  evidence: EvidenceView[]
}

/** The proposal in lines. Themes are lined up as one. */
export function linesOf(speech: SpeechView, others: readonly FieldOthers[], all: boolean): Line[] {
  const ids: LineId[] = all ? [...usual.slice(0, 3), 'meeting', 'also', 'mode', ...usual.slice(3, 6), 'role', ...usual.slice(6), 'source'] : [...usual]
  return ids.map((id) => (id === 'themes' ? themeLine(speech, others) : fieldLine(id, fieldOf(speech, id, all), others)))
}

function fieldOf(speech: SpeechView, id: LineId, all: boolean): FieldView {
  const of = (name: string): FieldView | undefined => speech.fields.find((field) => field.field === name)
  const speaker = of('speaker')
  // A speaker known by office alone is shown by it, as long as the office has no line of its own.
  const found = id === 'speaker' && !all && !speaker?.value ? (of('role')?.value ? of('role') : speaker) : of(id)
  return found ?? { field: id, value: null, words: { zh: '', en: '' }, mark: 'unknown', certainty: 0, evidence: [], alternatives: [] }
}

function fieldLine(id: LineId, field: FieldView, others: readonly FieldOthers[]): Line {
  return { id, field: field.field, mark: field.mark, evidence: field.evidence, options: choicesOf(field, others) }
}

function themeLine(speech: SpeechView, others: readonly FieldOthers[]): Line {
  const marks = speech.themes.map((theme) => theme.mark)
  const worst = (['unknown', 'doubtful', 'inferred', 'stated'] as const).find((mark) => marks.includes(mark))
  const more = others.find((one) => one.field === 'themes')?.others ?? []
  return {
    id: 'themes', field: 'themes', mark: marks.length === 0 ? 'unknown' : (worst ?? 'confirmed'),
    options: [...speech.themes.map(standing), ...more.map(choice)].slice(0, MOST),
    evidence: speech.themes.flatMap((theme) => theme.evidence),
  }
}

function standing(theme: ThemeView): Choice {
  return { value: theme.id, words: { zh: '', en: '' }, reason: theme.evidence[0]?.reason ?? null, mark: theme.mark, evidence: theme.evidence, apart: false }
}

/** Whether a field named in `InboxRow.wants` is this line's. */
export function wanted(line: Line, wants: readonly string[]): boolean {
  if (line.mark === 'confirmed') return false
  return wants.includes(line.id) || wants.includes(line.field) || (line.id === 'themes' && wants.includes('theme'))
}

/** Fields that the proposals of a group have in common, by the kind of group. */
export const incommon: Readonly<Record<string, readonly string[]>> = {
  meeting: ['meeting', 'date', 'type', 'also', 'mode', 'level', 'place'],
  folder: ['type', 'also', 'mode', 'genre', 'level', 'place'],
}
