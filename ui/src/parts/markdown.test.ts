import { mount, unmount } from 'svelte'
import { expect, test } from 'vitest'
import Markdown from './Markdown.svelte'
import { inline, markdown } from './markdown'

/** Elements that are shown, by name and words. */
function shown(source: string): [string, string][] {
  const target = document.createElement('div')
  const app = mount(Markdown, { target, props: { source } })
  const all = [...target.querySelectorAll('*')].map((one): [string, string] => [one.localName, one.textContent])
  void unmount(app)
  return all
}

test('bold, lists and quotations are shown', () => {
  expect(shown('开头可用，**要核对**数字')).toContainEqual(['strong', '要核对'])
  expect(markdown('- 一\n- 二\n\n1. 甲').map((block) => block.kind)).toEqual(['ul', 'ol'])
  expect(markdown('> 引的话\n> 第二行')).toMatchObject([{ kind: 'quote', lines: [[{ text: '引的话' }], [{ text: '第二行' }]] }])
})

test('marks that are not closed, and those in arithmetic, are words', () => {
  expect(inline('3 * 4 * 5')).toEqual([{ kind: 'text', text: '3 * 4 * 5' }])
  expect(inline('**没有收住')).toEqual([{ kind: 'text', text: '**没有收住' }])
  expect(inline('\\*星号\\*')).toEqual([{ kind: 'text', text: '*星号*' }])
})

test('HTML in a note stays words', () => {
  const words = '<img src=x onerror=alert(1)> [点](javascript:alert(1))'
  expect(shown(words)).toEqual([['div', words], ['p', words]])
})
