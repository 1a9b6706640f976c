/** What the reader writes between the lines that is not the text: gaps, and lines that were taken out. */
import type { Notices } from '../../anchor/page'
import type { GapView, RemovedView } from '../../wire/wire'
import { say, t } from '../../words/index.svelte'

export function notices(restore: (index: number) => void): Notices {
  const make = (tag: string, className: string, ...children: (Node | string)[]): HTMLElement => {
    const element = document.createElement(tag)
    element.className = className
    element.append(...children)
    return element
  }
  const back = (removed: RemovedView): HTMLElement => {
    const button = make('button', '', t('removed.restore')) as HTMLButtonElement
    button.type = 'button'
    button.addEventListener('click', () => restore(removed.index))
    return button
  }
  const taken = (tag: string) => (removed: RemovedView): HTMLElement =>
    make(tag, 'removed', make('s', '', removed.text), make('span', 'rule-name', t('removed.rule', say(removed.reason))), back(removed))
  return {
    gap: (gap: GapView) => {
      const words = gap.kind === 'preview_end' && gap.missing === null ? t('gap.end') : gap.missing === null ? t('gap.unknown') : t('gap.missing', gap.missing)
      const element = make('div', 'gap', make('span', '', words), ...(gap.quote ? [make('small', '', gap.quote)] : []))
      element.setAttribute('role', 'note')
      return element
    },
    removed: taken('div'),
    removedInside: taken('span'),
  }
}

/** "隐去 3 行网站声明" when one rule took them all, else only the number. */
export function removedWords(removed: RemovedView[]): string {
  const reasons = new Set(removed.map((one) => say(one.reason)))
  return reasons.size === 1 ? t('removed.lines.of', removed.length, [...reasons][0]!) : t('removed.lines', removed.length)
}
