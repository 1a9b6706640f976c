import { expect, test } from 'vitest'
import { landingAt, placeAfter } from './carry.svelte'

const items = { spots: [{ top: 0, bottom: 40, at: 0 }, { top: 40, bottom: 100, at: 1 }, { top: 100, bottom: 120, at: 7 }], end: 9 }
test.each([[-5, 0], [19, 0], [21, 1], [69, 1], [71, 7], [109, 7], [119, 9], [500, 9]])('let go at %d lands before %d', (height, place) => expect(landingAt(items, height)).toBe(place))
test('an empty notebook takes it first', () => expect(landingAt({ spots: [], end: 0 }, 40)).toBe(0))
test.each([[0, 0, 0], [0, 1, 0], [0, 3, 2], [2, 0, 0], [2, 1, 1]])('from %d, let go before %d, it is at %d', (from, to, place) => expect(placeAfter(from, to)).toBe(place))
