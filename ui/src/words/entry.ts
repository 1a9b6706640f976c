/** The shape of a row of a words table: 简体中文 first, then English; functions where a number or name goes in. */
export type Entry = readonly [string, string] | readonly [(...args: never[]) => string, (...args: never[]) => string]
export type Table = Record<string, Entry>

/** 1,284 */
export const count = (n: number): string => n.toLocaleString('en-US')
/** 1 speech, 2 speeches */
export const many = (n: number, one: string, more: string): string => `${count(n)} ${n === 1 ? one : more}`
