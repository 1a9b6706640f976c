/** Looking after the made archive: backups, what it holds, checks. Nothing is ever wrong with it. */
import type { Host } from './host'

export const fakeCare = (held: () => { speeches: number; notes: number }): Pick<Host, 'backup' | 'backedUp' | 'holdings' | 'checkUp' | 'rebuildIndex'> => ({
  backup: async (folder) => ({ folder: `${folder}/历年讲话`, at: Date.now(), bytes: 48_234_496 }),
  backedUp: async () => null,
  holdings: async () => ({ originals: held().speeches, unread: 0, ...held(), characters: held().speeches * 3_200, excerpts: 0, bytes: 48_234_496 }),
  checkUp: async () => ({ originals: held().speeches, speeches: held().speeches, passages: held().notes, problems: [] }),
  rebuildIndex: async () => {},
})
