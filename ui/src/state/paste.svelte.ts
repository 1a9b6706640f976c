/** Words pasted outside any field, on their way to become a speech. Does not know how they are shown. */
import { places } from './places.svelte'

class Pasting {
  text = $state('')
}

export const pasting = new Pasting()

/** Opens the sheet; what is in it waits for a yes. */
export function paste(text = ''): void {
  pasting.text = text
  places.overlay = 'paste'
}

/**
 * Catches a paste where no field has the focus. Not every webview sends the event there, so the focus is lent to
 * a field out of sight for the moment of the keystroke.
 */
export function catchPaste(catcher: HTMLTextAreaElement): void {
  const before = document.activeElement
  catcher.value = ''
  catcher.focus({ preventScroll: true })
  setTimeout(() => {
    const text = catcher.value
    catcher.value = ''
    if (document.activeElement === catcher) {
      if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true })
      else catcher.blur()
    }
    if (text.trim()) paste(text)
  }, 80)
}
