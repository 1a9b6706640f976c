/**
 * The fields of a proposal as the inbox shows them: one line each, with the values that can be chosen by number.
 * The value as it stands is always the first.
 */
import type { EvidenceView, FieldView, Mark, SpeechView, Words } from '../../wire/wire'

export type LineId = 'title' | 'date' | 'type' | 'genre' | 'level' | 'speaker' | 'themes'

export interface Option {
  value: string | null
  words: Words
  reason: Words | null
  mark: Mark
}

export interface Line {
  id: LineId
  /** The field of the filing it stands for; a speaker known by office alone is the role. */
  field: string
  mark: Mark
  options: Option[]
  evidence: EvidenceView[]
}

export const lineIds: readonly LineId[] = ['title', 'date', 'type', 'genre', 'level', 'speaker', 'themes']

/** The proposal in lines. Themes are lined up as one. */
export function linesOf(speech: SpeechView): Line[] {
  return lineIds.map((id) => (id === 'themes' ? themeLine(speech) : fieldLine(id, fieldOf(speech, id))))
}

function fieldOf(speech: SpeechView, id: LineId): FieldView {
  const of = (name: string): FieldView | undefined => speech.fields.find((field) => field.field === name)
  const speaker = of('speaker')
  const found = id === 'speaker' && !speaker?.value ? (of('role')?.value ? of('role') : speaker) : of(id)
  return found ?? { field: id, value: null, words: { zh: '未详', en: 'Unknown' }, mark: 'unknown', certainty: 0, evidence: [], alternatives: [] }
}

function fieldLine(id: LineId, field: FieldView): Line {
  return {
    id, field: field.field, mark: field.mark, evidence: field.evidence,
    options: [{ value: field.value, words: field.words, reason: field.evidence[0]?.reason ?? null, mark: field.mark }, ...field.alternatives].slice(0, 9),
  }
}

function themeLine(speech: SpeechView): Line {
  const marks = speech.themes.map((theme) => theme.mark)
  const worst = (['unknown', 'doubtful', 'inferred', 'stated'] as const).find((mark) => marks.includes(mark))
  return {
    id: 'themes', field: 'themes', mark: marks.length === 0 ? 'unknown' : (worst ?? 'confirmed'), options: [],
    evidence: speech.themes.flatMap((theme) => theme.evidence),
  }
}

/** Whether a field named in `InboxRow.wants` is this line's. */
export function wanted(line: Line, wants: readonly string[]): boolean {
  if (line.mark === 'confirmed') return false
  return wants.includes(line.id) || wants.includes(line.field) || (line.id === 'themes' && wants.includes('theme'))
}

/** Fields that speeches of one meeting have in common. */
export const ofTheMeeting: readonly string[] = ['meeting', 'date', 'type', 'also', 'mode', 'level', 'place']
