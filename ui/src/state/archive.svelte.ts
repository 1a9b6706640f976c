/**
 * The open archive as the window knows it: settings, vocabularies, counts, and the one way in which changes are
 * made (`act`), so that each is told, can be undone, and makes what is on the screen be read again.
 */
import { host } from '../host'
import type { Backup, Changed, Counts, FolderOf, Opened, Settings, Start, Term, Vocabulary } from '../wire/wire'
import { say, speak, t } from '../words/index.svelte'
import { places, restart } from './places.svelte'
import { complain, toast } from './toasts.svelte'

export type VocabularyKind = keyof Vocabulary

const standard: Settings = { language: 'system', theme: 'system', textSize: 0, measure: 36, headings: 'book', colours: [], copyForm: '', script: 'kept', leading: 180, indent: true, toured: false, recent: [], learning: true, review: 90, remember: true, searched: [], watched: [], backups: [] }

class Archive {
  /** What the program said at the start; null until it has. */
  start = $state.raw<Start | null>(null)
  opened = $state.raw<Opened | null>(null)
  counts = $state.raw<Counts | null>(null)
  settings = $state.raw<Settings>(standard)
  /** Grows with each change; what shows the archive reads it again when this moves. */
  revision = $state(0)
  /** Speeches touched by the last change; empty: may be all. */
  touched = $state.raw<string[]>([])

  #terms = $derived(new Map(this.opened ? Object.values(this.opened.vocabulary).flat().map((term: Term) => [term.id, term] as const) : []))

  term(id: string | null): Term | null {
    return (id && this.#terms.get(id)) || null
  }

  async load(): Promise<void> {
    const start = await host.start()
    this.adopt(start.settings)
    this.start = start
    host.onChanged((changed) => this.changed(changed))
    host.onTaken((report) => toast(t('watch.took', report.name.split('/')[0] ?? report.name, report.speeches)))
    if (start.opened) this.enter(start.opened)
  }

  /** Shows an archive that was opened. */
  enter(opened: Opened): void {
    this.opened = opened
    this.counts = null
    restart({ room: 'library', scope: { kind: 'all' }, speech: null })
    this.changed({ words: { zh: '', en: '' }, touched: [], made: null })
    void host.setTitle(`${opened.name} - ${t('app.name')}`)
    if (this.watched) void host.watch(this.watched).catch(complain)
  }

  /** The folder watched for the open archive. */
  get watched(): string | null {
    return this.#folder(this.settings.watched)
  }

  /** The folder in which the open archive is backed up. */
  get backups(): string | null {
    return this.#folder(this.settings.backups)
  }

  #folder(of: FolderOf[]): string | null {
    return of.find((one) => one.archive === this.opened?.path)?.folder ?? null
  }

  /** Those chosen for the other archives, and this one for the open one. */
  #choose(of: FolderOf[], folder: string | null): FolderOf[] {
    const path = this.opened?.path ?? ''
    const others = of.filter((one) => one.archive !== path)
    return folder ? [...others, { archive: path, folder }] : others
  }

  /** Watches a folder from now on, or none. */
  async watch(folder: string | null): Promise<void> {
    if (!this.opened) return
    try {
      await host.watch(folder)
      await this.save({ watched: this.#choose(this.settings.watched, folder) })
    } catch (error) {
      complain(error)
    }
  }

  /** Backs up within a folder from now on, beginning at once. */
  async backUp(folder: string): Promise<Backup | null> {
    if (!this.opened) return null
    try {
      const made = await host.backup(folder)
      await this.save({ backups: this.#choose(this.settings.backups, folder) })
      toast(t('backup.done', made.folder))
      return made
    } catch (error) {
      complain(error)
      return null
    }
  }

  leave(): void {
    this.opened = null
    this.counts = null
    places.overlay = null
  }

  adopt(settings: Settings): void {
    this.settings = settings
    speak(settings.language)
  }

  async save(change: Partial<Settings>): Promise<void> {
    this.adopt({ ...this.settings, ...change })
    await host.saveSettings($state.snapshot(this.settings)).catch(complain)
    // The line decides what in the inbox wants a look.
    if (change.review !== undefined && this.opened) this.changed({ words: { zh: '', en: '' }, touched: [], made: null })
  }

  /** Makes a change, tells it with its undo, and lets everything be read again. Null when it failed. */
  async act(change: Promise<Changed>, quiet = false): Promise<Changed | null> {
    try {
      const changed = await change
      this.changed(changed)
      if (!quiet) toast(say(changed.words), { label: t('parts.undo'), keys: 'Mod+Z', run: () => void this.undo() })
      return changed
    } catch (error) {
      complain(error)
      return null
    }
  }

  async undo(): Promise<void> {
    await this.#turn(host.undo(), t('parts.nothing.undo'), {
      label: t('parts.redo'), keys: 'Mod+Shift+Z', run: () => void this.redo(),
    })
  }

  async redo(): Promise<void> {
    await this.#turn(host.redo(), t('parts.nothing.redo'), {
      label: t('parts.undo'), keys: 'Mod+Z', run: () => void this.undo(),
    })
  }

  async #turn(change: Promise<Changed | null>, nothing: string, action: Parameters<typeof toast>[1]): Promise<void> {
    try {
      const changed = await change
      if (!changed) return void toast(nothing)
      this.changed(changed)
      toast(say(changed.words), action)
    } catch (error) {
      complain(error)
    }
  }

  changed(changed: Changed): void {
    this.touched = changed.touched
    this.revision += 1
    void this.#recount()
  }

  async #recount(): Promise<void> {
    const asked = this.opened
    try {
      const counts = await host.counts()
      if (!asked || asked !== this.opened) return
      const stale = this.counts !== null && this.counts.edition !== counts.edition
      this.counts = counts
      // A term that was renamed, moved, merged or brought back by undo.
      if (stale) {
        const vocabulary = await host.vocabulary()
        if (asked === this.opened) this.opened = { ...asked, vocabulary }
      }
    } catch (error) {
      complain(error)
    }
  }
}

export const archive = new Archive()
