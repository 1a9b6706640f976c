/**
 * The made archive of `fake.ts`: speeches written for it, with what their filing rests on, and a few notes.
 * Data only: places are given as quotations and found in the text by `fake-speech.ts`.
 */
import type { CorrectionView, Mark } from '../wire/wire'

/** A reason for a value: the words, what they show, and for dates which end they fix. */
export type Why = [quote: string, zh: string, en: string, tag?: '起' | '止' | '年']
/** Another value the text could support. */
export type Other = [value: string, mark: Mark, zh: string, en: string]

/** A speech as written here; everything with a place in the text is derived. */
export interface Made {
  id: string
  state: 'inbox' | 'filed' | 'trash'
  file: string
  title: string
  supplied?: boolean
  meeting: string | null
  type: string | null
  also?: string
  mode?: string
  genre: string
  level: string | null
  place?: string
  speaker?: string
  role?: string
  source?: string
  date: string | null
  /** Marks that differ from `stated`. */
  marks?: Record<string, Mark>
  why?: Record<string, Why[]>
  others?: Record<string, Other[]>
  themes: [id: string, mark: Mark][]
  removed?: { before: string; text: string; rule: string; zh: string; en: string }[]
  gap?: { after: string; missing: number | null; quote: string }
  versions?: number
  corrections?: CorrectionView[]
  text: string
}

/** A note as made here, on the first place of its words. */
export interface MadeNote {
  speech: string
  quote: string
  colour: number
  style?: 'underline'
  comment: string
  daysAgo: number
  lost?: boolean
}

const notice = { rule: 'notice.site', zh: '网站声明', en: 'Site notice' }

const filed: Made[] = [
  {
    id: 's01', state: 'filed', file: '2019/春耕/春耕动员会讲话.txt',
    title: '在全乡春耕备耕工作动员会上的讲话', meeting: '全乡春耕备耕工作动员会',
    type: 'meeting.mobilisation', genre: 'genre.speech', level: 'level.township', role: '乡长',
    date: '2019-02/2019-03', marks: { date: 'inferred', role: 'inferred' },
    why: {
      date: [
        ['再过八天就是惊蛰', '惊蛰在3月6日前后', 'Awakening of Insects falls about 6 March', '止'],
        ['去年十月底', '文中以2018年为去年', 'The text calls 2018 last year', '起'],
      ],
      type: [['春耕备耕工作动员会', '题名写明', 'Stated in the title']],
      level: [['全乡', '题名写明', 'Stated in the title']],
    },
    themes: [['theme.agriculture', 'stated'], ['theme.water', 'inferred']],
    text: `在全乡春耕备耕工作动员会上的讲话

同志们：
再过八天就是惊蛰。地气已经上来，种子还在库里，这个会就不能再往后拖。今天只讲三件事：种子、水、钱。
一、种子要早一步到田头
去年十月底调回来的良种，到昨天还有XX个村没有领走。不是路远，是没有人牵头。农技站从明天起把秤摆到村口，少多少补多少，当天记账，当天张榜。
各村支书散会以后先别走，把本村的缺口写在纸上，签上名字，贴到会议室门口。
二、水要放得到最末一块田
上游水库已经开闸，三条支渠还堵着。堵在哪一段、哪一家门前，坐在前排的同志心里有数。三天以内，乡里的铲车和人手由各村调用；三天以后，我从渠头走到渠尾，看见一处淤泥，就请那个村的同志来和我一道挖。
三、钱要一分不少落到户
今年的补贴比往年早到二十天，一共XX万元。钱到账不等于钱到田。谁家种、种多少、补多少，月底以前张榜公布，群众没有话说了，再盖章。
误了一天的工，少的是一季的粮。会就开到这里，散会下田。`,
  },
  {
    id: 's02', state: 'filed', file: '2020/项目/现场推进会（定稿）.docx',
    title: '在全市重点项目建设现场推进会上的讲话', meeting: '全市重点项目建设现场推进会',
    type: 'meeting.progress', also: 'meeting.on_site', genre: 'genre.speech', level: 'level.city', role: '市长',
    date: '2020-06/2020-07', marks: { date: 'inferred', genre: 'confirmed', role: 'doubtful' },
    why: {
      date: [
        ['1—5月', '5月的数字已经知道', 'Figures up to May are known', '起'],
        ['离汛期结束还有', '汛期9月底结束', 'The flood season ends in September', '止'],
        ['“十三五”收官之年', '十三五止于2020年', 'The 13th plan ends in 2020', '年'],
      ],
      type: [['现场推进会', '题名写明', 'Stated in the title']],
      role: [['市政府常务会上我已经', '口气似市长', 'Sounds like the mayor']],
    },
    themes: [['theme.projects', 'stated'], ['theme.investment', 'stated'], ['theme.conduct', 'inferred']],
    removed: [
      { ...notice, before: '同志们', text: '本稿由网友上传，仅供学习参考。' },
      { ...notice, before: '会就开到这里', text: '更多范文请登录本站首页，点此下载全文。' },
    ],
    gap: { after: '谁签字谁负责', missing: 722, quote: '（此处省略，下载后查看全文）' },
    versions: 2,
    text: `在全市重点项目建设现场推进会上的讲话

同志们：
今年是“十三五”收官之年。今天上午，我们顶着日头看了XX区的标准厂房、XX县的净水厂和城东的过江通道，一路看、一路算，心里既踏实又着急。踏实的是三个工地都有人，着急的是三个工地都欠账。
第一，要把账算清楚，看到时间已经不等人。1—5月，全市重点项目完成投资46.3亿元，只占年度计划的31%。离汛期结束还有一百来天，能连续施工的日子不会超过八十天。倒排工期不是把日子往前挪，是把困难往前想。
第二，要把堵点摆出来，一个一个销号。征地拆迁还有11处没有交地，最长的一处拖了十四个月。从今天起，每个堵点挂一块牌子，牌子上写三行字：卡在哪里，谁来办，哪天办完。谁签字谁负责。
第三，要把要素送上门，不让项目等米下锅。土地、资金、用工三张清单，分管领导每周碰一次头。市政府常务会上我已经讲过，凡是能在现场定的事，一律不带回会议室。
第四，要把质量守到底。赶进度不能赶掉一道工序。桩基、防水、管网这些看不见的地方，监理要蹲在坑边上。
第五，要把责任压到人。季度末我们还到这三个工地来，还是这些人，对着今天的牌子一块一块地念。
会就开到这里。`,
  },
  {
    id: 's03', state: 'filed', file: '2020/项目/投资调度会.txt',
    title: '在全市固定资产投资调度会上的讲话', meeting: '全市固定资产投资调度会',
    type: 'meeting.dispatch', genre: 'genre.speech', level: 'level.city', role: '常务副市长',
    date: '2020-11-03',
    why: { date: [['2020年11月3日', '题下写明', 'Stated under the title']], type: [['调度会', '题名写明', 'Stated in the title']] },
    themes: [['theme.investment', 'stated'], ['theme.projects', 'stated']],
    text: `在全市固定资产投资调度会上的讲话
（2020年11月3日）

同志们：
离年底还有五十八天。刚才统计局通报了情况，九个县区里有三个还是负数，我不点名，但是请这三个县区的同志把头抬起来。
一、把缺口补在项目上，不补在报表上
投资是干出来的，不是报出来的。哪个项目补哪个缺口，要能指着图纸说清楚。凡是列入年度计划的，一律倒排工期、挂图作战，每周五下午报一次进度。
二、把明年的项目种在今年的地里
冬天不是等的时候。可研、用地、环评三件事，能在腊月里办完的不留到正月。前期工作多走十里路，开春就少打一场仗。
三、把服务做在企业开口之前
企业不开口，不等于没有难处。各专班要住到项目上，问三句话：缺什么，等什么，怕什么。问清楚了当天回话，办不到的也要当天回话。`,
  },
  {
    id: 's04', state: 'filed', file: '2018/搬迁/现场会.doc',
    title: '县长在易地搬迁安置点建设现场会上的讲话', meeting: '全县易地搬迁安置点建设现场会',
    type: 'meeting.on_site', genre: 'genre.speech', level: 'level.county', role: '县长',
    date: '2018-04', marks: { date: 'inferred' },
    why: { date: [['三月下旬开的春', '三月已过', 'March is over', '起'], ['“五一”以前', '五月未到', 'May has not begun', '止']] },
    themes: [['theme.poverty', 'stated'], ['theme.rural', 'inferred']],
    text: `县长在易地搬迁安置点建设现场会上的讲话

同志们：
今天这个会开在工地上，没有桌子，也没有茶水，为的是让大家一抬头就看见墙。
一、看进度，更要看门窗后面
三月下旬开的春，到今天主体起到了三层。不能只倒排工期、不倒查质量。墙体渗一滴水，群众心里就凉一截。搬得出来，还要住得安稳。
二、看房子，更要看灶台
房子交了钥匙，灶台不冒烟，就不算搬家。水、电、锅、床，“五一”以前逐户过一遍。谁家老人舍不得老屋，包户干部陪着住三天。
三、看今天，更要看三年以后
楼下有活干，楼上才住得稳。扶贫车间、菜地、护林岗位，一户至少落实一样。三年以后我们再来，看的不是楼，是楼里的灯。`,
  },
  {
    id: 's05', state: 'filed', file: '2021/农水/冬修动员.wps',
    title: '在全区冬春农田水利建设动员会上的讲话', supplied: true, meeting: '全区冬春农田水利建设动员会',
    type: 'meeting.mobilisation', genre: 'genre.speech', level: 'level.county',
    date: '2021-11', marks: { date: 'doubtful', title: 'inferred' },
    why: { date: [['霜降刚过', '霜降在10月23日前后', 'Frost’s Descent falls about 23 October', '起'], ['“十四五”头一个冬天', '似为2021年', 'Probably 2021', '年']] },
    themes: [['theme.water', 'stated'], ['theme.agriculture', 'stated']],
    text: `同志们：
霜降刚过，稻子归仓，正是修渠的时候。这是“十四五”头一个冬天，农田水利欠的账要从这个冬天还起。
一、先清淤，再衬砌
全区三百二十公里支渠，有一半多年没有见过底。清淤不清账，等于白清。每清一公里，量一次、拍一次、记一次。
二、先末级，再干渠
（一）水到田头才算水
过去修渠从上往下修，修到下面没有钱了。今年从最末一块田修起。离春灌只有一百一十天，各镇要按倒排工期、正排任务的办法，把渠系清淤摆在头一件。
（二）账到村组才算账
工程款分三次付，最后一次由用水的农户签字。
三、先定人，再定钱
渠长不是荣誉，是差事。定了人的先给钱，没有定人的不给钱。`,
  },
  {
    id: 's06', state: 'filed', file: '2022/招商/集中签约致辞.docx',
    title: '在全市产业链招商项目集中签约仪式上的致辞', meeting: '全市产业链招商项目集中签约仪式',
    type: 'meeting.signing', genre: 'genre.address', level: 'level.city', role: '市长', date: '2022-09-16',
    themes: [['theme.promotion', 'stated'], ['theme.projects', 'inferred']],
    text: `在全市产业链招商项目集中签约仪式上的致辞
（2022年9月16日）

各位来宾，各位朋友：
今天签下的是二十三个项目，也是二十三份信任。签约台上的墨迹一干，我们的身份就变了：从主人变成店小二，从请客的人变成跑腿的人。
我代表市政府向各位企业家说三句实在话。第一句，说到的一定办到，写在协议里的条款，由我本人每月过问一次。第二句，办不到的绝不先答应，我们宁可让您在签字前失望，不让您在开工后为难。第三句，难处请早说，电话打给我，打给专班，都一样作数。
落一个项目，就是添一户邻居。愿各位把这里当作干事的地方，也当作可以过日子的地方。`,
  },
  {
    id: 's07', state: 'filed', file: '2019/安全/电视电话会议.txt',
    title: '在全省安全生产电视电话会议上的主持讲话', meeting: '全省安全生产电视电话会议',
    type: 'meeting.work', mode: 'mode.phone_tv', genre: 'genre.host_speech', level: 'level.province', role: '副省长', date: '2019-12-06',
    themes: [['theme.safety', 'stated'], ['theme.emergency', 'inferred']],
    text: `在全省安全生产电视电话会议上的主持讲话
（2019年12月6日）

同志们：
刚才会议通报了三起事故。三起事故，三种原因，一个毛病：检查表上都是对勾。
就贯彻好这次会议精神，我强调三点。
一、传达要快，但不能只传达
今天散会，明天到县，后天到企业班组。每传一级，要加上本级的三条，不能原文照转。
二、检查要严，但不能只检查
查出来的问题，谁查的谁复核。对勾打错了，追打勾的人。
三、值守要实，但不能只值守
年关将近，人困马乏，越是这个时候越出事。领导带班不是睡在单位，是醒在现场。
散会以后请各市留下，还有一件事单独布置。`,
  },
  {
    id: 's08', state: 'filed', file: '2023/作风/警示教育.docx',
    title: '在全县领导干部警示教育大会上的讲话', meeting: '全县领导干部警示教育大会',
    type: 'meeting.warning', genre: 'genre.speech', level: 'level.county', role: '县委书记', date: '2023-07-12',
    themes: [['theme.integrity', 'stated'], ['theme.conduct', 'stated'], ['theme.cadres', 'inferred']],
    text: `在全县领导干部警示教育大会上的讲话
（2023年7月12日）

同志们：
刚才的片子有四十分钟，会场里没有一个人看手机。我想，大家看的是别人，想的是自己。
一、四十分钟的片子，是十四年的路
他收第一条烟的时候说，下不为例。这四个字，后来他说了两百多遍。堤坝不是一天垮的，垮之前先有一个洞，洞旁边还站着一个说没事的人。
二、管住自己的手，先管住身边的嘴
身边人替你说的话，都会记在你的账上。家里要有人敢说不，单位要有人能说不。
三、组织的提醒，是最便宜的一课
咬耳扯袖的时候脸红，好过在那间屋子里流泪。今天发的承诺书不收回来，压在各位办公桌的玻璃板下面，抬头看得见。`,
  },
  {
    id: 's09', state: 'filed', file: '2024/营商/座谈会.md',
    title: '在民营企业家座谈会上的讲话', meeting: '民营企业家座谈会',
    type: 'meeting.symposium', genre: 'genre.speech', level: 'level.city', role: '市委书记', date: '2024-02-21',
    themes: [['theme.business_climate', 'stated'], ['theme.economy', 'inferred']],
    text: `在民营企业家座谈会上的讲话
（2024年2月21日）

各位企业家朋友：
节后第一周就把大家请来，是想听真话。刚才十二位发言，有九位讲到了账款，有七位讲到了用工，有五位讲到了检查太多。这个次序我记下了。
一、账款的事，政府先还
政府和国企欠中小企业的钱，三月底以前列出明细，六月底以前清掉七成。清不掉的，由我来向大家解释。
二、用工的事，一起来想
职业学校的门开在企业门口。愿意办订单班的，教室、老师、补贴一次谈定。
三、检查的事，先登记再进门
从三月一日起，进企业检查一律扫码登记。没有登记的，可以不开门，也可以打我的电话。
今天的会没有讲稿，只有笔记。下个季度还是这张桌子，还是各位，先从这份笔记念起。`,
  },
  {
    id: 's10', state: 'filed', file: '2017/路/农村公路.txt',
    title: '在农村公路建设现场会上的讲话', meeting: '全县农村公路建设现场会',
    type: 'meeting.on_site', genre: 'genre.speech', level: 'level.county', date: '2017', marks: { date: 'inferred' },
    why: { date: [['去年省里定下三年攻坚', '三年攻坚始于2016年', 'The three-year campaign began in 2016', '年']] },
    themes: [['theme.transport', 'stated'], ['theme.rural', 'stated']],
    text: `在农村公路建设现场会上的讲话

同志们：
我们今天是坐农用车上来的。二十六公里，走了一个半钟头，有两位同志晕了车。群众天天这样走。
一、先修断头，再修宽窄
去年省里定下三年攻坚，断头路排在第一。全县还有四十七处断头，最短的一处只差三百米。三百米，隔开的是两个乡的集市。
二、先管重车，再管养护
路是压坏的，不是走坏的。治超站要立在料场门口，不要立在路中间。
三、先问群众，再定线路
群众问我，路修到村口，还修不修到家门口？这句话，我今天转问在座的各位。`,
  },
  {
    id: 's11', state: 'filed', file: '2020/政务/一网通办.html',
    title: '在全市政务服务“一网通办”推进会上的主持讲话', meeting: '全市政务服务“一网通办”视频推进会',
    type: 'meeting.progress', mode: 'mode.video', genre: 'genre.host_speech', level: 'level.city', date: '2020-04-21',
    themes: [['theme.business_climate', 'stated']],
    text: `在全市政务服务“一网通办”推进会上的主持讲话
（2020年4月21日）

同志们：
网上能办，是系统的本事；网上好办，才是我们的本事。刚才现场演示，一件事点了十九下，演示的同志出了汗，我也出了汗。
请各部门会后做三件事：自己当一回办事的人，从头点到尾；把点不动的地方截图发到群里；把能少的那一下少掉。一个月以后再演示，点几下，当场数。
倒排工期的表已经发给大家，表上没有“正在协调”这一栏。`,
  },
  {
    id: 's12', state: 'filed', file: '2021/教育/毕业典礼.txt',
    title: '在职业技术学院2021届毕业典礼上的讲话', meeting: '职业技术学院2021届毕业典礼',
    type: 'meeting.graduation', genre: 'genre.speech', level: 'level.school', role: '院长', date: '2021-06-25',
    themes: [['theme.education', 'stated']],
    text: `在职业技术学院2021届毕业典礼上的讲话
（2021年6月25日）

同学们：
三年前开学那天，我在车间门口问一位同学会什么，他说什么也不会。今天他的名字刻在省赛的奖牌上。
我送大家三样东西。一把卡尺，量别人之前先量自己；一副手套，不怕手脏，怕手懒；一张回来的车票，学校的车间永远给你们留一个工位。
手上有活，心里不慌。祝同学们一路平安。`,
  },
  {
    id: 's13', state: 'filed', file: '旧稿/团拜会.txt',
    title: '在机关新春团拜会上的致辞', meeting: '机关新春团拜会',
    type: 'meeting.new_year', genre: 'genre.address', level: 'level.county', date: 'XXXX-01/XXXX-02', marks: { date: 'unknown' },
    why: { date: [['腊月二十六', '有月无年', 'A month but no year']] },
    themes: [['theme.party', 'inferred']],
    text: `在机关新春团拜会上的致辞

同志们：
今天是腊月二十六，桌上只有花生、橘子和一杯清茶，正好说几句清茶一样的话。
这一年，各位加班的灯我都看见了。哪一间熄得最晚，门卫老XX比我清楚。谢谢大家，也谢谢大家的家里人。
新的一年，少开一个会，多走一个村；少写一页纸，多办一件事。给大家拜年。`,
  },
  {
    id: 's14', state: 'filed', file: '2022/教育/改扩建.docx',
    title: '在全市中小学校改扩建工程推进会上的讲话', meeting: '全市中小学校改扩建工程推进会',
    type: 'meeting.progress', genre: 'genre.speech', level: 'level.city', role: '副市长', date: '2022-03', marks: { date: 'inferred' },
    why: { date: [['开学刚两周', '春季学期2月底开学', 'Spring term starts in late February', '起']] },
    themes: [['theme.education', 'stated'], ['theme.projects', 'inferred']],
    text: `在全市中小学校改扩建工程推进会上的讲话

同志们：
开学刚两周，我去看了四所学校，最大的一个班七十一个孩子，最后一排的课桌顶着后门。
一、把座位数当成硬指标
今年十二所学校改扩建，新增座位八千六百个。少一个座位，就有一个家长要来找我们。
二、把九月一日当成死期限
（一）倒着排
十二所学校的改扩建，从今天起倒排工期、正排责任，九月一日不能让一个孩子没有教室坐。
（二）盯着干
每所学校一名县级干部，暑假不休。
三、把安全当成第一课
边上课边施工，围挡要高过孩子的好奇心。`,
  },
  {
    id: 's15', state: 'filed', file: '2016/企业/职工大会.txt',
    title: '在市水务集团改革推进会上的讲话', meeting: '市水务集团改革推进会',
    type: 'meeting.progress', genre: 'genre.speech', level: 'level.enterprise', speaker: '周望山', role: '董事长', date: '2016-08-12',
    themes: [['theme.economy', 'inferred'], ['theme.party', 'inferred']],
    text: `在市水务集团改革推进会上的讲话
（2016年8月12日）
周望山

同志们：
改革没有退路，也没有小路。倒排工期不是做给上面看的，是算给三千名职工听的。
一、算清家底
账上有多少钱，管网漏多少水，今天都摊在桌上。漏损率百分之二十三，四吨水里差不多有一吨没有到用户家里。
二、定好去处
一个岗位一个岗位地谈，一个人一个人地定。不愿走的有地方坐，愿意闯的有路可走。
三、守住底线
水龙头不能停，工资条不能停，这是两条底线。`,
  },
  {
    id: 's16', state: 'filed', file: '2025/经济/形势分析.docx',
    title: '在三季度经济形势分析会上的讲话', meeting: '全市三季度经济形势分析会',
    type: 'meeting.situation', genre: 'genre.speech', level: 'level.city', role: '市长', date: '2025-10-17',
    themes: [['theme.economy', 'stated'], ['theme.investment', 'inferred']],
    text: `在三季度经济形势分析会上的讲话
（2025年10月17日）

同志们：
前三季度的数字出来了，好看的先不念，念三个不好看的。
一、工业用电回落，要问到车间去
少了的四千万度电，少在哪几条街、哪几家厂，供电公司一周内列出来。
二、民间投资偏慢，要问到老板家去
不是没有钱，是没有底。底在哪里，请各位去喝一杯茶，问一问。
三、消费后劲不足，要问到柜台去
人气到了，财气没到。十一月的展会不比规模，比成交。
四季度还有七十五天，倒排工期的表今天发给大家，一共二十三行，每一行都有名字。`,
  },
]

const waiting: Made[] = [
  {
    id: 'w01', state: 'inbox', file: '新收/备汛讲话（改3）.doc',
    title: '在全县防汛备汛工作会议上的讲话', supplied: true, meeting: '全县防汛备汛工作会议',
    type: 'meeting.work', genre: 'genre.speech', level: 'level.county', role: '副县长',
    date: 'XXXX-06-11/XXXX-07', marks: { title: 'inferred', date: 'inferred', role: 'unknown' },
    why: {
      title: [['召开全县防汛备汛工作会议', '据开头一句代拟', 'Composed from the opening']],
      date: [
        ['6月8日以来', '会在6月8日之后', 'After 8 June', '起'],
        ['再过一个多月就是“七下八上”', '“七下八上”指7月下旬到8月上旬', 'The height of the season is late July', '止'],
        ['换届以后', '换届多在2021年', 'Most terms changed in 2021', '年'],
      ],
      type: [['全县防汛备汛工作会议', '正文写明', 'Stated in the text']],
      level: [['全县', '正文写明', 'Stated in the text']],
      theme: [['防汛', '出现12处', '12 places']],
    },
    others: {
      date: [
        ['2021-06-11/2021-07', 'doubtful', '“换届以后”多见于2021年，仅此一据', '“After the new term” points to 2021, the only sign'],
        ['2020-06-28', 'doubtful', '文件修改时间，常不可信', 'File modification time, often wrong'],
      ],
      type: [['meeting.dispatch', 'doubtful', '“逐库调度”一句', 'From “check each reservoir”']],
    },
    themes: [['theme.flood', 'stated'], ['theme.emergency', 'inferred']],
    text: `同志们：
刚才，应急局通报了入汛以来的雨情水情，XX镇和XX水库管理所作了发言，讲得都很具体。今天召开全县防汛备汛工作会议，就办一件事：把漏洞补在大雨前头。
6月8日以来，全县平均雨量比常年多三成，有七座小型水库超过汛限。再过一个多月就是“七下八上”，那是全年最吃紧的五十天。换届以后，不少乡镇的班子头一回管防汛，预案背得出，路还走不熟，我最放心不下的就在这里。
一、看住重点部位
水库、山塘、河堤、切坡建房，一处一名责任人，名字上墙，电话上墙。XX水库的溢洪道去年就报过险，今天还堆着砂石料，散会以后水利局马上去清。对七座超汛限的水库逐库调度，一天一报。
二、管住转移避险
宁可听埋怨，不可听哭声。预警一响，先转老人孩子，再转其他群众。转出来的要安置好、看得住，雨不停、人不回。
三、稳住人心
值班电话响三声没有人接，我就打到书记家里去。防汛没有旁观者，大雨面前也没有副职。`,
  },
  {
    id: 'w02', state: 'inbox', file: '新收/抓项目促投资.txt',
    title: '在全市抓项目促投资调度会上的讲话', meeting: '全市抓项目促投资调度会',
    type: 'meeting.dispatch', genre: 'genre.speech', level: 'level.city', role: '市长',
    date: '2025-09/2025-11', marks: { date: 'doubtful', role: 'inferred' },
    why: { date: [['1—8月', '8月的数字已经知道', 'Figures up to August are known', '起'], ['四季度', '四季度未过', 'The fourth quarter is not over', '止']] },
    others: { date: [['2025-10', 'inferred', '“国庆假期刚过”', '“The holiday is just over”']] },
    themes: [['theme.projects', 'stated'], ['theme.investment', 'stated']],
    removed: [{ ...notice, before: '同志们', text: '【预览】开通会员可查看全部内容' }],
    gap: { after: '要盯住开工。', missing: 722, quote: '（中间部分略，余下722字）' },
    text: `在全市抓项目促投资调度会上的讲话

同志们：
国庆假期刚过，就把大家请到一起，是因为1—8月的投资数字不好看。今天不念稿子，只念清单。
一、要盯住开工。
二、要盯住入库
入库不是填表，是把干出来的活算进去。少一张票据，就少一笔投资。
三、要盯住四季度
四季度一天顶两天用。每周五下午，各县区一把手自己来报，不许代。`,
  },
  {
    id: 'w03', state: 'inbox', file: '新收/新建文本文档 (7).txt',
    title: '在社区养老服务中心启用时的讲话', supplied: true, meeting: null,
    type: null, genre: 'genre.speech', level: null, date: null,
    marks: { title: 'doubtful', type: 'unknown', level: 'unknown', date: 'unknown', genre: 'inferred' },
    others: {
      type: [
        ['meeting.groundbreaking', 'doubtful', '文中有“开张”', 'The text says “opening”'],
        ['meeting.on_site', 'doubtful', '在现场讲的', 'Spoken on the spot'],
      ],
      level: [['level.county', 'doubtful', '“区里”两处', '“The district” twice'], ['level.village', 'doubtful', '“社区”九处', '“The community” nine times']],
      date: [['2023-09/2023-10', 'doubtful', '“重阳节前”，文件夹名有2023', '“Before Double Ninth”; the folder says 2023']],
      title: [['在社区养老服务中心开张仪式上的讲话', 'doubtful', '据“今天开张”代拟', 'Composed from “opens today”']],
    },
    why: { date: [['重阳节前', '有节令无年份', 'A season but no year']], theme: [['养老', '出现5处', '5 places']] },
    themes: [['theme.civil', 'inferred']],
    text: `各位老人家，各位邻居：
赶在重阳节前，养老服务中心今天开张。剪彩就免了，剪刀留给理发室，那里更用得着。
区里给了房子，社区给了人手，饭菜的味道要请各位老人家来定。头一个月，每天的菜单贴在门口，不爱吃的划掉。
养老不是把老人送到一个地方，是把一个地方送到老人身边。往后哪位三天没有来打牌，社区的同志要上门去看一看。`,
  },
  ...(
    [
      ['w04', '石桥村工作队', 'genre.remarks', '在驻村帮扶工作座谈会上的发言', '我们村的账本上去年有三笔坏账，一笔是桃子，一笔是猪，一笔是没有问群众。今年种什么，先开院坝会。'],
      ['w05', '上坝村工作队', 'genre.remarks', '在驻村帮扶工作座谈会上的发言', '驻村两年，我学会了三件事：听方言，看天色，等一等。急着替群众拿主意，往往要替群众还债。'],
      ['w06', '县委副书记', 'genre.closing', '在驻村帮扶工作座谈会上的总结讲话', '刚才两支队伍讲得很实。驻村不是住村，是把村里的难处住进自己心里。下一步，队长要轮流到县里来讲一讲失败的事。'],
    ] as const
  ).map(
    ([id, role, genre, title, words]): Made => ({
      id, state: 'inbox', file: `新收/座谈会/${role}.txt`, title, meeting: '全县驻村帮扶工作座谈会',
      type: 'meeting.symposium', genre, level: 'level.county', role, date: '2018-03/2018-04',
      marks: { date: 'doubtful' },
      why: {
        date: [['油菜花开得正好', '花期在3—4月', 'Rape flowers in March and April'], ['今年是三年行动头一年', '三年行动始于2018年', 'The three-year drive began in 2018', '年']],
        type: [['座谈会', '题名写明', 'Stated in the title']],
      },
      others: { date: [['2018-03-29', 'doubtful', '文件修改时间，常不可信', 'File modification time, often wrong']] },
      themes: [['theme.poverty', 'stated']],
      text: `${title}\n${role}\n\n各位领导，同志们：\n一路上油菜花开得正好。今年是三年行动头一年，我汇报几句实话。\n${words}\n我的话讲完了，请大家批评。`,
    }),
  ),
  ...(
    [
      ['w07', '在全市安全生产工作会议上的讲话', 'meeting.work', 'level.city', '2019-12-09', 'theme.safety', '事故不看职务，也不看时辰。'],
      ['w08', '在全区学校食堂管理推进会上的讲话', 'meeting.progress', 'level.county', '2023-03-15', 'theme.education', '校长陪餐，要坐到最后一桌。'],
      ['w09', '在职业技能竞赛表彰会上的讲话', 'meeting.commendation', 'level.city', '2022-10-28', 'theme.education', '奖牌挂在胸前，手艺长在手上。'],
      ['w10', '在新任干部培训班上的讲话', 'meeting.training', 'level.county', '2017-08', 'theme.cadres', '位子挪了，凳子还是硬的好。'],
      ['w11', '在小流域治理观摩会上的讲话', 'meeting.observation', 'level.county', '2024-11-05', 'theme.environment', '水清不清，问洗衣服的人。'],
      ['w12', '在重大项目开工仪式上的致辞', 'meeting.groundbreaking', 'level.city', '2021-01-08', 'theme.projects', '第一锹土容易，最后一块砖难。'],
    ] as const
  ).map(
    ([id, title, type, level, date, theme, words]): Made => ({
      id, state: 'inbox', file: `新收/${title}.txt`, title, meeting: title.slice(1, title.indexOf('上的')),
      type, genre: title.endsWith('致辞') ? 'genre.address' : 'genre.speech', level, date, themes: [[theme, 'stated']],
      why: { date: [['会期写在题下', '题下写明', 'Stated under the title']], type: [[title.slice(1, title.indexOf('上的')), '题名写明', 'Stated in the title']] },
      removed: id === 'w08' ? [{ ...notice, before: '同志们', text: '来源：网络，版权归原作者。' }] : undefined,
      text: `${title}\n（会期写在题下）\n\n同志们：\n${words}今天的会不长，我讲两点。\n一、事情要一件一件做\n把要办的事列成单子，办完一件划掉一件，划不掉的写清为什么。\n二、责任要一个一个落\n单子上有名字，名字后面有日子。`,
    }),
  ),
]

const trashed: Made[] = [
  {
    id: 't01', state: 'trash', file: '备份/测试.txt', title: '测试稿', meeting: null, type: null, genre: 'genre.speech',
    level: null, date: null, marks: { type: 'unknown', date: 'unknown', level: 'unknown' }, themes: [],
    text: `测试稿\n\n同志们：\n这一篇是试着放进来的，可以删去。`,
  },
]

export const speeches: Made[] = [...filed, ...waiting, ...trashed]

export const notes: MadeNote[] = [
  { speech: 's02', quote: '倒排工期不是把日子往前挪，是把困难往前想', colour: 4, comment: '一反一正，可作小标题下的收束。', daysAgo: 2 },
  { speech: 's02', quote: '完成投资46.3亿元，只占年度计划的31%', colour: 2, comment: '与十一月调度会的口径不同，引用前核对。', daysAgo: 2 },
  { speech: 's02', quote: '卡在哪里，谁来办，哪天办完', colour: 1, comment: '', daysAgo: 3 },
  { speech: 's04', quote: '三年以后我们再来，看的不是楼，是楼里的灯', colour: 4, comment: '落到灯上，人就出来了。', daysAgo: 5 },
  { speech: 's04', quote: '搬得出来，还要住得安稳', colour: 3, style: 'underline', comment: '', daysAgo: 5 },
  { speech: 's05', quote: '清淤不清账，等于白清。', colour: 1, comment: '', daysAgo: 9, lost: true },
  { speech: 's15', quote: '漏损率百分之二十三', colour: 5, comment: '是集团自己的数，还是省里核过的？', daysAgo: 12 },
  { speech: 's01', quote: '误了一天的工，少的是一季的粮', colour: 4, comment: '压在末尾才有分量。', daysAgo: 20 },
  { speech: 's10', quote: '路修到村口，还修不修到家门口', colour: 4, comment: '以问作结。', daysAgo: 31 },
]

export const notebooks: { id: string; name: string; excerpts: [speech: string, quote: string, comment: string][]; sections?: string[] }[] = [
  {
    id: 'n1', name: '收束与号召', sections: ['还没有用上的'],
    excerpts: [
      ['s01', '误了一天的工，少的是一季的粮。', '结尾不喊口号，把最小的一件事说实，再往前推一步就收住。'],
      ['s15', '倒排工期不是做给上面看的，是算给三千名职工听的。', ''],
      ['s04', '三年以后我们再来，看的不是楼，是楼里的灯。', ''],
      ['s10', '群众问我，路修到村口，还修不修到家门口？这句话，我今天转问在座的各位。', '以问作结，比以答作结多留一口气。'],
      ['s16', '倒排工期的表今天发给大家，一共二十三行，每一行都有名字。', ''],
    ],
  },
  { id: 'n2', name: '开头段怎么写', excerpts: [['s04', '今天这个会开在工地上，没有桌子，也没有茶水，为的是让大家一抬头就看见墙。', '从看得见的东西写起。']] },
]

export const saved = [
  { id: 'q1', name: '工期怎么催', query: '倒排工期' },
  { id: 'q2', name: '结尾的问句', query: '各位 genre:讲话' },
]
