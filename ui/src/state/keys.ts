/**
 * One register of keys for the whole window. Nothing fires while an input method is composing; single letters
 * act only when no field has the focus; the newest binding is asked first and may pass by returning false.
 */
export interface Binding {
  /** Such as `Mod+K`, `Alt+ArrowLeft`, `J`, `?`; Mod is ⌘ on macOS and Ctrl elsewhere. */
  keys: string
  run: (event: KeyboardEvent) => void | boolean
  /** Asked before `run`. */
  when?: () => boolean
  /** Also while a sheet is open. */
  inSheets?: boolean
}

const mac = /Mac|iPhone|iPad/.test(navigator.platform)
const layers: Binding[][] = []

/** Registers bindings; the returned function takes them back. Made for `$effect(() => bind([...]))`. */
export function bind(bindings: Binding[]): () => void {
  layers.push(bindings)
  return () => {
    const at = layers.indexOf(bindings)
    if (at >= 0) layers.splice(at, 1)
  }
}

/** The binding that a key of this name would run now. */
function bound(keys: string): Binding | undefined {
  return layers.flat().findLast((binding) => binding.keys === keys && binding.when?.() !== false)
}

/** True when something is bound to the key here and now. */
export function canPerform(keys: string): boolean {
  return bound(keys) !== undefined
}

/** Does what the key does, without the key: for the box of Ctrl K. */
export function perform(keys: string): void {
  bound(keys)?.run(new KeyboardEvent('keydown'))
}

/** True while an input method is composing: Enter then chooses a word and is no command. */
export function composing(event: KeyboardEvent): boolean {
  // 229 is what WebKit reports for the Enter that ends a composition, after isComposing is already false.
  return event.isComposing || event.keyCode === 229
}

export function matches(event: KeyboardEvent, keys: string, onMac = mac): boolean {
  const parts = keys.split('+')
  const key = parts.pop() || '+'
  const mod = parts.includes('Mod')
  const ctrl = parts.includes('Ctrl') || (mod && !onMac)
  const meta = mod && onMac
  if (event.ctrlKey !== ctrl || event.metaKey !== meta || event.altKey !== parts.includes('Alt')) return false
  const letter = /^[A-Z]$/.test(key)
  // Signs such as ? and [ are typed with or without Shift depending on the keyboard.
  if ((letter || key.length > 1) && event.shiftKey !== parts.includes('Shift')) return false
  return letter ? event.key.toUpperCase() === key : event.key === key
}

function inField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

function onControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a[href], summary, [role="button"], [role="menuitem"]') !== null
}

/** Runs the binding that takes this key, if any. */
export function dispatch(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || composing(event)) return false
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d+$/.test(event.key)
  if (plain && inField(event.target)) return false
  if (plain && (event.key === 'Enter' || event.key === ' ') && onControl(event.target)) return false
  const sheet = document.querySelector('dialog[open]') !== null
  for (const layer of [...layers].reverse()) {
    for (const binding of layer) {
      if (sheet && !binding.inSheets) continue
      if (!matches(event, binding.keys) || binding.when?.() === false) continue
      if (binding.run(event) === false) continue
      event.preventDefault()
      return true
    }
  }
  return false
}

const signs: Record<string, string> = {
  ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', Delete: 'Del', ' ': 'Space',
}

/** What is printed on the key caps: ["Ctrl", "K"]. */
export function keyCaps(keys: string, onMac = mac): string[] {
  return keys.split('+').map((k) => (k === 'Mod' ? (onMac ? '⌘' : 'Ctrl') : onMac && k === 'Alt' ? '⌥' : onMac && k === 'Shift' ? '⇧' : (signs[k] ?? k)))
}
