/** Short words about what was just done, with the way to undo it; and problems, which stay until read. */
import type { Problem } from '../wire/wire'
import { say, t } from '../words/index.svelte'

export interface Toast {
  id: number
  text: string
  /** Second line, such as what to do about a problem. */
  hint: string | null
  action: { label: string; keys?: string; run: () => void } | null
  problem: boolean
}

const STAYS = 6000
let list = $state<Toast[]>([])
let next = 0
const timers = new Map<number, ReturnType<typeof setTimeout>>()

export const toasts = {
  get list(): readonly Toast[] {
    return list
  },
}

/** Answers its id, by which it can be dismissed. */
export function toast(text: string, action: Toast['action'] = null): number {
  return add({ text, hint: null, action, problem: false })
}

/** Says what a rejected call rejected with. */
export function complain(error: unknown): void {
  const problem = asProblem(error)
  add({ text: say(problem.message), hint: problem.hint && say(problem.hint), action: null, problem: true })
}

export function dismiss(id: number): void {
  hold(id)
  list = list.filter((toast) => toast.id !== id)
}

/** While the pointer is over it a toast stays. */
export function hold(id: number): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
}

export function release(id: number): void {
  hold(id)
  timers.set(id, setTimeout(() => dismiss(id), STAYS))
}

export function asProblem(error: unknown): Problem {
  if (error && typeof error === 'object' && 'code' in error && 'message' in error && typeof error.message === 'object') return error as Problem
  const text = error instanceof Error ? error.message : String(error)
  return { code: 'unexpected', message: { zh: `${t('parts.problem')}：${text}`, en: `${t('parts.problem')}: ${text}` }, hint: null, at: null }
}

/** What was done is told in the middle of other words, too: at the beginning of a line English has a capital. */
const begun = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function add(toast: Omit<Toast, 'id'>): number {
  const id = next++
  // One at a time of each sort: an older "done" says nothing any more.
  for (const old of list) if (old.problem === toast.problem) hold(old.id)
  list = [...list.filter((old) => old.problem !== toast.problem), { ...toast, text: begun(toast.text), id }]
  release(id)
  return id
}
