/** Puts the settings that are pure looks on the root element, where the style sheets read them. */
import type { Settings } from '../wire/wire'

const night = window.matchMedia?.('(prefers-color-scheme: dark)')

export function themeOf(setting: string, dark: boolean): 'light' | 'sepia' | 'dark' {
  if (setting === 'light' || setting === 'sepia' || setting === 'dark') return setting
  return dark ? 'dark' : 'light'
}

/** Dresses the window; the returned function stops following the system. */
export function dress(settings: Settings): () => void {
  const root = document.documentElement
  const wear = (): void => {
    root.dataset.theme = themeOf(settings.theme, night?.matches ?? false)
  }
  // Chromium sets Chinese better by itself; WebKit needs the wraps of the reader (see anchor/typeset.ts).
  root.dataset.engine = /Chrom(e|ium)\//.test(navigator.userAgent) ? 'blink' : 'webkit'
  root.dataset.headings = settings.headings
  root.style.setProperty('--text-step', String(settings.textSize))
  root.style.setProperty('--read-lead', String(settings.leading / 100))
  root.style.setProperty('--read-measure', String(settings.measure))
  root.style.setProperty('--read-indent', settings.indent ? '2em' : '0')
  root.style.setProperty('--read-apart', settings.indent ? '.35em' : '.9em')
  wear()
  night?.addEventListener('change', wear)
  return () => night?.removeEventListener('change', wear)
}
