/** Words of a Chinese line, for breaking titles between words. */
const segmenter = typeof Intl !== 'undefined' && 'Segmenter' in Intl ? new Intl.Segmenter('zh', { granularity: 'word' }) : null

/** The title in pieces between which a line may break; signs stay with the word they belong to. */
export function titleWords(title: string): string[] {
  if (!segmenter) return [title]
  const words: string[] = []
  let opening = ''
  for (const { segment } of segmenter.segment(title)) {
    if (/^[“‘《〈（【〔]$/u.test(segment)) opening += segment
    else if (words.length > 0 && !opening && /^[”’》〉）】〕，。、：；！？—…·\s]+$/u.test(segment)) words[words.length - 1] += segment
    else {
      // A particle alone at the beginning of a line reads badly: 会上 | 的 | 讲话.
      if (words.length > 0 && !opening && /^[的上中和与]$/u.test(segment)) words[words.length - 1] += segment
      else words.push(opening + segment)
      opening = ''
    }
  }
  if (opening) words.push(opening)
  return words
}
