import { localTime } from '../../core/local-time.ts';
import { safe } from '../../core/safe.ts';
import type { Table } from '../../core/table/table.ts';
import { addressOf, type FoundBlock } from './found-block.ts';

/** What a search found as a table: people read it, and cells go on with it. */
export function foundTable(found: readonly FoundBlock[]): Table {
  return {
    columns: ['time', 'host', 'command', 'outcome', 'matches', 'line', 'recording'],
    rows: found.map((one) => [
      localTime(one.startedAtMs),
      safe(one.session, 100),
      safe(one.block?.command ?? '', 500),
      one.block?.outcome ?? '',
      matchesOf(one),
      one.line?.in === 'answer' ? safe(one.line.text.trim(), 500) : '',
      safe(addressOf(one), 300),
    ]),
    origin: undefined,
  };
}

/** Lines of the answer that fit, as a number people read; '' where the command alone does. */
export function matchesOf({ lines: { count, isMore } }: FoundBlock): string {
  if (count === 0) return '';
  return isMore ? `${count}+` : String(count);
}

/** The stable shape of `showrun history -o json`. Texts are as the device sent them. */
export function foundJson(found: FoundBlock) {
  const { recording, path, session, host, platform, startedAtMs, atS, block, line, lines } = found;
  return {
    address: addressOf(found),
    recording,
    path,
    session,
    host,
    platform,
    startedAt: new Date(startedAtMs).toISOString(),
    atSeconds: Number(atS.toFixed(3)),
    command: block?.command ?? null,
    mode: block?.mode ?? null,
    by: block?.by ?? null,
    outcome: block?.outcome ?? null,
    seconds: block === undefined ? null : Number((block.elapsedMs / 1_000).toFixed(3)),
    in: line?.in ?? null,
    line: line?.text ?? null,
    marks: line?.marks ?? [],
    matches: lines.count,
    moreMatches: lines.isMore,
  };
}
