/**
 * What a correction could do for speeches like the corrected one: offered after each correction, looked at before
 * it is done, done in one step. Knows the host and nothing of the screen.
 */
import { host as program } from '../host'
import type { Host } from '../host/host'
import type { Alike, Changed } from '../wire/wire'
import { archive } from './archive.svelte'
import { complain } from './toasts.svelte'

type Act = (change: Promise<Changed>) => Promise<Changed | null>

export class Alikes {
  /** What is offered; null when nothing is. */
  offer = $state.raw<Alike | null>(null)
  /** The offer is being looked at. */
  open = $state(false)
  /** Which of the listed are left out or taken against what was proposed. */
  chosen = $state.raw<ReadonlySet<string>>(new Set())
  #of: { id: string; add: string[]; remove: string[] } | null = null
  #asked = 0

  constructor(
    private readonly host: Host,
    private readonly act: Act,
    private readonly complain: (error: unknown) => void,
  ) {}

  /** A field of a speech was corrected: looks for speeches like it. An answer that was overtaken is dropped. */
  async ask(id: string, field: string, add: string[] = [], remove: string[] = []): Promise<void> {
    const asked = ++this.#asked
    try {
      const alike = await this.host.alike(id, field, add, remove)
      if (asked !== this.#asked) return
      this.offer = alike.total > 0 ? alike : null
      this.chosen = new Set(alike.rows.filter((row) => row.fits).map((row) => row.id))
      this.#of = { id, add, remove }
    } catch (error) {
      this.complain(error)
    }
  }

  /** Shows the list, asked for anew: some may have been filed in the meantime. */
  async look(): Promise<void> {
    const { offer } = this
    if (!offer || !this.#of) return
    await this.ask(this.#of.id, offer.field, this.#of.add, this.#of.remove)
    this.open = this.offer !== null
  }

  toggle(id: string): void {
    const chosen = new Set(this.chosen)
    if (!chosen.delete(id)) chosen.add(id)
    this.chosen = chosen
  }

  /** Takes all of `ids`, or none of them when all are taken. */
  toggleAll(ids: readonly string[]): void {
    const chosen = new Set(this.chosen)
    const all = ids.every((id) => chosen.has(id))
    for (const id of ids) all ? chosen.delete(id) : chosen.add(id)
    this.chosen = chosen
  }

  /** Makes the same correction for those that are chosen, in one step. */
  async apply(): Promise<void> {
    const { offer } = this
    const ids = offer?.rows.map((row) => row.id).filter((id) => this.chosen.has(id)) ?? []
    if (!offer || !this.#of || ids.length === 0) return
    const { add, remove } = this.#of
    const change = offer.field === 'themes' ? this.host.setThemes(ids, add, remove) : this.host.setFields(ids, [{ field: offer.field, value: offer.value }])
    if (await this.act(change)) this.dismiss()
  }

  dismiss(): void {
    this.#asked += 1
    this.offer = null
    this.open = false
  }
}

export const alikes = new Alikes(program, (change) => archive.act(change), complain)
