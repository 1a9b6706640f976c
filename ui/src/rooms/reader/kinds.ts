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

/** Where the selected words are, and the reader around them, in the window. */
export interface Selected {
  /** Of the first line. */
  top: number
  /** Of the last line, as `left` and `right`. */
  bottom: number
  left: number
  right: number
  within: DOMRect
  /** Left and right edge of the text. */
  column: [number, number]
}
