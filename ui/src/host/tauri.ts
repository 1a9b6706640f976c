/** The real host: each call is a command of the program, named in snake case, with one object of arguments. */
import { Channel, invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import { getCurrentWebview } from '@tauri-apps/api/webview'
import { getCurrentWindow } from '@tauri-apps/api/window'
import { open, save } from '@tauri-apps/plugin-dialog'
import type { Changed, ImportProgress, KwicProgress } from '../wire/wire'
import type { Host } from './host'

/** Listening begins later than the call that asks for it; taking back must work in between. */
function subscription(begin: Promise<() => void>): () => void {
  let over = false
  let stop: (() => void) | null = null
  begin.then((unlisten) => (over ? unlisten() : (stop = unlisten)), (error: unknown) => console.error(error))
  return () => {
    over = true
    stop?.()
  }
}

export const tauri: Host = {
  start: () => invoke('start'),
  saveSettings: (settings) => invoke('save_settings', { settings }),
  scripts: () => invoke('scripts'),
  createArchive: (path) => invoke('create_archive', { path }),
  openArchive: (path) => invoke('open_archive', { path }),
  openSample: () => invoke('open_sample'),
  restoreBackup: (from, path) => invoke('restore_backup', { from, path }),
  closeArchive: () => invoke('close_archive'),

  counts: () => invoke('counts'),
  list: (scope, sort, offset, limit) => invoke('list', { scope, sort, offset, limit }),
  listIds: (scope, sort) => invoke('list_ids', { scope, sort }),
  rows: (ids) => invoke('rows', { ids }),
  vocabulary: () => invoke('vocabulary'),
  inbox: (offset, limit) => invoke('inbox', { offset, limit }),
  inboxGroup: (key) => invoke('inbox_group', { key }),
  others: (id) => invoke('others', { id }),
  alike: (id, field, add, remove) => invoke('alike', { id, field, add, remove }),
  speech: (id, query) => invoke('speech', { id, query: query ?? null }),
  searchFirst: (query, sort, limit) => invoke('search_first', { query, sort, limit }),
  suggest: (typed, limit) => invoke('suggest', { typed, limit }),
  kwic: (query, report) => {
    const channel = new Channel<KwicProgress>()
    channel.onmessage = report
    return invoke('kwic', { query, report: channel })
  },
  kwicPage: (view, offset, limit) => invoke('kwic_page', { view, offset, limit }),
  collocates: (view, window, least) => invoke('collocates', { view, window, least }),
  exportKwic: (view, path) => invoke('export_kwic', { view, path }),
  closeKwic: () => invoke('close_kwic'),
  similar: (words, from) => invoke('similar', { words, from }),
  search: (query, sort, offset, limit) => invoke('search', { query, sort, offset, limit }),
  notes: (filter, offset, limit) => invoke('notes', { filter: { colour: null, theme: null, kind: null, year: null, commented: false, lost: false, words: '', ...filter }, offset, limit }),
  bookItems: (notebook) => invoke('book_items', { notebook }),
  fileText: (id) => invoke('file_text', { id }),
  versions: (id) => invoke('versions', { id }),
  compare: (one, other) => invoke('compare', { one, other }),

  setFields: (ids, changes) => invoke('set_fields', { ids, changes }),
  confirmField: (ids, field) => invoke('confirm_field', { ids, field }),
  setThemes: (ids, add, remove) => invoke('set_themes', { ids, add, remove }),
  refile: (ids, changes, add, remove) => invoke('refile', { ids, changes, add, remove }),
  addTerm: (kind, name, under) => invoke('add_term', { kind, name, under }),
  changeTerm: (id, change) => invoke('change_term', { id, change: { name: null, under: null, aliases: null, colour: null, ...change } }),
  mergeTerms: (ids, into) => invoke('merge_terms', { ids, into }),
  removeTerm: (id) => invoke('remove_term', { id }),
  file: (ids) => invoke('file', { ids }),
  fileAlike: (ids, changes) => invoke('file_alike', { ids, changes }),
  repropose: () => invoke('repropose'),
  trash: (ids) => invoke('trash', { ids }),
  restore: (ids) => invoke('restore', { ids }),
  emptyTrash: () => invoke('empty_trash'),
  restoreLine: (speech, index) => invoke('restore_line', { speech, index }),
  correct: (speech, at, now) => invoke('correct', { speech, at, now }),
  reread: (id, encoding) => invoke('reread', { id, encoding }),
  recognise: (id) => invoke('recognise', { id }),
  tieVersions: (ids) => invoke('tie_versions', { ids }),
  setApart: (id) => invoke('set_apart', { id }),
  letLead: (id) => invoke('let_lead', { id }),
  undo: () => invoke('undo'),
  redo: () => invoke('redo'),

  addNote: (note) => invoke('add_note', { note }),
  changeNote: (id, change) => invoke('change_note', { id, change: { colour: null, style: null, comment: null, themes: null, at: null, ...change } }),
  removeNote: (id) => invoke('remove_note', { id }),
  addNotebook: (name) => invoke('add_notebook', { name }),
  renameNotebook: (id, name) => invoke('rename_notebook', { id, name }),
  removeNotebook: (id) => invoke('remove_notebook', { id }),
  notebooks: () => invoke('notebooks'),
  addSection: (notebook, name, position) => invoke('add_section', { notebook, name, position }),
  renameSection: (id, name) => invoke('rename_section', { id, name }),
  moveSection: (id, place) => invoke('move_section', { id, place }),
  removeSection: (id) => invoke('remove_section', { id }),
  addExcerpt: (speech, at, place, first) => invoke('add_excerpt', { speech, at, place, first }),
  changeExcerpt: (id, comment) => invoke('change_excerpt', { id, comment }),
  moveExcerpt: (id, position) => invoke('move_excerpt', { id, position }),
  removeExcerpt: (id) => invoke('remove_excerpt', { id }),
  saveSearch: (name, query) => invoke('save_search', { name, query }),
  renameSearch: (id, name) => invoke('rename_search', { id, name }),
  removeSearch: (id) => invoke('remove_search', { id }),

  importPaths: (paths, report) => {
    const channel = new Channel<ImportProgress>()
    channel.onmessage = report
    return invoke('import_paths', { paths, report: channel })
  },
  recogniseUnread: (report) => {
    const channel = new Channel<ImportProgress>()
    channel.onmessage = report
    return invoke('recognise_unread', { report: channel })
  },
  cancelImport: () => invoke('cancel_import'),
  pauseImport: (paused) => invoke('pause_import', { paused }),
  watch: (folder) => invoke('watch', { folder }),
  backup: (folder) => invoke('backup', { folder }),
  backedUp: (folder) => invoke('backed_up', { folder }),
  holdings: () => invoke('holdings'),
  checkUp: () => invoke('check_up'),
  rebuildIndex: () => invoke('rebuild_index'),
  onTaken: (handler) => subscription(listen<ImportProgress>('folder-taken', ({ payload }) => handler(payload))),
  reportLines: (outcome, offset, limit) => invoke('report_lines', { outcome, offset, limit }),
  saveReport: (path, lang) => invoke('save_report', { path, lang }),
  previewText: (text) => invoke('preview_text', { text }),
  importText: (text) => invoke('import_text', { text }),
  exportNotebook: (id, path) => invoke('export_notebook', { id, path }),
  exportNotes: (path) => invoke('export_notes', { path }),
  exportSpeech: (id, path) => invoke('export_speech', { id, path }),
  saveOriginal: (id, path) => invoke('save_original', { id, path }),

  pickFolder: (title) => open({ directory: true, title }),
  pickFiles: async (title) => (await open({ multiple: true, title })) ?? [],
  pickSaveName: (title, name) => save({ title, defaultPath: name }),
  onDrop: (handler) =>
    subscription(
      getCurrentWebview().onDragDropEvent(({ payload }) => {
        if (payload.type === 'drop') handler({ kind: 'drop', paths: payload.paths })
        else if (payload.type === 'leave') handler({ kind: 'leave' })
        else handler({ kind: 'over' })
      }),
    ),
  onChanged: (handler) => subscription(listen<Changed>('archive-changed', ({ payload }) => handler(payload))),
  setTitle: (title) => getCurrentWindow().setTitle(title),
  turnFullScreen: async () => {
    const window = getCurrentWindow()
    await window.setFullscreen(!(await window.isFullscreen()))
  },
}
