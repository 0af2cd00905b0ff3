import type { RunRecord } from '../records.ts';

/**
 * What the name of a run's folder (`2026-11-21T0142-17-lab`) and those of its files tell, where its `run.json` is lost or half written: after a full
 * disk, say. Undefined where it need not be ours: another name, no cast.
 */
export function runByNames(folder: string, files: readonly string[]): RunRecord | undefined {
  const [, year, month, day, hours, minutes, seconds, name] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d)(\d\d)-(\d\d)-([\w.-]+)$/.exec(folder) ?? [];
  const casts = files.filter((file) => file.endsWith('.cast'));
  if (name === undefined || casts.length === 0) return undefined;
  const [y, m, d, h, min, s] = [year, month, day, hours, minutes, seconds].map(Number);
  const startedAtMs = new Date(y ?? 0, (m ?? 1) - 1, d, h, min, s).getTime();
  const sessions = casts.map((file) => {
    const host = file.slice(0, -'.cast'.length);
    return { name: host, host, address: '', groups: [], platform: 'auto', file, startedAtMs };
  });
  return { version: 1, showrun: '', kind: 'tui', name, startedAtMs, pid: 0, sessions };
}
