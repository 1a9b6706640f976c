import { count, type Table } from './entry'

export const start = {
  'start.lead': ['把散在各处的会议讲话收进一个档案库，按会议、日期和主题归好，好读、好找、好摘抄。', 'Brings scattered meeting speeches into one archive, filed by meeting, date and theme: good to read, to search and to excerpt.'],
  'start.ways': ['开始', 'Begin'],
  'start.new': ['新建档案库', 'New archive'],
  'start.new.why': ['选一个放它的文件夹，随后把讲话稿拖进来', 'Choose a folder for it, then drop the speeches in'],
  'start.new.pick': ['档案库放在哪个文件夹', 'Folder for the archive'],
  'start.open': ['打开已有档案库', 'Open an archive'],
  'start.open.why': ['从这台电脑或 U 盘', 'From this computer or a stick'],
  'start.open.pick': ['打开哪个档案库', 'Archive to open'],
  'start.sample': ['先看样例', 'Look at the sample'],
  'start.sample.why': [(n: number) => `${count(n)} 篇编写的讲话稿，随便翻、随便改`, (n: number) => `${count(n)} made speeches, yours to leaf through and change`],
  'start.restore': ['从备份恢复', 'Restore a backup'],
  'start.restore.from': ['备份在哪个文件夹', 'Folder of the backup'],
  'start.restore.to': ['恢复到哪个文件夹', 'Folder for the restored archive'],
  'start.recent': ['最近打开', 'Recent'],
  'start.fine': ['原件一字不动，全部存于本机，从不连网。', 'Originals stay as they are, on this machine, never online.'],
  'start.other': ['English', '中文'],
  'start.opening': ['正在打开', 'Opening'],
  'start.specimen': ['样张', 'Specimen'],
} as const satisfies Table
