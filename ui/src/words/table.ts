/** All tables of words. A room keeps its own file; keys begin with the room's name. */
import { alike } from './alike'
import { builder } from './builder'
import { inbox } from './inbox'
import { intake } from './intake'
import { library } from './library'
import { lines } from './lines'
import { notes } from './notes'
import { parts } from './parts'
import { reader } from './reader'
import { search } from './search'
import { sheets } from './sheets'
import { shell } from './shell'
import { start } from './start'
import { terms } from './terms'

export const table = { ...shell, ...parts, ...library, ...reader, ...alike, ...inbox, ...intake, ...notes, ...search, ...lines, ...builder, ...sheets, ...start, ...terms } as const
