/** The names of fields and of the ways in which speeches are alike. Pure. */
import { t } from '../../words/index.svelte'

const fields = ['title', 'date', 'type', 'genre', 'level', 'speaker', 'place', 'themes', 'meeting', 'also', 'mode', 'role', 'source'] as const
const kinds = ['file', 'meeting', 'folder', 'source'] as const

export function fieldName(field: string): string {
  const known = fields.find((one) => one === field)
  return known ? t(`inbox.${known}`) : field
}

export function kinName(kind: string): string {
  const known = kinds.find((one) => one === kind)
  return known ? t(`alike.kin.${known}`) : kind
}
