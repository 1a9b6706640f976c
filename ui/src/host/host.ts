/**
 * What the interface may ask of the program around it. `tauri.ts` answers with the real archive,
 * `fake.ts` with made data in a browser; nothing else imports @tauri-apps.
 * Every call may reject with a `Problem`.
 */
import type {
  Alike, Backup, BookItem, Changed, CheckUp, Collocates, Comparison, Counts, ExcerptPlace, FieldChange, FieldOthers, FirstHits, Holdings, ImportLine, ImportProgress, InboxPage, KwicPage,
  KwicProgress, KwicView, NewNote, NoteChange, NotesFilter, NotesPage, Notebook, Opened, Page, Pasted, Row, Scope, Scripts,
  SearchPage, Settings, SimilarView, Sort, SpeechView, Start, Suggestion, TermChange, VersionView, Vocabulary,
} from '../wire/wire'

export type SearchOrder = 'newest' | 'oldest' | 'relevance' | 'most'

export interface Host {
  // Start and archives
  start(): Promise<Start>
  saveSettings(settings: Settings): Promise<void>
  /** The characters that differ between the two scripts. */
  scripts(): Promise<Scripts>
  createArchive(path: string): Promise<Opened>
  openArchive(path: string): Promise<Opened>
  /** Makes the sample archive (or a fresh copy of it) and opens it. */
  openSample(): Promise<Opened>
  /** Makes an archive of a backup and opens it. */
  restoreBackup(from: string, path: string): Promise<Opened>
  closeArchive(): Promise<void>

  // Reading
  counts(): Promise<Counts>
  list(scope: Scope, sort: Sort, offset: number, limit: number): Promise<Page>
  /** The ids of a whole list, in order. */
  listIds(scope: Scope, sort: Sort): Promise<string[]>
  /** The rows of these speeches, in the order given. */
  rows(ids: string[]): Promise<Row[]>
  /** Meeting types, themes and the rest, as a person changed them. */
  vocabulary(): Promise<Vocabulary>
  inbox(offset: number, limit: number): Promise<InboxPage>
  /** All ids of a group of alike proposals, by its key. */
  inboxGroup(key: string): Promise<string[]>
  /** What else the fields of a speech could be. */
  others(id: string): Promise<FieldOthers[]>
  /** The waiting speeches like a corrected one; `field` may be `themes`, with what was given and taken. */
  alike(id: string, field: string, add: string[], remove: string[]): Promise<Alike>
  /** `query`: mark its hits in the text. */
  speech(id: string, query?: string): Promise<SpeechView>
  /** What says the same as some words, exactly or nearly; `from` is the speech they stand in. */
  similar(words: string, from: string | null): Promise<SimilarView[]>
  /** What a keystroke asks: the first hits before anything is counted. Stops the searches before it. */
  searchFirst(query: string, sort: SearchOrder, limit: number): Promise<FirstHits>
  search(query: string, sort: SearchOrder, offset: number, limit: number): Promise<SearchPage>
  /** Values that pinyin, initials or a few characters may mean. */
  suggest(typed: string, limit: number): Promise<Suggestion[]>
  /** Reads the concordance of a query; its lines can be had while they are read. Resolves when all are. */
  kwic(query: string, report: (progress: KwicProgress) => void): Promise<KwicProgress>
  kwicPage(view: KwicView, offset: number, limit: number): Promise<KwicPage>
  /** Words near the places more often than elsewhere: within `window` words, at least `least` times. */
  collocates(view: KwicView, window: number, least: number): Promise<Collocates>
  /** Writes the lines as CSV. */
  exportKwic(view: KwicView, path: string): Promise<void>
  closeKwic(): Promise<void>
  /** What the filter leaves out does not count. */
  notes(filter: Partial<NotesFilter>, offset: number, limit: number): Promise<NotesPage>
  /** Excerpts, and the headings of sections between them. */
  bookItems(notebook: string): Promise<BookItem[]>
  /** The original file's text layer, before cleaning. */
  fileText(id: string): Promise<string>
  /** Versions of a speech, itself among them, the leading one first. */
  versions(id: string): Promise<VersionView[]>
  compare(one: string, other: string): Promise<Comparison>

  // Filing; all undoable
  setFields(ids: string[], changes: FieldChange[]): Promise<Changed>
  /** A person vouches for the field as it stands. */
  confirmField(ids: string[], field: string): Promise<Changed>
  setThemes(ids: string[], add: string[], remove: string[]): Promise<Changed>
  /** Fields and themes in one step. */
  refile(ids: string[], changes: FieldChange[], add: string[], remove: string[]): Promise<Changed>
  /** Makes a meeting type or theme, at the top or under another. */
  addTerm(kind: 'type' | 'theme', name: string, under: string | null): Promise<Changed>
  changeTerm(id: string, change: Partial<TermChange>): Promise<Changed>
  /** One term stands for the others from now on. */
  mergeTerms(ids: string[], into: string): Promise<Changed>
  removeTerm(id: string): Promise<Changed>
  /** Out of the inbox; confirms what stands. `ids` null: all that are sure. */
  file(ids: string[] | null): Promise<Changed>
  /** The same with fields set first, in one step. */
  fileAlike(ids: string[], changes: FieldChange[]): Promise<Changed>
  /** Proposes anew what waits in the inbox, as learned or (learning off) by the rules alone. */
  repropose(): Promise<Changed>
  trash(ids: string[]): Promise<Changed>
  restore(ids: string[]): Promise<Changed>
  /** Takes all in the trash out of the lists; the originals stay. */
  emptyTrash(): Promise<Changed>
  /** Puts a removed line back into the text. */
  restoreLine(speech: string, index: number): Promise<Changed>
  /** Sets other words in place of a range of the text; the file stays as it was. */
  correct(speech: string, at: [number, number], now: string): Promise<Changed>
  /** Reads the file of a speech again from its original; a plain text in an encoding. Notes stay on their words. */
  reread(id: string, encoding: string | null): Promise<Changed>
  /** Recognises the file of a speech whose pages are pictures (OCR), as a text layer of its own. */
  recognise(id: string): Promise<Changed>
  tieVersions(ids: string[]): Promise<Changed>
  setApart(id: string): Promise<Changed>
  letLead(id: string): Promise<Changed>
  undo(): Promise<Changed | null>
  redo(): Promise<Changed | null>

  // Notes and excerpts; all undoable
  addNote(note: NewNote): Promise<Changed>
  changeNote(id: string, change: Partial<NoteChange>): Promise<Changed>
  removeNote(id: string): Promise<Changed>
  addNotebook(name: string): Promise<Changed>
  renameNotebook(id: string, name: string): Promise<Changed>
  removeNotebook(id: string): Promise<Changed>
  notebooks(): Promise<Notebook[]>
  /** Its heading before what stands at `position` (from 0) of the notebook; null: at its end. */
  addSection(notebook: string, name: string, position: number | null): Promise<Changed>
  renameSection(id: string, name: string): Promise<Changed>
  /** With its excerpts, to the place `place` (from 0) among the sections of its notebook. */
  moveSection(id: string, place: number): Promise<Changed>
  /** Its excerpts stay, in the section before. */
  removeSection(id: string): Promise<Changed>
  /** If there is no notebook yet, one is made and called `first`. */
  addExcerpt(speech: string, at: [number, number], place: ExcerptPlace, first: string): Promise<Changed>
  changeExcerpt(id: string, comment: string): Promise<Changed>
  /** To the place `position` (from 0, itself left out) of its notebook. */
  moveExcerpt(id: string, position: number): Promise<Changed>
  removeExcerpt(id: string): Promise<Changed>
  saveSearch(name: string, query: string): Promise<Changed>
  renameSearch(id: string, name: string): Promise<Changed>
  removeSearch(id: string): Promise<Changed>

  // Import and export
  /** Resolves with the final report, without its lines; `report` is called at most ten times a second. */
  importPaths(paths: string[], report: (p: ImportProgress) => void): Promise<ImportProgress>
  /** Recognises all pictures of pages that gave no text (OCR); told, held and stopped like an import. */
  recogniseUnread(report: (p: ImportProgress) => void): Promise<ImportProgress>
  cancelImport(): Promise<void>
  /** Holds a running import, or lets it go on. */
  pauseImport(paused: boolean): Promise<void>
  /** Watches a folder for the open archive in place of the one that was, or none. */
  watch(folder: string | null): Promise<void>
  /** Backs the open archive up within a folder. */
  backup(folder: string): Promise<Backup>
  /** Its backup within a folder, if there is one. */
  backedUp(folder: string): Promise<Backup | null>
  /** What the open archive holds. */
  holdings(): Promise<Holdings>
  /** Reads all of it and tells what is not whole. */
  checkUp(): Promise<CheckUp>
  rebuildIndex(): Promise<void>
  /** Files of the watched folder were taken in. */
  onTaken(handler: (report: ImportProgress) => void): () => void
  /** A stretch of the lines of the last finished report that ended so. */
  reportLines(outcome: string, offset: number, limit: number): Promise<ImportLine[]>
  /** Writes all lines of the last finished report as a table (CSV). */
  saveReport(path: string, lang: 'zh' | 'en'): Promise<void>
  /** What pasted words would be filed as. */
  previewText(text: string): Promise<Pasted>
  /** Takes pasted words in as a file of their own. */
  importText(text: string): Promise<ImportProgress>
  /** Writes a notebook to a file; the format follows the name: md, html, txt. */
  exportNotebook(id: string, path: string): Promise<void>
  /** Writes all notes as W3C Web Annotations; answers how many. */
  exportNotes(path: string): Promise<number>
  exportSpeech(id: string, path: string): Promise<void>
  /** Writes the original, byte for byte. */
  saveOriginal(id: string, path: string): Promise<void>

  // The window
  pickFolder(title: string): Promise<string | null>
  pickFiles(title: string): Promise<string[]>
  pickSaveName(title: string, name: string): Promise<string | null>
  /** Files dragged over the window and dropped on it. */
  onDrop(handler: (event: { kind: 'over' | 'leave' } | { kind: 'drop'; paths: string[] }) => void): () => void
  /** The archive changed (by this window or another program). */
  onChanged(handler: (changed: Changed) => void): () => void
  setTitle(title: string): Promise<void>
  /** Fills the screen, or no longer. */
  turnFullScreen(): Promise<void>
}
