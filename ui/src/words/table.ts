/** All tables of words. A room keeps its own file; keys begin with the room's name. */
import { library } from './library'
import { parts } from './parts'
import { reader } from './reader'
import { shell } from './shell'

export const table = { ...shell, ...parts, ...library, ...reader } as const
