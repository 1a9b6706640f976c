/** The terms of a vocabulary as the room lists them: broader ones with theirs below, sifted by what is typed. Pure. */
import { soundsLike } from '../../parts/pinyin'
import type { IdCount, Term } from '../../wire/wire'

export interface TermRow {
  term: Term
  below: boolean
  /** Speeches under it, and under what is below it. */
  count: number
}

export function rowsOf(terms: readonly Term[], counts: readonly IdCount[], typed: string): TermRow[] {
  const own = new Map(counts.map(({ id, count }) => [id, count]))
  const wanted = typed.trim().toLowerCase()
  const fits = (term: Term): boolean =>
    !wanted || [term.zh, term.en.toLowerCase(), ...term.aliases].some((word) => word.includes(wanted)) || soundsLike(term.pinyin, wanted)
  const count = (term: Term): number =>
    terms.reduce((all, one) => (one.parent === term.id ? all + (own.get(one.id) ?? 0) : all), own.get(term.id) ?? 0)
  const here = new Set(terms.map((term) => term.id))
  return terms
    .filter((term) => term.parent === null || !here.has(term.parent))
    .flatMap((top) => {
      const below = terms.filter((term) => term.parent === top.id)
      const shown = fits(top) ? below : below.filter(fits)
      if (!fits(top) && shown.length === 0) return []
      return [{ term: top, below: false, count: count(top) }, ...shown.map((term) => ({ term, below: true, count: count(term) }))]
    })
}

/** The words typed as further names. */
export function aliasesOf(typed: string): string[] {
  return typed.split(/[、，,;；]/).map((word) => word.trim()).filter(Boolean)
}
