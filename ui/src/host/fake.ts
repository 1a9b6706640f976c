/**
 * A host that answers with made data from memory, for a browser and for tests: everything can be done, nothing is
 * kept. It follows the same rules a person can see (undo, inbox order, errors in words), not the program's own.
 */
import type { Changed, Collocate, Counts, ImportLine, ImportProgress, KwicLine, KwicView, NoteView, Opened, Row, Settings, Sort, Suggestion, Words } from '../wire/wire'
import { alikeOf, grouped, othersOf } from './fake-alike'
import type { Made } from './fake-data'
import { excerptsOf, fakeBooks, intoOf, notebooksOf } from './fake-books'
import { fakeCare } from './fake-care'
import { bounds, dateView, typedDate } from './fake-dates'
import { importSteps, pasted, pastedImport } from './fake-import'
import { compared, count, from, swap, without, years } from './fake-lists'
import { kwicLines, parse, problem, type Candidate, type Parsed } from './fake-search'
import { inboxRowOf, locate, markOf, places, rowOf, sectionOf, speechOf, type FieldName } from './fake-speech'
import { fromAddress, initial, now, settings, type FakeOptions, type State, type StoredNote } from './fake-state'
import { kindOf, nameOf, vocabulary, withTerms } from './fake-terms'
import { soundsLike } from '../parts/pinyin'
import type { Host } from './host'

const everyLine: KwicView = { sort: 'newest', depth: 1, filter: '', years: null, type: null, near: null }
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
const w = (zh: string, en: string): Words => ({ zh, en })
const speechesEn = (n: number): string => `${n} ${n === 1 ? 'speech' : 'speeches'}`

/** A fresh made archive. */
export function fake(options: FakeOptions = fromAddress()): Host {
  let state = initial(options.more ?? 0)
  let kept: Settings = { ...settings, ...options.settings }
  let opened: Opened | null = options.first ? null : open('/home/me/讲话稿', false)
  let stop = false
  let held = false
  let serial = 0
  let reported: ImportLine[] = []
  /** What the concordance was asked for. */
  let asked: ReturnType<typeof found> | null = null
  let done: { state: State; words: Words; touched: string[] }[] = []
  let undone: typeof done = []
  const watchers = new Set<(changed: Changed) => void>()
  const droppers = new Set<Parameters<Host['onDrop']>[0]>()

  function open(path: string, sample: boolean): Opened {
    return { path, name: path.split(/[\\/]/).at(-1)!, sample, readOnly: false, vocabulary }
  }
  const enter = (path: string, sample: boolean): Opened => {
    opened = open(path, sample)
    kept = { ...kept, recent: [{ path, name: opened.name }, ...kept.recent.filter((one) => one.path !== path)].slice(0, 8) }
    done = []
    undone = []
    return opened
  }

  /** The one door for change: `next` is a changed copy; the old state is kept for undo. */
  function edit(words: Words, touched: string[], made: string | null, next: Partial<State>): Changed {
    done.push({ state, words, touched })
    undone = []
    state = { ...state, ...next }
    return { words, touched, made }
  }
  const withSpeeches = (ids: string[], change: (made: Made) => Made): Partial<State> => {
    const speeches = new Map(state.speeches)
    for (const id of ids) speeches.set(id, change(find(id)))
    return { speeches }
  }
  const find = (id: string): Made => {
    const made = state.speeches.get(id)
    if (!made) throw problem('speech.gone', '这篇讲话稿不在档案库里了', 'This speech is no longer in the archive', w('看看回收站', 'Look in the trash'))
    return made
  }
  /** The made archive has one pair of versions: what says it has some, and another of its speeches. */
  const family = (id: string): Made[] => {
    const led = [...state.speeches.values()].find((made) => (made.versions ?? 0) > 1)
    const kin = led ? [led, ...[...state.speeches.values()].filter((made) => made !== led && made.state === 'filed').slice(0, 1)] : []
    return kin.some((made) => made.id === id) ? kin : []
  }
  const titled = (ids: string[]): Words => (ids.length === 1 ? w(`《${find(ids[0]!).title}》`, `“${find(ids[0]!).title}”`) : w(`${ids.length} 篇`, speechesEn(ids.length)))

  const row = (made: Made): Row => rowOf(made, state.added.get(made.id) ?? now, state.notes.filter((note) => note.speech === made.id).length)
  const all = (kind: Made['state']): Made[] => [...state.speeches.values()].filter((made) => made.state === kind)
  /** What is filed and what waits. */
  const present = (): Made[] => [...state.speeches.values()].filter((made) => made.state !== 'trash')

  function noteView(note: StoredNote): NoteView {
    const made = find(note.speech)
    const holder = excerptsOf(state).find((one) => one.speech === note.speech && one.quote.includes(note.quote.replace(/。$/, '')))
    return {
      ...note, title: made.title, supplied: made.supplied ?? false, date: dateView(made.date),
      section: note.at ? sectionOf(made.text, note.at[0]) : null,
      excerpted: holder ? from(state.notebooks, holder.notebook).name : null,
    }
  }

  const orders: Record<Sort, (a: Made, b: Made) => number> = {
    dateDown: (a, b) => (bounds(b.date)?.[0] ?? 0) - (bounds(a.date)?.[0] ?? 0),
    dateUp: (a, b) => (bounds(a.date)?.[0] ?? 1e9) - (bounds(b.date)?.[0] ?? 1e9),
    title: (a, b) => a.title.localeCompare(b.title, 'zh'),
    speaker: (a, b) => (a.role ?? '龥').localeCompare(b.role ?? '龥', 'zh'),
    length: (a, b) => b.text.length - a.text.length,
    added: (a, b) => (state.added.get(b.id) ?? 0) - (state.added.get(a.id) ?? 0),
  }

  function inboxRows() {
    const rows = grouped(all('inbox').map((made) => inboxRowOf(made, row(made))), find)
    const need = (r: (typeof rows)[number]): number => (r.sure ? 2 : r.group ? 1 : 0)
    return rows.sort((a, b) => need(a) - need(b) || (a.group?.key ?? '').localeCompare(b.group?.key ?? '') || b.wants.length - a.wants.length)
  }

  function found(text: string): { parsed: Parsed; hits: Candidate[] } {
    const parsed = parse(text)
    const hits = [...state.speeches.values()]
      .filter((made) => made.state !== 'trash')
      .map((made) => ({ made, row: row(made), notes: state.notes.filter((note) => note.speech === made.id).map(noteView) }))
      .filter(parsed.test)
    return { parsed, hits }
  }
  const marks = (text: string, words: string[]): [number, number][] => words.flatMap((word) => places(text, word)).sort((a, b) => a[0] - b[0])

  function value(field: string, given: string | null): string | null {
    if (given === null || given.trim() === '') return null
    if (field !== 'date') return given.trim()
    const edtf = typedDate(given)
    if (!edtf) throw problem('date.unreadable', `看不出“${given}”是什么日期`, `“${given}” is not a date`, w('写成 2021-06、2021年6月3日，或 约2021', 'Write 2021-06, 2021-06-03 or c. 2021'))
    return edtf
  }

  const setting = (values: (readonly [FieldName, string | null])[]) => (made: Made): Made => ({
    ...made, ...Object.fromEntries(values.map(([field, one]) => [field, one ?? (field === 'title' ? made.title : null)])),
    supplied: values.some(([field]) => field === 'title') ? false : made.supplied,
    marks: { ...made.marks, ...Object.fromEntries(values.map(([field, one]) => [field, one === null ? 'unknown' as const : 'confirmed' as const])) },
  })

  const turn = (back: typeof done, forth: typeof done): Changed | null => {
    const last = back.pop()
    if (!last) return null
    forth.push({ state, words: last.words, touched: last.touched })
    state = last.state
    return { words: last.words, touched: last.touched, made: null }
  }

  const this_: Host = {
    start: async () => ({ settings: kept, opened, sampleCount: 27, version: '0.1.0', pending: [] }),
    saveSettings: async (next) => void (kept = next),
    scripts: async () => ({ simplified: { from: '講會長實', to: '讲会长实' }, traditional: { from: '讲会长实', to: '講會長實' } }),
    createArchive: async (path) => {
      if (path.includes('只读')) throw problem('archive.denied', `“${path}”不让写`, `“${path}” cannot be written`, w('换一个文件夹', 'Choose another folder'))
      state = { ...initial(0), speeches: new Map(), notes: [], notebooks: [], items: [], saved: [] }
      return enter(path, false)
    },
    openArchive: async (path) => {
      if (path.includes('空')) throw problem('archive.none', `“${path}”里没有档案库`, `There is no archive in “${path}”`, w('换一个文件夹，或在这里新建', 'Choose another folder, or make one here'))
      return enter(path, false)
    },
    openSample: async () => {
      state = initial(0)
      return enter('/home/me/讲稿簿样例', true)
    },
    restoreBackup: async (_from, path) => enter(path, false),
    closeArchive: async () => void (opened = null),

    counts: async (): Promise<Counts> => {
      const list = present()
      return {
        inbox: all('inbox').length, all: list.length, trash: all('trash').length, notes: state.notes.length,
        types: count(list.flatMap((made) => [made.type])).map(({ id, count: n }) => ({ id, count: n, years: years(list.filter((made) => made.type === id)) })),
        years: years(list),
        themes: count(list.flatMap((made) => made.themes.map(([id]) => id))),
        notebooks: notebooksOf(state), into: intoOf(state),
        saved: state.saved,
        folders: count(list.map((made) => made.file.split('/').slice(0, -1).join('/'))),
        edition: state.terms.edition,
      }
    },
    list: async (scope, sort, offset, limit) => {
      const here = present()
      const year = (made: Made): number | null => dateView(made.date)?.year ?? null
      const under = (id: string, of: string | null): boolean => of === id || [...vocabulary.types, ...vocabulary.themes].find((t) => t.id === of)?.parent === id
      const list = {
        all: () => here, inbox: () => all('inbox'), trash: () => all('trash'),
        undated: () => here.filter((made) => year(made) === null),
        type: () => here.filter((made) => scope.kind === 'type' && under(scope.id, made.type) && (scope.year === null || year(made) === scope.year)),
        time: () => here.filter((made) => scope.kind === 'time' && year(made) === scope.year && (scope.month === null || Number(made.date?.split('/').at(-1)?.slice(5, 7)) === scope.month)),
        theme: () => here.filter((made) => scope.kind === 'theme' && made.themes.some(([id]) => under(scope.id, id))),
        source: () => here.filter((made) => scope.kind === 'source' && made.source?.includes(scope.words)),
        folder: () => here.filter((made) => scope.kind === 'folder' && made.file.startsWith(`${scope.path}/`)),
      }[scope.kind]().sort(orders[sort])
      const grouped = years(list)
      return {
        total: list.length, offset, rows: list.slice(offset, offset + limit).map(row),
        years: sort === 'dateDown' ? grouped : sort === 'dateUp' ? [...grouped.filter((y) => y.year !== null).reverse(), ...grouped.filter((y) => y.year === null)] : [],
        folded: Math.max(0, ...list.map((made) => (made.versions ?? 1) - 1)),
        doubtfulDates: list.filter((made) => ['doubtful', 'unknown'].includes(markOf(made, 'date'))).length,
      }
    },
    listIds: async (scope, sort) => (await this_.list(scope, sort, 0, 1e9)).rows.map((one) => one.id),
    rows: async (ids) => ids.map((id) => row(find(id))),
    vocabulary: async () => state.terms.vocabulary,
    inbox: async (offset, limit) => {
      const rows = inboxRows()
      return { total: rows.length, sure: rows.filter((one) => one.sure).length, rows: rows.slice(offset, offset + limit) }
    },
    inboxGroup: async (key) => inboxRows().filter((one) => one.group?.key === key).map((one) => one.row.id),
    others: async (id) => othersOf(find(id)),
    alike: async (id, field, add, remove) => alikeOf(find(id), all('inbox'), field, add, remove),
    speech: async (id, query) => {
      const made = find(id)
      const mine = state.notes.filter((note) => note.speech === id).map(noteView)
      return { ...speechOf(made, row(made)), notes: mine, hits: query ? marks(made.text, parse(query).words) : [] }
    },
    searchFirst: async (query, sort, limit) => {
      const page = await this_.search(query, sort, 0, limit)
      const { query: printed, hits, total, facets, ms } = page
      return { query: printed, hits, more: total > hits.length, counted: sort === 'newest' ? null : { total, facets }, ms }
    },
    suggest: async (typed) =>
      Object.entries(vocabulary).flatMap(([kind, terms]) => terms.filter((term) => term.zh.includes(typed) || soundsLike(term.pinyin, typed)).map((term): Suggestion => ({
        field: kind.slice(0, -1), value: { zh: term.zh, en: term.en }, marks: [], condition: `${kind.slice(0, -1)}:${term.zh}`, count: null, speech: null,
      }))),
    kwic: async (query, report) => {
      asked = found(query)
      const lines = kwicLines(asked.hits.map((hit) => hit.made), asked.parsed.words, { ...everyLine })
      const progress = { lines: lines.length, speeches: new Set(lines.map((line) => line.speech)).size, done: true, capped: false }
      report(progress)
      return progress
    },
    kwicPage: async (view, offset, limit) => {
      const all = asked ? kwicLines(asked.hits.map((hit) => hit.made), asked.parsed.words, view) : []
      const yearOf = (line: KwicLine): string => String(line.date?.year ?? '')
      const lines = all.filter((line) => (!view.type || line.type === view.type) && (!view.years || (line.date?.year != null && line.date.year >= view.years[0] && line.date.year <= view.years[1])))
      const speeches = new Set(lines.map((line) => line.speech)).size
      return {
        total: lines.length, speeches, lines: lines.slice(offset, offset + limit), types: count(all.map((line) => line.type)),
        years: count(all.map(yearOf)).sort((a, b) => a.id.localeCompare(b.id)), progress: { lines: all.length, speeches, done: true, capped: false },
      }
    },
    collocates: async () => ({
      words: [['挂图', 0, 4, 0.2, 31.4], ['一律', 3, 0, 0.4, 12.6], ['项目', 2, 3, 1.8, 6.2]].map(([word, left, right, expected, g2]) => ({ word, left, right, expected, g2 }) as Collocate),
      lines: 10, of: 10, compared: 20,
    }),
    exportKwic: async () => {},
    closeKwic: async () => void (asked = null),
    similar: async (words, from) => {
      // Word for word only: the real program also finds what is nearly the same.
      const all = [...state.speeches.values()].filter((made) => made.state !== 'trash' && made.id !== from && made.text.includes(words))
      return all.map((made) => {
        const start = made.text.indexOf(words)
        return { row: row(made), at: [start, start + words.length], section: sectionOf(made.text, start), share: 1, parts: [{ text: words, instead: null }] }
      })
    },
    search: async (query, sort, offset, limit) => {
      const began = performance.now()
      const { parsed, hits } = found(query)
      const score = (hit: Candidate): number => marks(hit.made.title, parsed.words).length * 5 + marks(hit.made.text, parsed.words).length
      hits.sort((a, b) => (sort === 'relevance' || sort === 'most' ? score(b) - score(a) : sort === 'newest' ? orders.dateDown(a.made, b.made) : orders.dateUp(a.made, b.made)))
      const list = hits.map((hit) => hit.made)
      return {
        query: parsed.query, total: hits.length, ms: performance.now() - began,
        hits: hits.slice(offset, offset + limit).map(({ made, row: line }) => {
          const inText = marks(made.text, parsed.words)
          const shown = inText.filter((mark, place) => place === 0 || mark[0] - inText[place - 1]![0] > 40).slice(0, 2)
          return {
            row: line, together: `${made.meeting ?? made.title} ${made.date ?? ''}`, titleMarks: marks(made.title, parsed.words), more: Math.max(0, inText.length - shown.length),
            snippets: shown.map(([at]) => {
              const start = Math.max(made.text.lastIndexOf('。', at) + 1, made.text.lastIndexOf('\n', at) + 1, at - 30)
              const text = made.text.slice(start, start + 70).split('\n')[0]!
              return { text, at: start, marks: marks(text, parsed.words), section: sectionOf(made.text, at) }
            }),
          }
        }),
        facets: {
          types: count(list.map((made) => made.type)), themes: count(list.flatMap((made) => made.themes.map(([id]) => id))),
          levels: count(list.map((made) => made.level)), genres: count(list.map((made) => made.genre)), sources: count(list.map((made) => made.source ?? null)),
          years: count(list.map((made) => String(dateView(made.date)?.year ?? ''))).sort((a, b) => a.id.localeCompare(b.id)),
        },
      }
    },
    notes: async (filter, offset, limit) => {
      const all = state.notes.map(noteView)
      const kind = (note: NoteView): string | null => find(note.speech).type
      const rows = all.filter((note) =>
        (filter.colour ?? note.colour) === note.colour && (!filter.theme || note.themes.includes(filter.theme)) && (!filter.kind || kind(note) === filter.kind) &&
        (filter.year ?? note.date?.year) === note.date?.year && (!filter.commented || note.comment) && (!filter.lost || note.at === null) &&
        [note.quote, note.comment, note.title].some((text) => text.includes(filter.words ?? '')))
      const newest = new Map<string, number>()
      for (const note of rows) newest.set(note.speech, Math.max(newest.get(note.speech) ?? 0, note.created))
      rows.sort((a, b) => newest.get(b.speech)! - newest.get(a.speech)! || b.created - a.created)
      return {
        total: rows.length, all: all.length, colours: [1, 2, 3, 4, 5].map((one) => all.filter((note) => note.colour === one).length),
        themes: count(all.flatMap((note) => note.themes)), types: count(all.map(kind)), years: count(all.map((note) => (note.date?.year ? String(note.date.year) : null))),
        commented: all.filter((note) => note.comment).length, lost: all.filter((note) => note.at === null).length, rows: rows.slice(offset, offset + limit),
      }
    },
    fileText: async (id) => [...(find(id).removed ?? []).map((line) => line.text), find(id).text].join('\n'),
    versions: async (id) => family(id).map((made, n) => ({ row: row(made), leads: n === 0, chosen: false, share: 97, byPerson: false })),
    compare: async (one, other) => compared(find(one).text, find(other).text),

    setFields: async (ids, changes) => {
      const values = changes.map(({ field, value: given }) => [field as FieldName, value(field, given)] as const)
      const [field, first] = values[0]!
      const what = first === null ? w('清空', 'nothing') : field === 'date' ? dateView(first)!.words : nameOf(first)
      return edit(field === 'type' ? w(`${ids.length} 篇归入${what.zh}`, `${speechesEn(ids.length)} filed under ${what.en}`) : w(`${ids.length} 篇改为“${what.zh}”`, `${speechesEn(ids.length)} set to “${what.en}”`), ids, null, withSpeeches(ids, setting(values)))
    },
    fileAlike: async (ids, changes) => {
      const set = setting(changes.map(({ field, value: given }) => [field as FieldName, value(field, given)] as const))
      const what = titled(ids)
      return edit(w(`${what.zh}已归档`, `Filed ${what.en}`), ids, null, withSpeeches(ids, (made) => ({ ...set(made), state: 'filed' })))
    },
    confirmField: async (ids, field) =>
      edit(w('确认一栏', 'Confirmed a field'), ids, null, withSpeeches(ids, (made) => ({
        ...made, marks: { ...made.marks, [field]: 'confirmed' },
        themes: field === 'theme' || field === 'themes' ? made.themes.map(([id]) => [id, 'confirmed']) : made.themes,
      }))),
    setThemes: async (ids, add, remove) =>
      edit(w(`${ids.length} 篇改了主题`, `Themes of ${speechesEn(ids.length)} changed`), ids, null, withSpeeches(ids, (made) => ({
        ...made, marks: { ...made.marks, theme: 'confirmed' },
        themes: [...made.themes.filter(([id]) => !remove.includes(id) && !add.includes(id)), ...add.map((id): [string, 'confirmed'] => [id, 'confirmed'])],
      }))),
    refile: async (ids, changes, add, remove) => {
      if (changes.length > 0) await this_.setFields(ids, changes)
      return this_.setThemes(ids, add, remove)
    },
    addTerm: async (kind, name, under) => {
      const id = `${kind === 'type' ? 'meeting' : 'theme'}.own${++serial}`
      const terms = withTerms(state.terms, kind, (all) => [...all, { id, zh: name, en: name, parent: under, pinyin: '', colour: null, aliases: [] }])
      return edit(w(`新建“${name}”`, `${name} made`), [], id, { terms })
    },
    changeTerm: async (id, { name, under, aliases, colour }) => {
      const terms = withTerms(state.terms, kindOf(id), (all) => all.map((term) => (term.id !== id ? term : {
        ...term, zh: name ?? term.zh, en: name ?? term.en, parent: under === undefined || under === null ? term.parent : under || null,
        aliases: aliases ?? term.aliases, colour: colour === undefined || colour === null ? term.colour : colour || null,
      })))
      return edit(w('改了', 'Changed'), [], null, { terms })
    },
    mergeTerms: async (ids, into) => {
      const terms = withTerms(state.terms, kindOf(into), (all) => all.filter((term) => !ids.includes(term.id)))
      const swapped = (id: string): string => (ids.includes(id) ? into : id)
      const every = [...state.speeches.keys()]
      return edit(w('并入', 'Merged'), every, null, { terms, ...withSpeeches(every, (made) => ({ ...made, type: made.type && swapped(made.type), themes: made.themes.map(([id, mark]) => [swapped(id), mark]) })) })
    },
    removeTerm: async (id) => {
      const terms = withTerms(state.terms, kindOf(id), (all) => all.filter((term) => term.id !== id))
      const every = [...state.speeches.keys()]
      return edit(w('去掉', 'Taken away'), every, null, { terms, ...withSpeeches(every, (made) => ({ ...made, type: made.type === id ? null : made.type, themes: made.themes.filter(([theme]) => theme !== id) })) })
    },
    emptyTrash: async () => {
      const ids = all('trash').map((made) => made.id)
      return edit(w(`清空 ${ids.length} 篇`, `Emptied of ${ids.length}`), ids, null, { speeches: new Map([...state.speeches].filter(([id]) => !ids.includes(id))) })
    },
    repropose: async () => edit(w('重新拟了 0 篇的著录建议', 'Proposals of 0 made anew'), [], null, {}),
    file: async (ids) => {
      const chosen = ids ?? inboxRows().filter((one) => one.sure).map((one) => one.row.id)
      const what = titled(chosen)
      return edit(w(`${what.zh}已归档`, `Filed ${what.en}`), chosen, null, withSpeeches(chosen, (made) => ({ ...made, state: 'filed' })))
    },
    trash: async (ids) => {
      const what = titled(ids)
      return edit(w(`${what.zh}移到回收站`, `Moved ${what.en} to the trash`), ids, null, withSpeeches(ids, (made) => ({ ...made, state: 'trash' })))
    },
    restore: async (ids) => {
      const what = titled(ids)
      return edit(w(`还原${what.zh}`, `Restored ${what.en}`), ids, null, withSpeeches(ids, (made) => ({ ...made, state: 'filed' })))
    },
    restoreLine: async (id, index) =>
      edit(w('还原一行', 'Restored a line'), [id], null, withSpeeches([id], (made) => {
        const line = made.removed![index]!
        const at = locate(made.text, line.before)?.[0] ?? 0
        return { ...made, text: `${made.text.slice(0, at)}${line.text}\n${made.text.slice(at)}`, removed: made.removed!.filter((_, place) => place !== index) }
      })),
    correct: async (id, at, now) => {
      const made = find(id)
      const was = made.text.slice(...at)
      const text = made.text.slice(0, at[0]) + now + made.text.slice(at[1])
      const notes = state.notes.map((note) => (note.speech === id && note.at ? { ...note, at: locate(text, note.quote) } : note))
      const corrections = [...(made.corrections ?? []), { index: made.corrections?.length ?? 0, at: [at[0], at[0] + now.length] as [number, number], was, now }]
      return edit(w('文字已校改', 'Text corrected'), [id], null, { notes, ...withSpeeches([id], (one) => ({ ...one, text, corrections })) })
    },
    recognise: async (id) => edit(w('识别了图片上的文字', 'Text recognised'), [id], null, {}),
    reread: async (id, encoding) => edit(w(`按${encoding ?? '辨认的编码'}重读了`, `Read again${encoding ? ` as ${encoding}` : ''}`), [id], null, {}),
    tieVersions: async (ids) => edit(w('归为同一篇', 'Tied as versions'), ids, null, {}),
    setApart: async (id) => edit(w('已分开', 'Set apart'), [id], null, withSpeeches([id], (made) => ({ ...made, versions: 1 }))),
    letLead: async (id) => edit(w('改由它领头', 'Now leads'), [id], null, {}),
    undo: async () => turn(done, undone),
    redo: async () => turn(undone, done),

    addNote: async ({ speech, at, colour, style, comment }) => {
      const id = `made${++serial}`
      const note = { id, speech, at, colour, style, comment, themes: [], quote: find(speech).text.slice(at[0], at[1]), created: Date.now(), modified: Date.now() }
      return edit(w('加了批注', 'Added a note'), [speech], id, { notes: [...state.notes, note] })
    },
    changeNote: async (id, change) => {
      const { speech } = from(state.notes, id)
      const set = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== null && value !== undefined))
      const quote = change.at ? { quote: find(speech).text.slice(...change.at) } : {}
      return edit(w('改了批注', 'Changed a note'), [speech], id, { notes: swap(state.notes, id, { ...set, ...quote, modified: Date.now() }) })
    },
    removeNote: async (id) => edit(w('删去批注', 'Removed a note'), [from(state.notes, id).speech], null, { notes: without(state.notes, id) }),
    saveSearch: async (name, query) => {
      const id = `made${++serial}`
      return edit(w(`存为搜索“${name}”`, `Saved the search “${name}”`), [], id, { saved: [...state.saved, { id, name, query }] })
    },
    renameSearch: async (id, name) => edit(w(`搜索改名为“${name}”`, `Renamed to “${name}”`), [], id, { saved: swap(state.saved, id, { name }) }),
    removeSearch: async (id) => edit(w(`删去搜索“${from(state.saved, id).name}”`, `Removed the search “${from(state.saved, id).name}”`), [], null, { saved: without(state.saved, id) }),

    importPaths: async (paths, report) => {
      stop = false
      held = false
      const lines: ImportLine[] = (reported = [])
      const name = paths[0]!.split(/[\\/]/).at(-1)!
      const steps = importSteps(serial)
      let progress: ImportProgress = { name, done: 0, total: steps.length, rate: 0, secondsLeft: null, speeches: 0, duplicates: 0, versions: 0, failed: 0, waiting: 0, pictures: 0, lines, finished: false, cancelled: false, paused: false }
      for (const step of steps) {
        await wait(options.pace ?? 120)
        while (held && !stop) {
          report({ ...progress, paused: true })
          await wait(options.pace ?? 120)
        }
        if (stop) break
        const speeches = new Map(state.speeches)
        for (const made of step.made) {
          speeches.set(made.id, made)
          state.added.set(made.id, Date.now())
        }
        state = { ...state, speeches }
        serial += 1
        lines.push({ ...step.line, speeches: step.made.map((made) => made.id), needsOcr: step.line.outcome === 'failed' })
        progress = {
          ...progress, done: lines.length, rate: 436 - (lines.length % 7) * 3, secondsLeft: lines.length < 4 ? null : Math.ceil((steps.length - lines.length) / 4),
          speeches: progress.speeches + step.made.length, duplicates: progress.duplicates + (step.line.outcome === 'duplicate' ? 1 : 0),
          failed: progress.failed + (step.line.outcome === 'failed' ? 1 : 0), waiting: progress.waiting + (step.line.outcome === 'waiting' ? 1 : 0),
          pictures: progress.pictures + (step.line.outcome === 'failed' ? 1 : 0), lines: lines.slice(-12),
        }
        report(progress)
      }
      progress = { ...progress, lines: [], secondsLeft: 0, finished: true, cancelled: stop }
      const changed = { words: w(`收进 ${progress.speeches} 篇`, `Took in ${speechesEn(progress.speeches)}`), touched: lines.flatMap((line) => line.speeches), made: null }
      for (const watcher of watchers) watcher(changed)
      return progress
    },
    recogniseUnread: async () => Promise.reject<ImportProgress>({ code: 'intake.no_ocr', message: w('识别图片上的字要先装 tesseract-ocr', 'recognising text in pictures needs tesseract-ocr'), hint: w('在终端里运行 sudo apt install tesseract-ocr tesseract-ocr-chi-sim poppler-utils', 'run sudo apt install tesseract-ocr tesseract-ocr-chi-sim poppler-utils'), at: null }),
    cancelImport: async () => void (stop = true), pauseImport: async (paused) => void (held = paused),
    ...fakeBooks({ state: () => state, edit, find, fresh: (kind) => `${kind}${++serial}` }),
    ...fakeCare(() => ({ speeches: state.speeches.size, notes: state.notes.length })), watch: async () => {}, onTaken: () => () => {}, saveReport: async () => {},
    reportLines: async (outcome, offset, limit) => reported.filter((line) => outcome === 'all' || line.outcome === outcome).slice(offset, offset + limit),
    previewText: async (text) => pasted(text, present()),
    importText: async (text) => {
      const { made, progress } = pastedImport(text, `p${++serial}`)
      const changed = edit(progress.lines[0]!.words, [made.id], null, { speeches: new Map([...state.speeches, [made.id, made]]) })
      state.added.set(made.id, Date.now())
      for (const watcher of watchers) watcher(changed)
      return progress
    },
    exportNotebook: async (_id, path) => {
      if (!/\.(md|html|txt)$/.test(path)) throw problem('export.format', `不会写“${path.split('.').at(-1)}”这种文件`, `Cannot write “${path.split('.').at(-1)}” files`, w('用 md、html 或 txt', 'Use md, html or txt'))
    },
    exportNotes: async () => state.notes.length, exportSpeech: async () => {},
    saveOriginal: async () => {},

    pickFolder: async () => options.picks?.[0] ?? '/home/me/讲话稿档案',
    pickFiles: async () => options.picks ?? ['/home/me/下载/历年讲话汇编'],
    pickSaveName: async (_title, name) => `/home/me/文稿/${name}`,
    onDrop: (handler) => {
      droppers.add(handler)
      const over = (event: DragEvent): void => { event.preventDefault(); handler({ kind: 'over' }) }
      const leave = (event: DragEvent): void => { if (!event.relatedTarget) handler({ kind: 'leave' }) }
      const drop = (event: DragEvent): void => {
        event.preventDefault()
        handler({ kind: 'drop', paths: [...(event.dataTransfer?.files ?? [])].map((file) => `/home/me/${file.name}`) })
      }
      globalThis.addEventListener?.('dragover', over)
      globalThis.addEventListener?.('dragleave', leave)
      globalThis.addEventListener?.('drop', drop)
      return () => {
        droppers.delete(handler)
        globalThis.removeEventListener?.('dragover', over)
        globalThis.removeEventListener?.('dragleave', leave)
        globalThis.removeEventListener?.('drop', drop)
      }
    },
    onChanged: (handler) => {
      watchers.add(handler)
      return () => watchers.delete(handler)
    },
    turnFullScreen: async () => {},
    setTitle: async (title) => void (typeof document === 'undefined' || (document.title = title)),
  }
  return this_
}
