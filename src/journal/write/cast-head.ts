import { jsonLine } from '../../core/json-text.ts';
import { safe } from '../../core/safe.ts';
import type { Size } from '../../core/size.ts';
import type { SessionRecord } from '../records.ts';

/** The first line of a cast (asciicast v2), with what showrun knows of the session beside what players want. */
export function castHead(session: SessionRecord, size: Size): string {
  const { name, host, platform, startedAtMs } = session;
  return jsonLine({
    version: 2,
    width: size.cols,
    height: size.rows,
    timestamp: Math.floor(startedAtMs / 1_000),
    title: safe(name, 200),
    env: { TERM: 'xterm-256color' },
    showrun: { session: name, host, platform, startedAtMs },
  });
}
