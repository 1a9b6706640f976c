/** Types the reader shares with itself. */
import type { Vocabulary } from '../../wire/wire'

export type { FieldView, SpeechView } from '../../wire/wire'
export type VocabularyField = keyof Vocabulary

/** What lights in the text and stands in the margin while a value is looked at. */
export interface Looked {
  /** `field:date` or `theme:ID`. */
  key: string
  id: string
  theme: boolean
}
