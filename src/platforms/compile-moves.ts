import type { ConfigWords, Move, Platform } from './platform.ts';
import type { ReadPlatform } from './read-platform.ts';

/** The mode a platform's configuration words lead to. */
const CONFIGURATION = 'configuration';

/**
 * A platform's moves: those of its file, or of its parent where the modes still exist, and those its configuration words
 * mean. Throws `bad-file` for a move of the file between modes that have no prompt.
 */
export function compileMoves(
  read: ReadPlatform,
  known: {
    readonly base: Platform;
    readonly modes: ReadonlySet<string>;
    readonly homeMode: string | undefined;
    readonly config: ConfigWords;
  },
): readonly Move[] {
  const { base, modes, homeMode, config } = known;
  const own = read.content.moves?.map((move, at) => {
    for (const end of ['from', 'to'] as const) {
      if (modes.has(move[end])) continue;
      const where = `moves.${at}.${end}`;
      throw read.errorAt(['moves', at, end], `${where}: no prompt has the mode '${move[end]}'`);
    }
    return { ...move, asks: move.asks };
  });
  const inherited = base.moves.filter(({ from, to }) => modes.has(from) && modes.has(to));
  // A parent's configuration words are in `config` already.
  const moves = own ?? inherited.filter((move) => !isConfigMove(move, base.config));
  const from = ['privileged', homeMode, 'exec', 'shell'].find(
    (mode) => mode !== undefined && mode !== CONFIGURATION && modes.has(mode),
  );
  if (from === undefined || !modes.has(CONFIGURATION)) return moves;
  const enter = { from, to: CONFIGURATION, send: config.enter, asks: undefined };
  const exit = { from: CONFIGURATION, to: from, send: config.exit, asks: undefined };
  const isNew = (move: Move): boolean =>
    move.send.length > 0 && !moves.some((one) => one.from === move.from && one.to === move.to);
  return [...moves, ...[enter, exit].filter(isNew)];
}

function isConfigMove({ from, to, send }: Move, { enter, exit }: ConfigWords): boolean {
  return (to === CONFIGURATION && send === enter) || (from === CONFIGURATION && send === exit);
}
