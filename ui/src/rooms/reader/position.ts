/** How far each speech was read, as an offset of its text: it stays right when the window or the type changes. */
const KEY = 'rostrum.read'
const MOST = 400

function kept(): [string, number][] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(list) ? list.filter((one): one is [string, number] => Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'number') : []
  } catch {
    return []
  }
}

export function readTo(speech: string): number {
  return kept().find(([id]) => id === speech)?.[1] ?? 0
}

export function keepReadTo(speech: string, offset: number): void {
  const rest = kept().filter(([id]) => id !== speech)
  try {
    localStorage.setItem(KEY, JSON.stringify(offset > 0 ? [[speech, offset], ...rest].slice(0, MOST) : rest))
  } catch {
    // Without a store every speech opens at its beginning.
  }
}
