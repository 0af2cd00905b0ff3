import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLine } from '../../src/core/json-text.ts';
import type { BlockRecord } from '../../src/journal/records.ts';
import { type MadeRecording, newFolder, writeRun } from './recording-folder.ts';

export interface BigRecordingSpec {
  readonly megabytes: number;
  readonly sessions?: number;
  readonly folder?: string;
  readonly startedAtMs?: number;
  /** A command and its block for each so many bytes of the file. */
  readonly bytesPerBlock?: number;
  /** A line that stands once, in the last tenth of the last session. */
  readonly needle?: string;
}

/** A big recording, quickly: all sessions together have that many megabytes of casts, over an hour for each. */
export function makeBigRecording(spec: BigRecordingSpec): MadeRecording {
  const names = Array.from({ length: spec.sessions ?? 4 }, (_, at) => `r${at + 1}`);
  const made = newFolder({
    name: 'big',
    ...(spec.folder !== undefined && { folder: spec.folder }),
    ...(spec.startedAtMs !== undefined && { startedAtMs: spec.startedAtMs }),
  });
  const bytesEach = Math.floor((spec.megabytes * 1_000_000) / names.length);
  const sessions = names.map((name) => ({ name, steps: [] }));
  const blocks = openSync(join(made.path, 'blocks.jsonl'), 'wx', 0o600);
  for (const name of names) {
    const needle = name === names.at(-1) ? spec.needle : undefined;
    const bytesPerBlock = spec.bytesPerBlock ?? 50_000;
    for (const block of writeBigCast(made, { name, bytesEach, bytesPerBlock, needle })) {
      writeSync(blocks, jsonLine(block));
    }
  }
  closeSync(blocks);
  writeRun(made, { sessions });
  return made;
}

/** Lines as a device sends them; some are like others, as in a log. */
function* writeBigCast(
  { path, startedAtMs }: MadeRecording,
  given: {
    readonly name: string;
    readonly bytesEach: number;
    readonly bytesPerBlock: number;
    readonly needle: string | undefined;
  },
): Generator<BlockRecord, void> {
  const { name, bytesEach, bytesPerBlock, needle } = given;
  const own = { session: name, host: name, platform: 'cisco_ios', startedAtMs };
  const file = openSync(join(path, `${name}.cast`), 'wx', 0o600);
  let written = writeSync(file, jsonLine({ version: 2, width: 120, height: 40, showrun: own }));
  let bytes = 0;
  let isHidden = false;
  let piece = '';
  const event = (atS: number, code: string, data: string): void => {
    piece += jsonLine([Number(atS.toFixed(6)), code, data]);
    if (code === 'o') bytes += Buffer.byteLength(data);
  };
  const prompt = `${name}#`;
  event(0, 'o', prompt);
  const lines = bigLines();
  for (let number = 0; written < bytesEach; number++) {
    const atS = Math.max(0.1, (3_600 * written) / bytesEach);
    const command = `show ip route 10.${number % 200}.0.0`;
    const from = bytes;
    const place = { line: written + piece.length, bytes };
    event(atS, 'o', `${command}\r\n`);
    event(atS, 'm', command);
    for (let size = 0; size < bytesPerBlock; size += lines.length) event(atS + 0.01, 'o', lines);
    if (needle !== undefined && !isHidden && written > bytesEach * 0.9) {
      event(atS + 0.02, 'o', `${needle}\r\n`);
      isHidden = true;
    }
    event(atS + 0.03, 'o', prompt);
    written += writeSync(file, piece);
    piece = '';
    const seconds = { at: atS, end: atS + 0.03 };
    const about = { kind: 'block', session: name, host: name, platform: 'cisco_ios' } as const;
    const times = { startedAtMs: startedAtMs + atS * 1_000, elapsedMs: 30, seconds };
    const ran = { mode: 'privileged', command, by: 'person', outcome: 'ok' } as const;
    yield { ...about, ...ran, ...times, from, to: bytes, place };
  }
  closeSync(file);
}

function bigLines(): string {
  return Array.from(
    { length: 40 },
    (_, at) =>
      `O    10.${at}.0.0/24 [110/${at + 2}] via 192.0.2.${at + 1}, 00:12:${10 + at}, Gi0/${at}\r\n`,
  ).join('');
}
