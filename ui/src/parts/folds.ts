/** What a person folded and unfolded of the outlines, by speech: while the window lives. */
import { SvelteMap } from 'svelte/reactivity'
import type { HeadingView } from '../wire/wire'
import { foldable, foldKey, outlineLines, type Folds } from './outline'

const byHand = new SvelteMap<string, Folds>()
const none: Folds = new Map()

export const foldsOf = (speech: string): Folds => byHand.get(speech) ?? none

export function setFold(speech: string, heading: HeadingView, open: boolean): void {
  byHand.set(speech, new Map(foldsOf(speech)).set(foldKey(heading), open))
}

/** True when no more than the first level is to be seen. */
export function isFolded(speech: string, outline: HeadingView[], section: number, all = false): boolean {
  return outlineLines(outline, section, all, foldsOf(speech)).every((line) => line.open !== true)
}

/** Folds the outline down to its first level, or unfolds all of it. */
export function setFolds(speech: string, outline: readonly HeadingView[], open: boolean): void {
  byHand.set(speech, new Map(foldable(outline).map((heading) => [foldKey(heading), open])))
}
