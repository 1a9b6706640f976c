/** A scope in words, for the head of a list. */
import { archive } from '../../state/archive.svelte'
import type { Scope } from '../../wire/wire'
import { name, t } from '../../words/index.svelte'

export function scopeWords(scope: Scope): string {
  switch (scope.kind) {
    case 'all':
      return t('side.all')
    case 'inbox':
      return t('side.inbox')
    case 'trash':
      return t('side.trash')
    case 'undated':
      return t('side.undated')
    case 'time':
      return scope.month === null ? t('side.year', scope.year) : t('library.month', scope.year, scope.month)
    case 'type': {
      const term = archive.term(scope.id)
      const type = term ? name(term) : t('side.types.other')
      return scope.year === null ? type : t('library.type.year', type, scope.year)
    }
    case 'theme': {
      const term = archive.term(scope.id)
      return term ? name(term) : t('side.types.other')
    }
    case 'source':
      return scope.words
    case 'folder':
      return scope.path.split('/').at(-1) ?? scope.path
  }
}
