/** Correcting the text that is open: whether paragraphs can be pressed, which one is being written, what is kept. */
import type { Span } from '../../anchor/flow'
import type { Page } from '../../anchor/page'
import { host } from '../../host'
import { archive } from '../../state/archive.svelte'

export interface Paragraph {
  at: Span
  /** Where it stands, from the top of the text. */
  top: number
  /** The paragraph before it, which it may be joined to. */
  before: Span | null
}

export class Correction {
  /** Paragraphs are pressed to be corrected. */
  on = $state(false)
  /** The one that is being written. */
  paragraph = $state.raw<Paragraph | null>(null)

  toggle(on = !this.on): void {
    this.on = on
    this.paragraph = null
  }

  /** One step out; false when there was nothing to leave. */
  leave(): boolean {
    if (this.paragraph) this.paragraph = null
    else if (this.on) this.on = false
    else return false
    return true
  }

  /** Opens the paragraph that was pressed. */
  press(target: Element, page: Page, text: HTMLElement): void {
    const body = text.querySelector('.body')
    if (!body || target.closest('.correcting')) return
    const at = page.blocks.findIndex(({ element }) => element.contains(target))
    const block = page.blocks[at]
    if (!block || !body.contains(block.element)) return
    const before = page.blocks[at - 1]
    this.paragraph = {
      at: [block.start, block.end],
      top: block.element.getBoundingClientRect().top - text.getBoundingClientRect().top - 8,
      before: before && body.contains(before.element) ? [before.start, before.end] : null,
    }
  }

  async keep(speech: string, words: string): Promise<void> {
    const { at } = this.paragraph!
    this.paragraph = null
    await archive.act(host.correct(speech, at, words))
  }

  /** Joins the paragraph to the one before it. */
  async join(speech: string): Promise<void> {
    const { at, before } = this.paragraph!
    this.paragraph = null
    if (before) await archive.act(host.correct(speech, [before[1], at[0]], ''))
  }
}
