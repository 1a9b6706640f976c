/** Finds names by their pinyin, as spelled on the wire: syllables parted by blanks, further readings after slashes. */

/** True when `typed` is the beginnings of neighbouring syllables: `tjh`, `tuijinh` and `jinhui` for `tui jin hui/kuai`. */
export function soundsLike(pinyin: string, typed: string): boolean {
  const wanted = typed.toLowerCase().replace(/'/g, '')
  if (!/^[a-z]{2,}$/.test(wanted)) return false
  const syllables = pinyin.split(' ').map((readings) => readings.split('/'))
  const from = (at: number, rest: string): boolean => {
    if (rest === '') return true
    const readings = syllables[at]
    if (!readings) return false
    return readings.some((reading) => {
      for (let used = same(reading, rest); used > 0; used--) if (from(at + 1, rest.slice(used))) return true
      return false
    })
  }
  return syllables.some((_, at) => from(at, wanted))
}

/** How many letters both begin with. */
function same(a: string, b: string): number {
  let n = 0
  while (n < a.length && a[n] === b[n]) n++
  return n
}
