/** Every place of any of the words in a text, in order and without overlaps. Pure. */
export function places(text: string, words: readonly string[]): [number, number][] {
  const all: [number, number][] = []
  for (const word of words) for (let at = word ? text.indexOf(word) : -1; at >= 0; at = text.indexOf(word, at + word.length)) all.push([at, at + word.length])
  all.sort((a, b) => a[0] - b[0] || b[1] - a[1])
  return all.filter((one, n) => n === 0 || one[0] >= Math.max(...all.slice(0, n).map((before) => before[1])))
}
