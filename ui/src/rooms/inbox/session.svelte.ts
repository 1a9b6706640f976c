/**
 * A sitting at the inbox: which speech is open, which field has the eye, what each key does. Knows the host and
 * nothing of the screen, so that a whole sitting can be played through in a test.
 */
import type { Host } from '../../host/host'
import type { Changed, InboxRow, SpeechView } from '../../wire/wire'
import { linesOf, ofTheMeeting, wanted, type Line } from './fields'
import { arrange, type InboxItem } from './groups'

type Act = (change: Promise<Changed>, quiet?: boolean) => Promise<Changed | null>
const PAGE = 200

export class Sitting {
  rows = $state.raw<InboxRow[]>([])
  total = $state(0)
  sure = $state(0)
  loaded = $state(false)
  /** Id of the open speech. */
  open = $state<string | null>(null)
  speech = $state.raw<SpeechView | null>(null)
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
  readonly #first = new Map<string, { place: number; sure: boolean }>()
  #wanted = PAGE
  #asked = 0

  readonly items: InboxItem[] = $derived(arrange(this.rows, this.#later, { total: this.total, sure: this.sure }))
  readonly lines: Line[] = $derived(this.speech ? linesOf(this.speech) : [])
  readonly line: Line | null = $derived(this.lines[this.at] ?? null)
  readonly row: InboxRow | null = $derived(this.rows.find((row) => row.row.id === this.open) ?? null)

  constructor(
    private readonly host: Host,
    private readonly act: Act,
    private readonly complain: (error: unknown) => void,
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
    for (const { row, sure } of rows) if (!this.#first.has(row.id)) this.#first.set(row.id, { place: this.#first.size, sure })
    const seen = (row: InboxRow): { place: number; sure: boolean } => this.#first.get(row.row.id)!
    return rows.map((row) => ({ ...row, sure: seen(row).sure })).sort((a, b) => seen(a).place - seen(b).place)
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
      const speech = await this.host.speech(id)
      if (this.open === id) this.speech = speech
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
    this.option = 0
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

  /** Takes the lit value of the field in focus, and goes to the next that wants a look; files when none is left. */
  async accept(): Promise<void> {
    const { open, line, at } = this
    if (open === null) return
    if (!line) return this.acceptAll()
    const option = line.options[this.option]
    const change =
      line.id === 'themes'
        ? this.host.setThemes([open], this.speech?.themes.map((theme) => theme.id) ?? [], [])
        : this.option === 0 || !option
          ? this.host.confirmField([open], line.field)
          : this.host.setFields([open], [{ field: line.field, value: option.value }])
    if ((await this.act(change, true)) && this.open === open) {
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
    await this.#read()
    this.#toWanted(at + 1)
    return true
  }

  async theme(add: string[], remove: string[]): Promise<void> {
    if (this.open && (await this.act(this.host.setThemes([this.open], add, remove), true))) await this.#read()
  }

  /** Files the open speech as it stands, with the lit value of the field in focus, and opens the next. */
  async acceptAll(): Promise<void> {
    const { open, line } = this
    if (open === null) return
    if (line && this.option > 0) {
      const value = line.options[this.option]!.value
      if (!(await this.act(this.host.setFields([open], [{ field: line.field, value }]), true))) return
    }
    await this.#file([open])
  }

  /** Speeches of the same meeting that wait beside the open one. */
  get mates(): string[] {
    const item = this.items.find((one) => one.kind === 'row' && one.key === this.open)
    return item?.kind === 'row' ? item.mates : []
  }

  /** What was settled for the open speech holds for its whole meeting; files them all. */
  async alike(): Promise<void> {
    const { open, mates, speech } = this
    if (open === null || mates.length < 2 || !speech) return
    const lit = this.line && this.option > 0 ? this.line : null
    const settled = speech.fields
      .filter((field) => field.mark === 'confirmed' && field.field !== lit?.field)
      .map(({ field, value }) => ({ field, value }))
      .concat(lit ? [{ field: lit.field, value: lit.options[this.option]!.value }] : [])
      .filter(({ field }) => ofTheMeeting.includes(field))
    if (settled.length > 0 && !(await this.act(this.host.setFields(mates, settled), true))) return
    await this.#file(mates)
  }

  /** Files everything that needs no look, in one stroke. */
  async fileSure(): Promise<void> {
    if (this.sure > 0) await this.#file(null)
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

  async #file(ids: string[] | null): Promise<void> {
    const before = this.order
    const gone = new Set(ids ?? this.rows.filter((row) => row.sure).map((row) => row.row.id))
    const done = await this.act(this.host.file(ids))
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
