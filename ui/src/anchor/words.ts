/** Words of a Chinese line, for breaking titles between words. */
const segmenter = typeof Intl !== 'undefined' && 'Segmenter' in Intl ? new Intl.Segmenter('zh', { granularity: 'word' }) : null

/** The title in pieces between which a line may break; signs stay with the word they belong to. */
export function titleWords(title: string): string[] {
  if (!segmenter) return [title]
  const words: string[] = []
  /** What the next word must not be parted from. */
  let held = ''
  let quoted = 0
  const close = (): void => {
    if (held) words.push(held)
    held = ''
  }
  for (const { segment } of segmenter.segment(title)) {
    if (/^[“‘《〈（【〔]$/u.test(segment)) {
      if (quoted++ === 0 && !/^\p{Script=Han}$/u.test(held)) close()
      held += segment
    } else if (/^[”’》〉）】〕]$/u.test(segment)) {
      held += segment
      if (--quoted <= 0) {
        quoted = 0
        close()
      }
    } else if (quoted > 0) held += segment
    else if (/^[，、。：；！？—…·\s]+$/u.test(segment) || /^[的会上中和与]$/u.test(segment)) {
      // A sign or particle alone at the beginning of a line reads badly: 会 | 上的 | 讲话.
      if (held) {
        held += segment
        close()
      } else if (words.length > 0) words[words.length - 1] += segment
      else held = segment
    } else {
      held += segment
      // One character or a number alone is part of what follows: 改 | 扩建, 2021 | 届.
      if (!/^(?:\p{Script=Han}|[\d.]+)$/u.test(segment)) close()
    }
    // A name in quotation marks that is longer than a line must be allowed to break.
    if (held.length > 12) close()
  }
  if (held && words.length > 0 && held.length === 1) words[words.length - 1] += held
  else close()
  return words
}
