/** What tells speeches of one title and date apart in a list: the name of the file, and as much of its folders as it takes. */
import type { Row } from '../../wire/wire'

const steps = (file: string): string[] => file.split(/[\\/]/)

/** Null where title and date say enough, or where nothing would. */
export function apart(row: Row, among: readonly Row[]): string | null {
  const twins = among.filter((one) => one.id !== row.id && one.title === row.title && one.date?.edtf === row.date?.edtf)
  const own = steps(row.file)
  if (twins.length === 0) return null
  for (let n = 1; n <= own.length; n++) {
    const end = own.slice(-n).join('/')
    if (twins.every((one) => steps(one.file).slice(-n).join('/') !== end)) return end
  }
  return null
}
