/**
 * Vocabularies for the made archive of `fake.ts`: the same ids as the real lexicons, fewer of them.
 * Knows nothing of speeches.
 */
import type { Term, Vocabulary, Words } from '../wire/wire'

/** The real program spells every name; here a few to try. */
const spelled: Record<string, string> = { 推进会: 'tui jin hui/kuai', 座谈会: 'zuo tan hui/kuai', 水利: 'shui li', 项目建设: 'xiang mu jian she' }

const rows = (text: string): Term[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [id, zh, en, parent] = line.split('|').map((part) => part.trim())
      return { id: id!, zh: zh!, en: en!, parent: parent || null, pinyin: spelled[zh!] ?? '', colour: null, aliases: [] }
    })

export const vocabulary: Vocabulary = {
  types: rows(`
    meeting.deployment|部署推动类|Deployment and progress
    meeting.work|工作会议|Work conference|meeting.deployment
    meeting.mobilisation|动员会|Mobilisation meeting|meeting.deployment
    meeting.progress|推进会|Progress meeting|meeting.deployment
    meeting.on_site|现场会|On-site meeting|meeting.deployment
    meeting.observation|观摩会|Observation meeting|meeting.deployment
    meeting.dispatch|调度会|Coordination meeting|meeting.deployment
    meeting.review|总结表彰类|Review and commendation
    meeting.summing_up|总结会|Summing-up meeting|meeting.review
    meeting.commendation|表彰会|Commendation meeting|meeting.review
    meeting.discussion|研讨协商类|Discussion and consultation
    meeting.symposium|座谈会|Symposium|meeting.discussion
    meeting.seminar|研讨会|Seminar|meeting.discussion
    meeting.situation|形势分析会|Situation analysis|meeting.discussion
    meeting.education|教育培训类|Education and training
    meeting.training|培训班|Training course|meeting.education
    meeting.warning|警示教育会|Warning-education meeting|meeting.education
    meeting.graduation|毕业典礼|Graduation|meeting.education
    meeting.ceremony|仪式庆典类|Ceremonies
    meeting.groundbreaking|开工仪式|Ground-breaking|meeting.ceremony
    meeting.signing|签约仪式|Signing ceremony|meeting.ceremony
    meeting.new_year|团拜会|New-year gathering|meeting.ceremony`),
  modes: rows(`
    mode.video|视频|Video
    mode.phone_tv|电视电话|Telephone and television`),
  genres: rows(`
    genre.speech|讲话|Speech
    genre.host_script|主持词|Host’s script
    genre.host_speech|主持讲话|Host’s speech
    genre.pledge|表态发言|Statement of commitment
    genre.remarks|发言|Remarks
    genre.address|致辞|Address
    genre.closing|总结讲话|Summing-up speech`),
  levels: rows(`
    level.province|省|Province
    level.city|市|Prefecture-level city
    level.county|县|County or district
    level.township|乡|Township
    level.village|村|Village
    level.enterprise|企业|Enterprise
    level.school|学校|School`),
  themes: rows(`
    theme.c_economy|经济|Economy
    theme.economy|经济运行|Economic performance|theme.c_economy
    theme.investment|固定资产投资|Fixed-asset investment|theme.c_economy
    theme.projects|项目建设|Project construction|theme.c_economy
    theme.promotion|招商引资|Investment promotion|theme.c_economy
    theme.business_climate|营商环境|Business environment|theme.c_economy
    theme.c_rural|三农|Agriculture and countryside
    theme.agriculture|农业农村|Agriculture|theme.c_rural
    theme.rural|乡村振兴|Rural revitalisation|theme.c_rural
    theme.poverty|脱贫攻坚|Poverty alleviation|theme.c_rural
    theme.water|水利|Water conservancy|theme.c_rural
    theme.flood|防汛抗旱|Flood and drought control|theme.c_rural
    theme.c_urban|城乡与生态|City, land and environment
    theme.environment|生态环保|Environment|theme.c_urban
    theme.urban|城市建设|Urban construction|theme.c_urban
    theme.transport|交通|Transport|theme.c_urban
    theme.c_society|社会民生|Society and livelihood
    theme.education|教育|Education|theme.c_society
    theme.health|卫生健康|Health|theme.c_society
    theme.culture|文化旅游|Culture and tourism|theme.c_society
    theme.civil|民政养老|Civil affairs and elderly care|theme.c_society
    theme.c_safety|安全与法治|Safety and law
    theme.safety|安全生产|Work safety|theme.c_safety
    theme.emergency|应急救灾|Emergency and relief|theme.c_safety
    theme.petitions|信访维稳|Petitions and stability|theme.c_safety
    theme.c_party|党群|Party and mass work
    theme.party|党的建设|Party building|theme.c_party
    theme.integrity|党风廉政|Clean government|theme.c_party
    theme.conduct|作风建设|Work style|theme.c_party
    theme.cadres|干部队伍|Cadres|theme.c_party`),
}

const named = new Map(
  [vocabulary.types, vocabulary.modes, vocabulary.genres, vocabulary.levels, vocabulary.themes]
    .flat()
    .map((term) => [term.id, { zh: term.zh, en: term.en } satisfies Words]),
)

/** The name of a term, or the value itself when it is none. */
export const nameOf = (value: string): Words => named.get(value) ?? { zh: value, en: value }

/** The vocabularies with a number that is another after each change. */
export interface FakeTerms {
  edition: number
  vocabulary: Vocabulary
}

export const kindOf = (id: string): 'type' | 'theme' => (id.startsWith('theme.') ? 'theme' : 'type')

let editions = 1
export function withTerms({ vocabulary: now }: FakeTerms, kind: 'type' | 'theme', change: (terms: Term[]) => Term[]): FakeTerms {
  return { edition: ++editions, vocabulary: kind === 'type' ? { ...now, types: change(now.types) } : { ...now, themes: change(now.themes) } }
}
