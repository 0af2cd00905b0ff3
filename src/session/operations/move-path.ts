import type { Move } from '../../platforms/platform.ts';

/** The fewest moves that lead from one mode to another, in order; undefined when none do. */
export function movePath(
  moves: readonly Move[],
  { from, to }: { readonly from: string; readonly to: string },
): readonly Move[] | undefined {
  const seen = new Set([from]);
  let paths: readonly { readonly at: string; readonly path: readonly Move[] }[] = [
    { at: from, path: [] },
  ];
  while (paths.length > 0) {
    const arrived = paths.find(({ at }) => at === to);
    if (arrived) return arrived.path;
    paths = paths.flatMap(({ at, path }) =>
      moves
        .filter((move) => move.from === at && !seen.has(move.to) && seen.add(move.to))
        .map((move) => ({ at: move.to, path: [...path, move] })),
    );
  }
  return undefined;
}
