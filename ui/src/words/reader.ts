import type { Table } from './entry'

export const reader = {
  'reader.name': ['阅读', 'Reader'],
} as const satisfies Table
