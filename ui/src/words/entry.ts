/** The shape of a row of a words table: 简体中文 first, then English; functions where a number or name goes in. */
export type Entry = readonly [string, string] | readonly [(...args: never[]) => string, (...args: never[]) => string]
export type Table = Record<string, Entry>

/** 1,284 */
export const count = (n: number): string => n.toLocaleString('en-US')
/** 1 speech, 2 speeches */
export const many = (n: number, one: string, more: string): string => `${count(n)} ${n === 1 ? one : more}`
/** 12.4 MB */
export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toLocaleString('en-US', { maximumFractionDigits: bytes < 100_000_000 ? 1 : 0 })} MB`
/** 2026/3/1 09:30, 01/03/2026, 09:30 */
export const moment = (at: Date, where: 'zh-CN' | 'en-GB'): string => at.toLocaleString(where, { year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' })
