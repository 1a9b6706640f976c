/** The notebooks of the made archive: excerpts and the headings of sections in one order. */
import type { BookItem, Changed, ExcerptPlace, Notebook, Words } from '../wire/wire'
import type { Made } from './fake-data'
import { dateView } from './fake-dates'
import { from, swap, without } from './fake-lists'
import { sectionOf } from './fake-speech'
import type { State, StoredExcerpt, StoredItem } from './fake-state'
import type { Host } from './host'

/** What the made archive lends: how it stands, its one door for change, a speech, a new id. */
interface Held {
  state: () => State
  edit: (words: Words, touched: string[], made: string | null, next: Partial<State>) => Changed
  find: (id: string) => Made
  fresh: (kind: string) => string
}
type Books = 'notebooks' | 'bookItems' | 'addNotebook' | 'renameNotebook' | 'removeNotebook' | 'addSection' | 'renameSection' | 'moveSection' | 'removeSection' | 'addExcerpt' | 'changeExcerpt' | 'moveExcerpt' | 'removeExcerpt'

const w = (zh: string, en: string): Words => ({ zh, en })
const isExcerpt = (item: StoredItem): item is StoredExcerpt => item.kind === 'excerpt'
export const excerptsOf = (state: State): StoredExcerpt[] => state.items.filter(isExcerpt)
const sections = (items: readonly StoredItem[]) => items.flatMap((item) => (item.kind === 'section' ? [{ id: item.id, name: item.name }] : []))
const of = (state: State, notebook: string): StoredItem[] => state.items.filter((item) => item.notebook === notebook)

export const notebooksOf = (state: State): Notebook[] =>
  state.notebooks.map((book) => ({ ...book, count: of(state, book.id).filter(isExcerpt).length, sections: sections(of(state, book.id)) }))

/** The last section of the first notebook: nothing here remembers where one worked. */
export const intoOf = (state: State): ExcerptPlace | null => {
  const book = notebooksOf(state)[0]
  return book ? { kind: 'section', notebook: book.id, section: book.sections.at(-1)?.id ?? null } : null
}

export function fakeBooks({ state, edit, find, fresh }: Held): Pick<Host, Books> {
  /** The same items with those of a notebook in this order. */
  const ordered = (notebook: string, now: StoredItem[]): Partial<State> => ({ items: [...state().items.filter((item) => item.notebook !== notebook), ...now] })
  /** Where the items of a section end that begin at `start`. */
  const end = (items: StoredItem[], start: number): number => {
    const next = items.findIndex((item, at) => at >= start && item.kind === 'section')
    return next < 0 ? items.length : next
  }
  const put = (notebook: string, item: StoredItem, at: number): Partial<State> => ordered(notebook, of(state(), notebook).filter((one) => one.id !== item.id).toSpliced(at, 0, item))

  function view(item: StoredItem): BookItem {
    if (item.kind === 'section') return { kind: 'section', id: item.id, name: item.name }
    const made = find(item.speech)
    return { ...item, title: made.title, supplied: made.supplied ?? false, date: dateView(made.date), speaker: made.speaker ?? null, section: item.at ? sectionOf(made.text, item.at[0]) : null }
  }

  return {
    notebooks: async () => notebooksOf(state()),
    bookItems: async (notebook) => of(state(), notebook).map(view),
    addNotebook: async (name) => {
      const id = fresh('book')
      return edit(w(`新建摘抄本“${name}”`, `Made the notebook “${name}”`), [], id, { notebooks: [...state().notebooks, { id, name }] })
    },
    renameNotebook: async (id, name) => edit(w(`改名为“${name}”`, `Renamed to “${name}”`), [], id, { notebooks: swap(state().notebooks, id, { name }) }),
    removeNotebook: async (id) => {
      const { name } = from(state().notebooks, id)
      return edit(w(`删去摘抄本“${name}”`, `Removed the notebook “${name}”`), [], null, { notebooks: without(state().notebooks, id), ...ordered(id, []) })
    },
    addSection: async (notebook, name, position) => {
      const id = fresh('section')
      return edit(w(`新建栏目“${name}”`, `Made the section “${name}”`), [], id, put(notebook, { kind: 'section', id, notebook, name }, position ?? of(state(), notebook).length))
    },
    renameSection: async (id, name) => edit(w(`栏目改名为“${name}”`, `Renamed the section to “${name}”`), [], id, { items: swap(state().items, id, { name }) }),
    moveSection: async (id, place) => {
      const { notebook } = from(state().items, id)
      const items = of(state(), notebook)
      const blocks = sections(items).map((section) => {
        const start = items.findIndex((item) => item.id === section.id)
        return items.slice(start, end(items, start + 1))
      })
      const moved = blocks.find((block) => block[0]!.id === id)!
      const rest = blocks.filter((block) => block !== moved).toSpliced(place, 0, moved)
      return edit(w('栏目已移动', 'Moved the section'), [], id, ordered(notebook, [...items.slice(0, end(items, 0)), ...rest.flat()]))
    },
    removeSection: async (id) => edit(w('栏目已去掉，摘抄还在', 'Removed the section; its excerpts stay'), [], null, { items: without(state().items, id) }),
    addExcerpt: async (speech, at, place, first) => {
      const { notebooks } = state()
      const asked = place.notebook ?? notebooks[0]?.id
      const book = asked ? from(notebooks, asked) : { id: 'book0', name: first }
      const items = of(state(), book.id)
      const under = place.kind === 'section' ? place.section : (sections(items).at(-1)?.id ?? null)
      const position = place.kind === 'at' ? place.position : end(items, items.findIndex((item) => item.id === under) + 1)
      const id = fresh('made')
      const made: StoredExcerpt = { kind: 'excerpt', id, notebook: book.id, speech, quote: find(speech).text.slice(at[0], at[1]), comment: '', at }
      return edit(w(`摘入《${book.name}》`, `Copied into “${book.name}”`), [speech], id, { notebooks: asked ? notebooks : [...notebooks, book], ...put(book.id, made, position) })
    },
    changeExcerpt: async (id, comment) => edit(w('改了几句话', 'Changed the lines'), [], id, { items: swap(state().items, id, { comment }) }),
    moveExcerpt: async (id, position) => {
      const one = from(state().items, id)
      return edit(w(`移到第 ${position + 1} 条`, `Moved to place ${position + 1}`), [], id, put(one.notebook, one, position))
    },
    removeExcerpt: async (id) => edit(w('删去一条摘抄', 'Removed an excerpt'), [], null, { items: without(state().items, id) }),
  }
}
