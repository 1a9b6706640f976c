/** What the five colours are called: the person's own name, or the standard one. */
import { archive } from '../../state/archive.svelte'
import { t } from '../../words/index.svelte'

export function colourName(colour: number): string {
  const own = archive.settings.colours[colour - 1]
  if (own) return own
  return colour >= 1 && colour <= 5 ? t(`notes.colour.${colour as 1 | 2 | 3 | 4 | 5}`) : String(colour)
}
