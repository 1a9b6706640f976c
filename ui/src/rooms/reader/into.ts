/** The notebooks and their sections as places for an excerpt. Pure. */
import type { ExcerptPlace, Notebook } from '../../wire/wire'

export interface Into {
  label: string
  /** A section, below its notebook. */
  inset: boolean
  /** The one in which one last worked. */
  checked: boolean
  place: ExcerptPlace
}

/** True when there is more than one place to choose from. */
export const hasChoice = (books: readonly Notebook[]): boolean => books.length > 1 || books.some((book) => book.sections.length > 0)

/** Each notebook, and below it each of its sections; the notebook itself means what stands before the first. */
export function placesOf(books: readonly Notebook[], last: ExcerptPlace | null): Into[] {
  return books.flatMap((book) => [null, ...book.sections].map((section) => ({
    label: section?.name ?? book.name,
    inset: section !== null,
    checked: last?.kind === 'section' && last.notebook === book.id && last.section === (section?.id ?? null),
    place: { kind: 'section', notebook: book.id, section: section?.id ?? null } as const,
  })))
}
