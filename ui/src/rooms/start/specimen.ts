/** The page beside the start: a short speech written for it, with what the program makes of such a page. */
import type { Mark } from '../../wire/wire'

export const title = '在全镇巡河护水工作推进会上的讲话'
export const fields: { label: 'inbox.date' | 'inbox.type' | 'inbox.genre' | 'inbox.themes'; value: string; mark: Mark }[] = [
  { label: 'inbox.date', value: '2021年4—5月（推断）', mark: 'inferred' },
  { label: 'inbox.type', value: '推进会', mark: 'stated' },
  { label: 'inbox.genre', value: '讲话', mark: 'confirmed' },
  { label: 'inbox.themes', value: '生态环保', mark: 'stated' },
]

/** Paragraphs; `[4:…]` is a passage marked in colour 4, XX a slot. */
export const text: { kind: 'flush' | 'body' | 'head'; words: string }[] = [
  { kind: 'flush', words: '同志们：' },
  { kind: 'body', words: '谷雨过了，小满没到，正是查水的时候。今天这个会不在屋里开，就在码头上开。[4:河长的牌子挂在岸上，河长的脚要踩在泥里]，这是我今天要说的第一句话，也是最要紧的一句。' },
  { kind: 'head', words: '一、查到底' },
  { kind: 'body', words: '全镇十一条河，去年巡了四百多回，记录本上写得最多的两个字是“正常”。可是XX村的排污口，就开在“正常”底下。[2:四百三十回里，有三百九十回是同一个人写的]，字都一样齐。' },
  { kind: 'body', words: '从明天起，巡河带照片，照片带时间，有一处不正常就写一处，写清在谁家门前。' },
  { kind: 'head', words: '二、改到位' },
  { kind: 'body', words: '查出来的，三天以内见人，十天以内见工，一个月以内见清水。见不到的，请包片的同志来讲一讲卡在哪里，讲给岸上的人听。' },
  { kind: 'body', words: 'XX合作社的养殖场要搬，搬到哪里、贴多少，镇上这个星期拿出办法，不让守规矩的人吃亏。' },
  { kind: 'head', words: '三、守得住' },
  { kind: 'body', words: '水清一天容易，清一年难。巡河的路修好，护河的人定好，举报的电话写在桥头上，响了就要有人接。' },
]

export const notes: { colour: number; words: string }[] = [{ colour: 4, words: '牌子对脚，岸上对泥里，一句话站住了。' }, { colour: 2, words: '数要再核，引用时注明出处。' }]
