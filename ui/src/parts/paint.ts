/** What can wait until the window has shown what there is. */

/** Runs something once what stands now is on the screen: at the beginning of a second frame the first has been painted. Returns what calls it off. */
export function afterPaint(run: () => void): () => void {
  let later: ReturnType<typeof setTimeout> | undefined
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => (later = setTimeout(run)))
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(later)
  }
}
