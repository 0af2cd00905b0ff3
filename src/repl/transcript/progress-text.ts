import { safe } from '../../core/safe.ts';
import type { HostProgress } from '../link/backend.ts';

/** So many hosts are named; of more only how many are done. */
const MOST_NAMED = 3;

/** The progress of hosts with the one that has moved. */
export function withProgress(
  known: readonly HostProgress[],
  moved: HostProgress,
): readonly HostProgress[] {
  const at = known.findIndex(({ host }) => host === moved.host);
  return at === -1 ? [...known, moved] : known.with(at, moved);
}

/** How far the hosts are, in a few words; '' for none: `r1 12/40 lines`, `3 hosts done, r4 12/40 lines`. */
export function progressText(progress: readonly HostProgress[]): string {
  const busy = progress.filter(({ sent, total }) => sent < total);
  const done = progress.length - busy.length;
  if (progress.length === 0) return '';
  const named = busy
    .slice(0, MOST_NAMED)
    .map(({ host, sent, total }) => `${safe(host, 20)} ${sent}/${total}`);
  const more = busy.length > MOST_NAMED ? [`${busy.length - MOST_NAMED} more hosts at it`] : [];
  const ready = done === 0 ? [] : [done === 1 ? '1 host done' : `${done} hosts done`];
  const lines = named.length === 0 ? [] : [`${named.join(', ')} lines`];
  return [...ready, ...lines, ...more].join(', ');
}
