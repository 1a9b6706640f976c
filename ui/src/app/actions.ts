/**
 * Everything that can be done by a key or from the box of Ctrl K: one table, from which both the box and the sheet of
 * keys are made. An action with keys is run by whoever has bound them; one without says itself what it does.
 */
import { host } from '../host'
import type { IconName } from '../parts/icons'
import { archive } from '../state/archive.svelte'
import { intake } from '../state/intake.svelte'
import { paste } from '../state/paste.svelte'
import { go, places } from '../state/places.svelte'
import { reading } from '../state/reading.svelte'
import { complain, toast } from '../state/toasts.svelte'
import { language, t, type Key } from '../words/index.svelte'

export type Group = 'everywhere' | 'list' | 'terms' | 'inbox' | 'reader' | 'selection' | 'notebook'

export interface Action {
  id: string
  group: Group
  label: Key
  icon: IconName
  /** The keys that do it; the first is the one that the box runs. */
  keys?: string[]
  /** What it does, where no key is bound to it. */
  run?: () => void
  /** Asked before it is offered in the box. */
  when?: () => boolean
  /** On the sheet of keys alone: moving about means nothing in a box that is closed first. */
  sheetOnly?: boolean
}

const all = (of: Group, rows: Omit<Action, 'group'>[]): Action[] => rows.map((row) => ({ ...row, group: of }))

export const actions: Action[] = [
  ...all('everywhere', [
    { id: 'search', label: 'keys.everywhere.search', icon: 'search', keys: ['Mod+K'], sheetOnly: true },
    { id: 'builder', label: 'keys.everywhere.builder', icon: 'filter', keys: ['Mod+Shift+F'] },
    { id: 'import', label: 'palette.import', icon: 'file-plus-2', keys: ['Mod+O'] },
    { id: 'paste', label: 'paste.open', icon: 'file-text', keys: ['Mod+V'], run: () => paste() },
    { id: 'report', label: 'import.report', icon: 'download', when: () => intake.progress?.finished === true, run: () => go({ room: 'import' }) },
    { id: 'reread', label: 'reread.again', icon: 'rotate-ccw', when: () => reading.speech !== null, run: () => void rereadOpen() },
    { id: 'undo', label: 'parts.undo', icon: 'undo-2', keys: ['Mod+Z'] },
    { id: 'redo', label: 'parts.redo', icon: 'redo-2', keys: ['Mod+Shift+Z'] },
    { id: 'back', label: 'app.back', icon: 'arrow-left', keys: ['Alt+ArrowLeft'], when: () => places.canBack },
    { id: 'forward', label: 'app.forward', icon: 'arrow-right', keys: ['Alt+ArrowRight'], when: () => places.canForward },
    { id: 'pane', label: 'keys.everywhere.pane', icon: 'columns-2', keys: ['F6'], sheetOnly: true },
    { id: 'side', label: 'keys.everywhere.side', icon: 'panel-left', keys: ['Mod+B'] },
    { id: 'full', label: 'keys.everywhere.full', icon: 'maximize-2', keys: ['F11'] },
    { id: 'theme', label: 'keys.everywhere.theme', icon: 'sun', keys: ['Mod+Shift+L'] },
    { id: 'settings', label: 'app.settings', icon: 'settings', keys: ['Mod+,'] },
    { id: 'keys', label: 'app.keys', icon: 'keyboard', keys: ['?'] },
    { id: 'sure', label: 'palette.sure', icon: 'inbox', when: () => (archive.counts?.inbox ?? 0) > 0, run: () => void archive.act(host.file(null)) },
    { id: 'types', label: 'terms.types', icon: 'layers', run: () => go({ room: 'terms', of: 'type' }) },
    { id: 'themes', label: 'terms.themes', icon: 'tag', run: () => go({ room: 'terms', of: 'theme' }) },
    { id: 'newbook', label: 'palette.newbook', icon: 'notebook-text', run: () => void newNotebook() },
    { id: 'light', label: 'palette.theme.light', icon: 'sun', run: () => void archive.save({ theme: 'light' }) },
    { id: 'sepia', label: 'palette.theme.sepia', icon: 'book-open', run: () => void archive.save({ theme: 'sepia' }) },
    { id: 'dark', label: 'palette.theme.dark', icon: 'moon', run: () => void archive.save({ theme: 'dark' }) },
    { id: 'language', label: 'palette.language', icon: 'languages', run: () => void archive.save({ language: language() === 'zh' ? 'en' : 'zh' }) },
    { id: 'tour', label: 'tour.again', icon: 'info', run: () => { go({ room: 'library', scope: { kind: 'all' }, speech: null }); void archive.save({ toured: false }) } },
    { id: 'annotations', label: 'note.export', icon: 'download', when: () => (archive.counts?.notes ?? 0) > 0, run: () => void exportNotes() },
    { id: 'backup', label: 'backup.now', icon: 'hard-drive', when: () => archive.backups !== null, run: () => void archive.backUp(archive.backups ?? '') },
    { id: 'close', label: 'palette.close', icon: 'archive', run: () => void leave() },
  ]),
  ...all('list', [
    { id: 'list.move', label: 'keys.list.move', icon: 'arrow-down', keys: ['K', 'J'], sheetOnly: true },
    { id: 'list.outline', label: 'keys.list.outline', icon: 'chevron-right', keys: ['ArrowRight', 'ArrowLeft'], sheetOnly: true },
    { id: 'list.read', label: 'keys.list.read', icon: 'book-open', keys: ['Enter'], sheetOnly: true },
    { id: 'list.pick', label: 'keys.list.pick', icon: 'check', keys: ['X'] },
    { id: 'list.pick.all', label: 'keys.list.all', icon: 'check', keys: ['Mod+A'] },
    { id: 'list.type', label: 'keys.list.type', icon: 'layers', keys: ['M'] },
    { id: 'list.date', label: 'keys.list.date', icon: 'calendar', keys: ['D'] },
    { id: 'list.theme', label: 'keys.list.theme', icon: 'tag', keys: ['T'] },
    { id: 'list.bulk', label: 'keys.list.bulk', icon: 'pencil', keys: ['Shift+M'] },
    { id: 'list.table', label: 'keys.list.table', icon: 'columns-2', keys: ['Shift+V'] },
    { id: 'list.trash', label: 'library.to.trash', icon: 'trash-2', keys: ['Delete'] },
    { id: 'list.restore', label: 'library.back', icon: 'rotate-ccw', keys: ['R'] },
  ]),
  ...all('terms', [
    { id: 'terms.new', label: 'terms.new', icon: 'plus', keys: ['Shift+A'] },
    { id: 'terms.rename', label: 'terms.rename', icon: 'pencil', keys: ['F2'] },
    { id: 'terms.move', label: 'terms.move', icon: 'chevron-right', keys: ['Shift+U'] },
    { id: 'terms.merge', label: 'terms.merge', icon: 'layers', keys: ['Shift+G'] },
    { id: 'terms.remove', label: 'terms.remove', icon: 'trash-2', keys: ['Shift+Delete'] },
  ]),
  ...all('inbox', [
    { id: 'inbox.accept', label: 'keys.inbox.accept', icon: 'check', keys: ['Enter'], sheetOnly: true },
    { id: 'inbox.all', label: 'keys.inbox.all', icon: 'check', keys: ['Mod+Enter'] },
    { id: 'inbox.option', label: 'keys.inbox.option', icon: 'check', keys: ['1–9'], sheetOnly: true },
    { id: 'inbox.write', label: 'keys.inbox.write', icon: 'pencil', keys: ['E'], sheetOnly: true },
    { id: 'inbox.evidence', label: 'keys.inbox.evidence', icon: 'info', keys: [' '], sheetOnly: true },
    { id: 'inbox.alike', label: 'keys.inbox.alike', icon: 'inbox', keys: ['A'] },
    { id: 'inbox.same', label: 'keys.inbox.same', icon: 'layers', keys: ['L'] },
    { id: 'inbox.fields', label: 'keys.inbox.fields', icon: 'info', keys: ['M'], sheetOnly: true },
    { id: 'inbox.sure', label: 'keys.inbox.sure', icon: 'inbox', keys: ['Mod+Shift+Enter'] },
    { id: 'inbox.later', label: 'keys.inbox.later', icon: 'arrow-right', keys: ['S'], sheetOnly: true },
  ]),
  ...all('reader', [
    { id: 'reader.outline', label: 'keys.reader.outline', icon: 'list-tree', keys: ['O'] },
    { id: 'reader.outline.fold', label: 'keys.reader.outline.fold', icon: 'list-tree', keys: ['Shift+O'] },
    { id: 'reader.section', label: 'keys.reader.section', icon: 'chevron-right', keys: ['[', ']'], sheetOnly: true },
    { id: 'reader.find', label: 'keys.reader.find', icon: 'search', keys: ['Mod+F'] },
    { id: 'reader.hit', label: 'keys.reader.hit', icon: 'search', keys: ['Shift+F3', 'F3'], sheetOnly: true },
    { id: 'reader.note', label: 'keys.reader.note', icon: 'highlighter', keys: ['P', 'N'], sheetOnly: true },
    { id: 'reader.removed', label: 'keys.reader.removed', icon: 'file-text', keys: ['H'] },
    { id: 'reader.focus', label: 'keys.reader.focus', icon: 'book-open', keys: ['F'] },
    { id: 'reader.why', label: 'keys.reader.why', icon: 'info', keys: ['W'], sheetOnly: true },
    { id: 'reader.onsection', label: 'keys.reader.onsection', icon: 'message-square-text', keys: ['Shift+N'] },
    { id: 'reader.correct', label: 'keys.reader.correct', icon: 'pencil', keys: ['Shift+E'] },
    { id: 'reader.beside', label: 'keys.reader.beside', icon: 'columns-2', keys: ['B'] },
    { id: 'reader.versions', label: 'versions.head', icon: 'layers', keys: ['V'] },
    { id: 'reader.print', label: 'keys.reader.print', icon: 'file-text', keys: ['Mod+P'] },
  ]),
  ...all('selection', [
    { id: 'selection.sentence', label: 'keys.selection.sentence', icon: 'arrow-down', keys: ['Shift+ArrowUp', 'Shift+ArrowDown'], sheetOnly: true },
    { id: 'selection.stretch', label: 'keys.selection.stretch', icon: 'arrow-right', keys: ['Shift+ArrowLeft', 'Shift+ArrowRight'], sheetOnly: true },
    { id: 'selection.stretch.sentence', label: 'keys.selection.stretch.sentence', icon: 'arrow-right', keys: ['Mod+Shift+ArrowLeft', 'Mod+Shift+ArrowRight'], sheetOnly: true },
    { id: 'selection.colour', label: 'keys.selection.colour', icon: 'highlighter', keys: ['1–5'], sheetOnly: true },
    { id: 'selection.underline', label: 'keys.selection.underline', icon: 'highlighter', keys: ['U'] },
    { id: 'selection.note', label: 'keys.selection.note', icon: 'message-square-text', keys: ['N'], sheetOnly: true },
    { id: 'selection.excerpt', label: 'keys.selection.excerpt', icon: 'notebook-text', keys: ['C'] },
    { id: 'selection.into', label: 'keys.selection.into', icon: 'notebook-text', keys: ['Shift+C'] },
    { id: 'selection.copy', label: 'keys.selection.copy', icon: 'copy', keys: ['Mod+Shift+C'] },
    { id: 'selection.same', label: 'keys.selection.same', icon: 'search', keys: ['G'] },
    { id: 'selection.similar', label: 'similar.name', icon: 'text-search', keys: ['S'], sheetOnly: true },
  ]),
  ...all('notebook', [
    { id: 'notebook.move', label: 'keys.notebook.move', icon: 'arrow-down', keys: ['Alt+ArrowUp', 'Alt+ArrowDown'], sheetOnly: true },
    { id: 'notebook.section', label: 'keys.notebook.section', icon: 'plus', keys: ['S'] },
    { id: 'notebook.fold', label: 'keys.notebook.fold', icon: 'chevron-right', keys: ['ArrowLeft', 'ArrowRight'], sheetOnly: true },
    { id: 'notebook.rename', label: 'keys.notebook.rename', icon: 'pencil', keys: ['F2'], sheetOnly: true },
    { id: 'notebook.remove', label: 'keys.notebook.remove', icon: 'trash-2', keys: ['Delete'], sheetOnly: true },
    { id: 'notebook.open', label: 'keys.notebook.open', icon: 'file-text', keys: ['Enter'], sheetOnly: true },
  ]),
]

/** The file of the speech that is open, from its original. */
async function rereadOpen(): Promise<void> {
  if (reading.speech) await archive.act(host.reread(reading.speech.row.id, null))
}

async function newNotebook(): Promise<void> {
  const made = await archive.act(host.addNotebook(t('notebook.head')))
  if (made?.made) go({ room: 'notebook', id: made.made })
}

async function exportNotes(): Promise<void> {
  try {
    const path = await host.pickSaveName(t('note.export'), `${archive.opened?.name ?? ''}.jsonld`)
    if (path) toast(t('note.exported', await host.exportNotes(path)))
  } catch (error) {
    complain(error)
  }
}

/** Back to the start. */
export async function leave(): Promise<void> {
  try {
    await host.closeArchive()
    archive.leave()
  } catch (error) {
    complain(error)
  }
}
