import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/core/clock.ts';
import { Journal } from '../../src/journal/write/journal.ts';
import { testHost } from './test-host.ts';

export interface CastLine {
  readonly atS: number;
  readonly code: string;
  readonly data: string;
  /** As it stands in the file. */
  readonly line: string;
}

/** The events of a cast file; a line that is torn is an error. */
export function readCast(file: string): CastLine[] {
  const [, ...lines] = readFileSync(file, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => {
    const [atS, code, data] = JSON.parse(line);
    return { atS, code, data, line };
  });
}

/** What a journal writes of a session that receives these chunks. */
export async function castOf(chunks: readonly Uint8Array[]): Promise<CastLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'showrun-cast-'));
  try {
    const journal = testJournal(folder);
    const host = testHost();
    const size = { cols: 80, rows: 24 };
    const tap = journal.tapFor({ name: 'r1', host, size, holdBack: () => () => undefined });
    for (const chunk of chunks) tap?.received(chunk);
    await journal.close();
    return readCast(join(folder, readdirSync(folder)[0] ?? '', 'r1.cast'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function testJournal(
  folder: string,
  options: Partial<ConstructorParameters<typeof Journal>[0]> = {},
): Journal {
  return new Journal({
    folder,
    clock: systemClock,
    version: '1.2.3',
    kind: 'run',
    name: 'test',
    input: 'left out',
    hideSecrets: (text) => text.replaceAll('hunter2', '‹secret›'),
    onProblem: () => undefined,
    ...options,
  });
}

/** The texts of the output, event by event. */
export function textsOf(cast: readonly CastLine[]): string[] {
  return cast.filter(({ code }) => code === 'o').map(({ data }) => data);
}

/** The bytes the device had sent, read as `docs/recordings.md` has it. */
export function outputOf(cast: readonly CastLine[]): Buffer {
  const parts: Buffer[] = [];
  for (const { code, data } of cast) {
    if (code === 'o') parts.push(Buffer.from(data, 'utf8'));
    if (code === 'b') parts.push(...repaired(parts.pop() ?? Buffer.alloc(0), data));
  }
  return Buffer.concat(parts);
}

function repaired(text: Buffer, broken: string): Buffer[] {
  const parts: Buffer[] = [];
  let at = 0;
  for (const one of broken.split(',')) {
    const [offset = '', hex = ''] = one.split(':');
    parts.push(text.subarray(at, Number(offset)), Buffer.from(hex, 'hex'));
    at = Number(offset) + 3;
  }
  return [...parts, text.subarray(at)];
}
