/**
 * What stands over the page. WebKit on Linux, where it paints in one piece for want of a graphics card, sets the
 * bars of what scrolls last, over whatever lies on them: while something does, they are not shown (style/base.css).
 * They lie on the page there, so that nothing moves when they go.
 */
const late = /Linux/.test(navigator.userAgent) && !/Chrom(e|ium)\//.test(navigator.userAgent)
let over = 0

function tell(): void {
  const root = document.documentElement
  const covered = late && over > 0
  if (covered === root.hasAttribute('data-covered')) return
  root.toggleAttribute('data-covered', covered)
  // The engine looks whether there is a bar when what overflows is laid out anew, not when its width changes.
  const bars = [...document.querySelectorAll<HTMLElement>('.scrolls')]
  for (const bar of bars) bar.style.overflowY = 'hidden'
  void root.offsetHeight
  for (const bar of bars) bar.style.overflowY = ''
}

/** Attached to what stands over the page for as long as it is there. */
export function covers(): () => void {
  over += 1
  tell()
  return () => {
    over -= 1
    tell()
  }
}
