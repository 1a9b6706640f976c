import { afterEach, expect, test } from 'vitest'
import { bind, dispatch, keyCaps, matches, type Binding } from './keys'

const press = (key: string, init: KeyboardEventInit & { keyCode?: number } = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  if (init.keyCode) Object.defineProperty(event, 'keyCode', { value: init.keyCode })
  return event
}

let undo: (() => void)[] = []
function on(...bindings: Binding[]): void {
  undo.push(bind(bindings))
}
afterEach(() => {
  undo.forEach((one) => one())
  undo = []
  document.body.replaceChildren()
})

function from(element: HTMLElement, event: KeyboardEvent): boolean {
  document.body.append(element)
  let taken = false
  element.addEventListener('keydown', (e) => (taken = dispatch(e)))
  element.dispatchEvent(event)
  return taken
}

test('nothing fires while an input method is composing', () => {
  let fired = 0
  on({ keys: 'Enter', run: () => void fired++ }, { keys: 'Mod+Enter', run: () => void fired++ }, { keys: 'J', run: () => void fired++ })
  expect(dispatch(press('Enter', { isComposing: true }))).toBe(false)
  expect(dispatch(press('Enter', { ctrlKey: true, isComposing: true }))).toBe(false)
  // The Enter that ends a composition in WebKit.
  expect(dispatch(press('Enter', { keyCode: 229 }))).toBe(false)
  expect(dispatch(press('j', { isComposing: true }))).toBe(false)
  expect(fired).toBe(0)
  expect(dispatch(press('Enter'))).toBe(true)
  expect(fired).toBe(1)
})

test('letters act only when no field has the focus, chords always', () => {
  let fired = ''
  on({ keys: 'J', run: () => void (fired += 'j') }, { keys: 'Mod+K', run: () => void (fired += 'k') })
  expect(from(document.createElement('input'), press('j'))).toBe(false)
  expect(from(document.createElement('textarea'), press('k', { ctrlKey: true }))).toBe(true)
  expect(from(document.createElement('div'), press('j'))).toBe(true)
  expect(fired).toBe('kj')
})

test('Enter on a button is the button’s', () => {
  on({ keys: 'Enter', run: () => {} })
  expect(from(document.createElement('button'), press('Enter'))).toBe(false)
})

test('the newest binding is asked first and may pass', () => {
  let fired = ''
  on({ keys: 'E', run: () => void (fired += 'old') })
  on({ keys: 'E', run: () => { fired += 'new '; return false } })
  dispatch(press('e'))
  expect(fired).toBe('new old')
})

test('while a sheet is open only its own keys act', () => {
  let fired = ''
  on({ keys: 'J', run: () => void (fired += 'j') }, { keys: 'Mod+Z', inSheets: true, run: () => void (fired += 'z') })
  const sheet = document.createElement('dialog')
  sheet.setAttribute('open', '')
  document.body.append(sheet)
  dispatch(press('j'))
  dispatch(press('z', { ctrlKey: true }))
  expect(fired).toBe('z')
})

test('keys are matched with exactly their modifiers', () => {
  const check = (event: KeyboardEvent, keys: string, is: boolean, mac = false): void => expect(matches(event, keys, mac)).toBe(is)
  check(press('z', { ctrlKey: true }), 'Mod+Z', true)
  check(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Z', false)
  check(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+Z', true)
  check(press('z', { metaKey: true }), 'Mod+Z', true, true)
  check(press('?', { shiftKey: true }), '?', true)
  check(press('?'), '?', true)
  check(press('ArrowLeft', { altKey: true }), 'Alt+ArrowLeft', true)
  check(press('ArrowLeft'), 'Alt+ArrowLeft', false)
  check(press('J', { shiftKey: true }), 'J', false)
})

test('key caps', () => {
  expect(keyCaps('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
  expect(keyCaps('Mod+K', true)).toEqual(['⌘', 'K'])
  expect(keyCaps('Alt+ArrowLeft', false)).toEqual(['Alt', '←'])
})
