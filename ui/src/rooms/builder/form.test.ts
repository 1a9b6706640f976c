import { expect, test } from 'vitest'
import { empty, formOf, queryOf, type Form } from './form'

const form = (some: Partial<Form>): Form => ({ ...empty(), ...some })

test.each<[Partial<Form>, string]>([
  [{ all: '投资 项目' }, '投资 项目'],
  [{ exact: '倒排 工期' }, '"倒排 工期"'],
  [{ exact: '他说"好"' }, '"他说\\"好\\""'],
  [{ written: '後' }, 'written:後'],
  [{ all: '投资', written: '後 來' }, '投资 written:"後 來"'],
  [{ any: '投资 招商' }, '(投资 OR 招商)'],
  [{ any: '投资' }, '投资'],
  [{ all: '投资', none: '工业 农业' }, '投资 -工业 -农业'],
  [{ all: '投资', part: 'heading' }, '投资 in:heading'],
  [{ part: 'heading' }, ''],
  [{ near: '责任 名字', gap: '10' }, 'near(责任 名字, 10)'],
  [{ regex: '\\d+/\\d+亿' }, '/\\d+\\/\\d+亿/'],
  [{ type: ['推进会', '现场会'], level: ['市'] }, '(type:推进会 OR type:现场会) level:市'],
  [{ title: '推进会', speaker: '张建军', place: '青溪 县', note: '可引' }, 'title:推进会 speaker:张建军 place:"青溪 县" note:可引'],
  [{ source: '县政府办、 青溪 日报' }, '(source:县政府办 OR source:"青溪 日报")'],
  [{ source: 'none' }, 'source:none'],
  [{ hasNote: true, from: '2018', to: '2020-06' }, 'has:note date:2018..2020-06'],
  [{ from: '2020', to: '2020' }, 'date:2020'],
  [{ from: '2020' }, 'date:2020..'],
  [{ undated: true }, 'date:none'],
  [{ all: 'OR -a b:c' }, '"OR" "-a" "b:c"'],
])('%j is written as %s', (some, query) => expect(queryOf(form(some))).toBe(query))

test.each([
  '投资 项目', '"倒排 工期" in:text', '(投资 OR 招商) -工业', 'near(责任 名字, 10) has:note', '/\\d+亿/ date:2018..2020',
  '(type:推进会 OR type:现场会) level:市 speaker:张建军', '工期 date:none', '(投资 项目) OR 招商', '-(投资 招商)', '工期 (甲 乙 OR 丙)', '-type:推进会 工期', '工期 written:後', 'written:"後 來" has:note', '-written:後 工期', 'written:後 工期 -written:裏', '(source:县政府办 OR source:青溪日报) 工期', 'source:"甲、乙" 工期',
])('%s comes back from the form with the same meaning', (query) => {
  const again = queryOf(formOf(query))
  expect([...again.split(' ')].sort()).toEqual([...query.split(' ')].sort())
  expect(queryOf(formOf(again))).toBe(again)
})
