/**
 * A sitting at the inbox: which speech is open, which field has the eye, what each key does. Knows the host and
 * nothing of the screen, so that a whole sitting can be played through in a test.
 */
import type { Host } from '../../host/host'
import type { Changed, FieldOthers, InboxGroup, InboxRow, SpeechView } from '../../wire/wire'
import { incommon, linesOf, wanted, type Line } from './fields'
import { arrange, type InboxItem } from './groups'

type Act = (change: Promise<Changed>, quiet?: boolean) => Promise<Changed | null>
/** Told of each correction, so that the same can be offered for speeches like it. */
type Corrected = (id: string, field: string, add: string[], remove: string[]) => void
const PAGE = 200

export class Sitting {
  rows = $state.raw<InboxRow[]>([])
  total = $state(0)
  sure = $state(0)
  loaded = $state(false)
  /** Id of the open speech. */
  open = $state<string | null>(null)
  speech = $state.raw<SpeechView | null>(null)
  /** What else its fields could be. */
  others = $state.raw<FieldOthers[]>([])
  /** All fields are shown, not only the usual ones. */
  all = $state(false)
  /** Place in `lines`; -1: every field has been seen to, Enter files. */
  at = $state(0)
  /** Option of the field in focus that is lit. */
  option = $state(0)
  /** The field in focus is being written. */
  writing = $state(false)
  /** Piece of evidence that was jumped to; grows with each Space. */
  looked = $state(0)
  /** How many were filed in this sitting. */
  filed = $state(0)
  #later = $state.raw<ReadonlySet<string>>(new Set())
  readonly #first = new Map<string, { place: number; sure: boolean; group: InboxGroup | null }>()
  #wanted = PAGE
  #asked = 0

  readonly items: InboxItem[] = $derived(arrange(this.rows, this.#later, { total: this.total, sure: this.sure }))
  readonly lines: Line[] = $derived(this.speech ? linesOf(this.speech, this.others, this.all) : [])
  readonly line: Line | null = $derived(this.lines[this.at] ?? null)
  readonly row: InboxRow | null = $derived(this.rows.find((row) => row.row.id === this.open) ?? null)

  constructor(
    private readonly host: Host,
    private readonly act: Act,
    private readonly complain: (error: unknown) => void,
    private readonly corrected: Corrected = () => {},
  ) {}

  get order(): string[] {
    return this.items.flatMap((item) => (item.kind === 'row' ? [item.row.row.id] : []))
  }

  /** Reads the rows again; opens the first when nothing is open. An answer that was overtaken is dropped. */
  async load(): Promise<void> {
    const asked = ++this.#asked
    try {
      const page = await this.host.inbox(0, this.#wanted)
      if (asked !== this.#asked) return
      this.total = page.total
      this.sure = page.sure
      this.rows = this.#asSeen(page.rows)
      this.loaded = true
      if (this.open === null || !page.rows.some((row) => row.row.id === this.open)) await this.show(this.order[0] ?? null)
      else await this.#read()
    } catch (error) {
      this.complain(error)
    }
  }

  /**
   * The rows in the order and group in which this sitting first saw them: a row that jumped away with each field
   * that was confirmed left the eye behind.
   */
  #asSeen(rows: InboxRow[]): InboxRow[] {
    for (const { row, sure, group } of rows) if (!this.#first.has(row.id)) this.#first.set(row.id, { place: this.#first.size, sure, group })
    const seen = (row: InboxRow): { place: number; sure: boolean; group: InboxGroup | null } => this.#first.get(row.row.id)!
    return rows.map((row) => ({ ...row, sure: seen(row).sure, group: seen(row).group })).sort((a, b) => seen(a).place - seen(b).place)
  }

  /** More rows, when the end of those that were read comes in sight. */
  async more(): Promise<void> {
    if (this.rows.length >= this.total || this.#wanted > this.rows.length) return
    this.#wanted = this.rows.length + PAGE
    await this.load()
  }

  async show(id: string | null): Promise<void> {
    this.open = id
    this.speech = null
    this.others = []
    this.writing = false
    this.looked = 0
    this.option = 0
    this.at = 0
    if (id !== null) {
      await this.#read()
      if (this.open === id) this.#toWanted(0)
    }
  }

  async #read(): Promise<void> {
    const id = this.open
    if (id === null) return
    try {
      const [speech, others] = await Promise.all([this.host.speech(id), this.host.others(id)])
      if (this.open !== id) return
      this.speech = speech
      this.others = others
    } catch (error) {
      this.complain(error)
    }
  }

  /** To the next field that wants a look, from place `from` on and then from the top; else all are seen to. */
  #toWanted(from: number): void {
    const wants = this.row?.wants ?? []
    const open = this.lines.map((line, at) => (wanted(line, wants) ? at : -1)).filter((at) => at >= 0)
    this.focus(open.find((at) => at >= from) ?? open[0] ?? -1)
  }

  focus(at: number): void {
    this.at = at
    // Of themes none is lit at first: the words of all of them are.
    this.option = this.lines[at]?.id === 'themes' ? -1 : 0
    this.looked = 0
    this.writing = false
  }

  /** Tab: through all fields, and past the last to the whole. */
  step(by: 1 | -1): void {
    const places = this.lines.length + 1
    this.focus(((this.at + 1 + by + places) % places) - 1)
  }

  choose(option: number): void {
    if (this.line && option < this.line.options.length) this.option = option
  }

  /** To the row before or after. */
  async move(by: 1 | -1): Promise<void> {
    const at = this.order.indexOf(this.open ?? '')
    const next = this.order[at + by]
    if (next) await this.show(next)
  }

  /** Takes a value by its number, at one stroke; of themes, gives or takes the one of that number. */
  async pick(at: number): Promise<void> {
    const { line } = this
    const option = line?.options[at]
    if (!line || !option) return
    if (line.id === 'themes') return this.toggle(option.value!)
    this.option = at
    await this.accept()
  }

  /** Takes the lit value of the field in focus, and goes to the next that wants a look; files when none is left. */
  async accept(): Promise<void> {
    const { open, line, at } = this
    if (open === null) return
    if (!line) return this.acceptAll()
    const option = line.id === 'themes' ? undefined : line.options[this.option]
    const corrects = option !== undefined && this.option > 0
    const change =
      line.id === 'themes'
        ? this.host.setThemes([open], this.speech?.themes.map((theme) => theme.id) ?? [], [])
        : corrects
          ? this.host.setFields([open], [{ field: line.field, value: option.value }])
          : this.host.confirmField([open], line.field)
    if (!(await this.act(change, true))) return
    if (corrects) this.corrected(open, line.field, [], [])
    if (this.open === open) {
      await this.#read()
      this.#toWanted(at + 1)
    }
  }

  /** Writes the field in focus. True when it was taken. */
  async write(value: string): Promise<boolean> {
    const { open, line, at } = this
    if (open === null || !line) return false
    const done = await this.act(this.host.setFields([open], [{ field: line.field, value }]), true)
    if (!done) return false
    this.writing = false
    this.corrected(open, line.field, [], [])
    await this.#read()
    this.#toWanted(at + 1)
    return true
  }

  /** Gives the open speech a theme, or takes it. */
  async toggle(id: string): Promise<void> {
    const { open } = this
    if (open === null) return
    const has = this.speech?.themes.some((theme) => theme.id === id) ?? false
    const [add, remove] = has ? [[], [id]] : [[id], []]
    if (!(await this.act(this.host.setThemes([open], add, remove), true))) return
    this.corrected(open, 'themes', add, remove)
    await this.#read()
  }

  /** All fields, or the usual ones. The eye stays on its field. */
  showAll(): void {
    const id = this.line?.id
    this.all = !this.all
    this.focus(Math.max(0, this.lines.findIndex((line) => line.id === id)))
  }

  /** The value that is lit and not yet taken, as a change. */
  get #lit(): { field: string; value: string | null }[] {
    const { line } = this
    return line && line.id !== 'themes' && this.option > 0 ? [{ field: line.field, value: line.options[this.option]!.value }] : []
  }

  /** Files the open speech as it stands, with the lit value of the field in focus, and opens the next. */
  async acceptAll(): Promise<void> {
    const { open } = this
    if (open !== null) await this.#file(this.host.fileAlike([open], this.#lit), [open])
  }

  /** The alike speeches that wait beside the open one. */
  get mates(): string[] {
    const item = this.items.find((one) => one.kind === 'row' && one.key === this.open)
    return item?.kind === 'row' ? item.mates : []
  }

  /**
   * Files a group of alike proposals, the open one's unless another is named, in one step. What was settled for the
   * open one and is common to such a group holds for all of it.
   */
  async alike(key: string | null = this.row?.group?.key ?? null): Promise<void> {
    const rows = this.items.flatMap((item) => (item.kind === 'row' && item.mates.length > 1 && item.row.group?.key === key ? [item.row] : []))
    const group = rows[0]?.group
    if (!group || key === null) return
    const mine = this.row?.group?.key === key
    const lit = mine ? this.#lit : []
    const settled = (mine ? (this.speech?.fields ?? []) : [])
      .filter((field) => field.mark === 'confirmed' && lit.every((one) => one.field !== field.field))
      .map(({ field, value }) => ({ field, value }))
      .concat(lit)
      .filter(({ field }) => incommon[group.kind]?.includes(field))
    try {
      // A group may reach beyond the rows that were read; one that was put off stays where it is.
      const whole = this.rows.length < this.total ? await this.host.inboxGroup(key) : []
      const ids = [...new Set([...rows.map((row) => row.row.id), ...whole])].filter((id) => !this.#later.has(id))
      await this.#file(this.host.fileAlike(ids, settled), ids)
    } catch (error) {
      this.complain(error)
    }
  }

  /** Files everything that needs no look, in one stroke. */
  async fileSure(): Promise<void> {
    if (this.sure > 0) await this.#file(this.host.file(null), null)
  }

  /** Puts the open speech behind all others for this sitting. */
  async later(): Promise<void> {
    if (this.open === null) return
    const { open, order } = this
    const next = order[order.indexOf(open) + 1]
    const put = new Set(this.#later)
    put.delete(open)
    this.#later = put.add(open)
    await this.show(next ?? this.order[0] ?? null)
  }

  async #file(change: Promise<Changed>, ids: string[] | null): Promise<void> {
    const before = this.order
    const gone = new Set(ids ?? this.rows.filter((row) => row.sure).map((row) => row.row.id))
    const done = await this.act(change)
    if (!done) return
    this.filed += done.touched.length
    // The rows go at once; the inbox read again by the change confirms it.
    this.#asked += 1
    const sure = this.rows.filter((row) => gone.has(row.row.id) && row.sure).length
    this.rows = this.rows.filter((row) => !gone.has(row.row.id))
    this.total = Math.max(0, this.total - (ids ? gone.size : this.sure))
    this.sure = ids ? Math.max(0, this.sure - sure) : 0
    if (this.open === null || gone.has(this.open)) {
      const left = new Set(this.order)
      const from = before.indexOf(this.open ?? '')
      await this.show(before.slice(from + 1).find((id) => left.has(id)) ?? this.order[0] ?? null)
    }
    await this.load()
  }
}
