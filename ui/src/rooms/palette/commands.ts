/** What can be done from the box of Ctrl K, under the names of the language in use. */
import { host } from '../../host'
import type { IconName } from '../../parts/icons'
import { archive } from '../../state/archive.svelte'
import { intake } from '../../state/intake.svelte'
import { paste } from '../../state/paste.svelte'
import { go, places } from '../../state/places.svelte'
import { reading } from '../../state/reading.svelte'
import { complain } from '../../state/toasts.svelte'
import { language, t } from '../../words/index.svelte'

export interface Command {
  id: string
  icon: IconName
  label: string
  keys?: string
  run: () => void
}

export function commands(): Command[] {
  const sure = archive.counts?.inbox ?? 0
  return [
    { id: 'import', icon: 'file-plus-2', label: t('palette.import'), keys: 'Mod+O', run: () => go({ room: 'import' }) },
    { id: 'paste', icon: 'file-text', label: t('paste.open'), keys: 'Mod+V', run: () => paste() },
    ...(intake.progress?.finished ? [{ id: 'report', icon: 'download' as const, label: t('import.report'), run: () => go({ room: 'import' }) }] : []),
    ...(reading.speech ? [{ id: 'reread', icon: 'rotate-ccw' as const, label: t('reread.again'), run: () => void rereadOpen() }] : []),
    ...(sure > 0 ? [{ id: 'sure', icon: 'inbox' as const, label: t('palette.sure'), run: () => void archive.act(host.file(null)) }] : []),
    { id: 'undo', icon: 'undo-2', label: t('parts.undo'), keys: 'Mod+Z', run: () => void archive.undo() },
    { id: 'redo', icon: 'redo-2', label: t('parts.redo'), keys: 'Mod+Shift+Z', run: () => void archive.redo() },
    { id: 'newbook', icon: 'notebook-text', label: t('palette.newbook'), run: () => void newNotebook() },
    { id: 'light', icon: 'sun', label: t('palette.theme.light'), run: () => void archive.save({ theme: 'light' }) },
    { id: 'sepia', icon: 'book-open', label: t('palette.theme.sepia'), run: () => void archive.save({ theme: 'sepia' }) },
    { id: 'dark', icon: 'moon', label: t('palette.theme.dark'), run: () => void archive.save({ theme: 'dark' }) },
    { id: 'language', icon: 'languages', label: t('palette.language'), run: () => void archive.save({ language: language() === 'zh' ? 'en' : 'zh' }) },
    { id: 'settings', icon: 'settings', label: t('app.settings'), keys: 'Mod+,', run: () => void (places.overlay = 'settings') },
    { id: 'keys', icon: 'keyboard', label: t('app.keys'), keys: '?', run: () => void (places.overlay = 'keys') },
    { id: 'close', icon: 'archive', label: t('palette.close'), run: () => void leave() },
  ]
}

/** The file of the speech that is open, from its original. */
async function rereadOpen(): Promise<void> {
  if (reading.speech) await archive.act(host.reread(reading.speech.row.id, null))
}

async function newNotebook(): Promise<void> {
  const made = await archive.act(host.addNotebook(t('notebook.head')))
  if (made?.made) go({ room: 'notebook', id: made.made })
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
