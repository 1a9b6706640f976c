/** The places of the sidebar with their counts. Pure: counts and names in, tree out. */
import type { TreeNode, TreeSection } from '../parts/tree'
import type { Place } from '../state/places.svelte'
import type { Counts, IdCount, Scope, Term, YearCount } from '../wire/wire'
import { count } from '../words/entry'
import { name, t } from '../words/index.svelte'

export interface Side {
  sections: TreeSection[]
  /** Where a node leads. */
  places: Map<string, Place>
}

/** More years than this fold into "earlier". */
const YEARS = 5
const YEARS_SHOWN = 3

/** `found`: how many speeches each saved search finds, where that is known. */
export function side(counts: Counts, term: (id: string) => Term | null, found: ReadonlyMap<string, number> = new Map()): Side {
  const places = new Map<string, Place>()
  const leaf = (id: string, label: string, n: number | null, place: Place, more: Partial<TreeNode> = {}): TreeNode => {
    places.set(id, place)
    return { id, label, count: n === null ? undefined : count(n), ...more }
  }
  const list = (scope: Scope): Place => ({ room: 'library', scope, speech: null })

  const folded = (id: string, nodes: TreeNode[], counted: number[]): TreeNode[] => {
    if (nodes.length <= YEARS) return nodes
    const rest = counted.slice(YEARS_SHOWN).reduce((a, b) => a + b, 0)
    return [...nodes.slice(0, YEARS_SHOWN), { id: `${id}:earlier`, label: t('side.earlier'), count: count(rest), group: true, children: nodes.slice(YEARS_SHOWN) }]
  }

  const typeYears = (id: string, years: YearCount[]): TreeNode[] => {
    const dated = years.filter((y) => y.year !== null)
    return folded(`type:${id}`, dated.map((y) => leaf(`type:${id}:${y.year}`, t('side.year', y.year!), y.count, list({ kind: 'type', id, year: y.year }))), dated.map((y) => y.count))
  }

  const types = grouped(counts.types, term).map(({ id, members }) => {
    const label = labelOf(id, term)
    const node = (member: (typeof members)[number]): TreeNode =>
      leaf(`type:${member.id}`, labelOf(member.id, term), member.count, list({ kind: 'type', id: member.id, year: null }), { drop: `type:${member.id}`, colour: term(member.id)?.colour ?? undefined, children: typeYears(member.id, member.years) })
    if (members.length === 1 && members[0]!.id === id) return node(members[0]!)
    const own = members.find((m) => m.id === id)?.count
    return leaf(`type:${id}`, label, own ?? sum(members), list({ kind: 'type', id, year: null }), { colour: term(id)?.colour ?? undefined, children: members.filter((m) => m.id !== id).map(node) })
  })

  const themes = grouped(counts.themes, term).map(({ id, members }) => {
    const own = members.find((m) => m.id === id)
    const below = members.filter((m) => m.id !== id).map((m) => leaf(`theme:${m.id}`, labelOf(m.id, term), m.count, list({ kind: 'theme', id: m.id }), { drop: `theme:${m.id}`, colour: term(m.id)?.colour ?? undefined }))
    return leaf(`theme:${id}`, labelOf(id, term), own?.count ?? sum(members), list({ kind: 'theme', id }), { drop: `theme:${id}`, colour: term(id)?.colour ?? undefined, children: below })
  })

  const dated = counts.years.filter((y) => y.year !== null)
  const years = dated.map((y) =>
    leaf(`time:${y.year}`, t('side.year', y.year!), y.count, list({ kind: 'time', year: y.year!, month: null }), {
      drop: `date:${y.year}`,
      children: [...y.months].sort((a, b) => b.month - a.month).map((m) => leaf(`time:${y.year}-${m.month}`, t('side.month', m.month), m.count, list({ kind: 'time', year: y.year!, month: m.month }), { drop: `date:${y.year}-${String(m.month).padStart(2, '0')}` })),
    }),
  )
  const time = folded('time', years, dated.map((y) => y.count))
  const undated = counts.years.find((y) => y.year === null)
  if (undated) time.push(leaf('undated', t('side.undated'), undated.count, list({ kind: 'undated' })))

  const below = folders(counts.folders, (path, label, n) => leaf(`folder:${path}`, label, n, list({ kind: 'folder', path })))
  const desk: TreeNode[] = [
    leaf('notes', t('side.notes'), counts.notes, { room: 'notes' }, { icon: 'highlighter' }),
    leaf('notebooks', t('side.excerpts'), counts.notebooks.length, { room: 'notebook', id: null }, {
      icon: 'notebook-text',
      children: counts.notebooks.map((n) => leaf(`notebook:${n.id}`, n.name, n.count, { room: 'notebook', id: n.id })),
    }),
    ...counts.saved.map((s) => leaf(`saved:${s.id}`, s.name, found.get(s.id) ?? null, { room: 'search', query: s.query }, { icon: 'text-search' })),
    ...(below.length > 0 ? [{ id: 'folders', label: t('side.folders'), icon: 'folder' as const, group: true, children: below }] : []),
    leaf('trash', t('side.trash'), counts.trash, list({ kind: 'trash' }), { icon: 'trash-2', drop: 'trash:all' }),
  ]

  const sections: TreeSection[] = [
    {
      id: 'first',
      nodes: [
        leaf('inbox', t('side.inbox'), counts.inbox, { room: 'inbox' }, { icon: 'inbox', call: counts.inbox > 0 }),
        leaf('all', t('side.all'), counts.all, list({ kind: 'all' }), { icon: 'library' }),
      ],
    },
    { id: 'types', title: t('side.types'), action: t('terms.types'), nodes: types },
    { id: 'time', title: t('side.time'), nodes: time },
    { id: 'themes', title: t('side.themes'), action: t('terms.themes'), nodes: themes },
    { id: 'desk', title: t('side.desk'), nodes: desk },
  ]
  return { sections: sections.filter((s) => s.nodes.length > 0), places }
}

/** The node of a place, to be marked as selected. */
export function nodeOf(place: Place, saved: Counts['saved']): string | null {
  if (place.room === 'notebook') return place.id ? `notebook:${place.id}` : 'notebooks'
  if (place.room === 'search') {
    const known = saved.find((s) => s.query === place.query)
    return known ? `saved:${known.id}` : null
  }
  if (place.room !== 'library') return place.room === 'import' || place.room === 'terms' ? null : place.room
  const { scope } = place
  switch (scope.kind) {
    case 'type':
      return scope.year === null ? `type:${scope.id}` : `type:${scope.id}:${scope.year}`
    case 'time':
      return scope.month === null ? `time:${scope.year}` : `time:${scope.year}-${scope.month}`
    case 'theme':
      return `theme:${scope.id}`
    case 'folder':
      return `folder:${scope.path}`
    default:
      return scope.kind
  }
}

function labelOf(id: string, term: (id: string) => Term | null): string {
  const found = term(id)
  return found ? name(found) : t('side.types.other')
}

/** Counts under their broader terms, largest first. */
function grouped<T extends IdCount>(counted: T[], term: (id: string) => Term | null): { id: string; members: T[] }[] {
  const groups = new Map<string, T[]>()
  for (const one of counted) {
    const id = term(one.id)?.parent ?? one.id
    groups.set(id, [...(groups.get(id) ?? []), one])
  }
  return [...groups].map(([id, members]) => ({ id, members: members.sort((a, b) => b.count - a.count) })).sort((a, b) => sum(b.members) - sum(a.members))
}

function sum(counted: { count: number }[]): number {
  return counted.reduce((all, one) => all + one.count, 0)
}

/** Paths as a tree; a folder without speeches of its own shows what is below it. */
function folders(counted: IdCount[], leaf: (path: string, label: string, n: number) => TreeNode): TreeNode[] {
  interface Branch { own: number; below: Map<string, Branch> }
  const root: Branch = { own: 0, below: new Map() }
  for (const { id, count: n } of counted) {
    let branch = root
    for (const part of id.split('/').filter(Boolean)) {
      let next = branch.below.get(part)
      if (!next) branch.below.set(part, (next = { own: 0, below: new Map() }))
      branch = next
    }
    branch.own += n
  }
  const total = (branch: Branch): number => [...branch.below.values()].reduce((all, b) => all + total(b), branch.own)
  const walk = (branch: Branch, path: string): TreeNode[] =>
    [...branch.below].sort(([a], [b]) => a.localeCompare(b, 'zh')).map(([part, below]) => {
      const here = path ? `${path}/${part}` : part
      return { ...leaf(here, part, total(below)), children: walk(below, here) }
    })
  return walk(root, '')
}
