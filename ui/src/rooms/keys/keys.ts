/** The sheet of keys: three columns of groups, each line a word key and the keys that do it. */
import type { Key } from '../../words/index.svelte'

type Line = [label: Key, ...keys: string[]]
export interface Group {
  head: Key
  keys: Line[]
}

export const sheet: Group[][] = [
  [
    { head: 'keys.everywhere', keys: [['keys.everywhere.search', 'Mod+K'], ['keys.everywhere.builder', 'Mod+Shift+F'], ['keys.everywhere.undo', 'Mod+Z', 'Mod+Shift+Z'], ['keys.everywhere.import', 'Mod+O'], ['paste.open', 'Mod+V'], ['keys.everywhere.theme', 'Mod+Shift+L'], ['keys.everywhere.back', 'Alt+ArrowLeft', 'Alt+ArrowRight'], ['keys.everywhere.pane', 'F6'], ['keys.everywhere.settings', 'Mod+,'], ['keys.everywhere.keys', '?']] },
    { head: 'keys.list', keys: [['keys.list.move', 'K', 'J'], ['keys.list.outline', 'ArrowRight', 'ArrowLeft'], ['keys.list.pick', 'X'], ['keys.list.type', 'M'], ['keys.list.date', 'D'], ['keys.list.theme', 'T'], ['keys.list.read', 'Enter']] },
  ],
  [
    { head: 'keys.inbox', keys: [['keys.inbox.accept', 'Enter'], ['keys.inbox.all', 'Mod+Enter'], ['keys.inbox.option', '1–9'], ['keys.inbox.write', 'E'], ['keys.inbox.evidence', ' '], ['keys.inbox.alike', 'A'], ['keys.inbox.same', 'L'], ['keys.inbox.fields', 'M'], ['keys.inbox.sure', 'Mod+Shift+Enter'], ['keys.inbox.later', 'S']] },
    { head: 'keys.reader', keys: [['keys.reader.outline', 'O'], ['keys.reader.section', '[', ']'], ['keys.reader.find', 'Mod+F'], ['keys.reader.hit', 'Shift+F3', 'F3'], ['keys.reader.note', 'P', 'N'], ['keys.reader.removed', 'H'], ['keys.reader.focus', 'F'], ['keys.reader.why', 'W'], ['keys.reader.onsection', 'Shift+N'], ['keys.reader.correct', 'Shift+E'], ['keys.reader.beside', 'B'], ['versions.head', 'V'], ['keys.reader.print', 'Mod+P']] },
  ],
  [
    { head: 'keys.selection', keys: [['keys.selection.colour', '1–5'], ['keys.selection.underline', 'U'], ['keys.selection.note', 'N'], ['keys.selection.excerpt', 'C'], ['keys.selection.copy', 'Mod+Shift+C'], ['keys.selection.same', 'G'], ['similar.name', 'S']] },
    { head: 'keys.notebook', keys: [['keys.notebook.move', 'Alt+ArrowUp', 'Alt+ArrowDown'], ['keys.notebook.remove', 'Delete'], ['keys.notebook.open', 'Enter']] },
  ],
]
