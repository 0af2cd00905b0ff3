import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLine } from '../../src/core/json-text.ts';
import type { Size } from '../../src/core/size.ts';
import type {
  BlockRecord,
  CellRecord,
  JournalRecord,
  NoteRecord,
  RunRecord,
} from '../../src/journal/records.ts';
import { fileOf, type MadeRecording, newFolder, writeRun } from './recording-folder.ts';

/** What happens on a session, and when, in the recording's seconds. Text is what the device sends. */
export type RecordedStep = readonly [atS: number, what: string | Uint8Array | Happening];

type Happening =
  | { readonly resize: Size }
  | { readonly printed: string }
  | { readonly gap: number }
  | { readonly marker: string }
  | { readonly input: string }
  | CommandStep;

/** A command of a person at a prompt that stands there: its echo, its answer and the prompt behind it, and a block of all that. */
export interface CommandStep {
  readonly command: string;
  /** With `\n` between lines. */
  readonly answer: string;
  /** The prompt that comes back; that of the session unless told. */
  readonly prompt?: string;
  /** From the command's line to the prompt. */
  readonly tookS?: number;
  readonly mode?: string;
  readonly by?: string;
  readonly outcome?: BlockRecord['outcome'];
}

export interface RecordedSessionSpec {
  readonly name: string;
  readonly host?: string;
  readonly groups?: readonly string[];
  readonly platform?: string;
  readonly size?: Size;
  /** `r1#` unless told. */
  readonly prompt?: string;
  /** When the session began, in the recording's seconds. */
  readonly startS?: number;
  readonly steps: readonly RecordedStep[];
}

export interface RecordingSpec {
  readonly name?: string;
  readonly kind?: RunRecord['kind'];
  readonly startedAtMs?: number;
  /** How the run ended; `running` has this process's number. */
  readonly end?: 'ended' | 'cut off' | 'running';
  readonly sessions: readonly RecordedSessionSpec[];
  readonly notes?: readonly NoteRecord[];
  readonly cells?: readonly CellRecord[];
  /** The folder of recordings; a new temporary one unless told. */
  readonly folder?: string;
}

/** Writes a recording as showrun would (docs/recordings.md). */
export function makeRecording(spec: RecordingSpec): MadeRecording {
  const made = newFolder(spec);
  const records: JournalRecord[] = [...(spec.notes ?? []), ...(spec.cells ?? [])];
  for (const session of spec.sessions) {
    const cast = castOf(session, made.startedAtMs);
    writeFileSync(join(made.path, fileOf(session)), cast.text, { mode: 0o600 });
    records.push(...cast.blocks);
  }
  records.sort((a, b) => endOf(a) - endOf(b));
  writeFileSync(join(made.path, 'blocks.jsonl'), records.map(jsonLine).join(''), { mode: 0o600 });
  writeRun(made, spec);
  return made;
}

function endOf(record: JournalRecord): number {
  if (record.kind === 'note') return record.atMs;
  return record.kind === 'cell' ? record.endedAtMs : record.startedAtMs + record.elapsedMs;
}

/** A cast as it is written, and where it has got to. */
class CastText {
  text: string;
  bytes = 0;
  readonly #offsetS: number;

  constructor(header: unknown, offsetS: number) {
    this.text = jsonLine(header);
    this.#offsetS = offsetS;
  }

  event(atS: number, code: string, data: unknown): void {
    const seconds = Math.max(0, atS - this.#offsetS);
    this.text += jsonLine([Number(seconds.toFixed(6)), code, data]);
  }

  output(atS: number, said: string | Uint8Array): void {
    const bytes = Buffer.from(said);
    const { text, patches } = asText(bytes);
    this.event(atS, 'o', text);
    if (patches !== '') this.event(atS, 'b', patches);
    this.bytes += bytes.length;
  }
}

/** Bytes as UTF-8 text, with a `�` for each that is none, and what those were. */
function asText(bytes: Buffer): { readonly text: string; readonly patches: string } {
  let text = '';
  let written = 0;
  const patches: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((one) => isCharacter(bytes.subarray(at, at + one)));
    const piece = bytes.toString('utf8', at, at + (length ?? 0));
    if (length === undefined) patches.push(`${written}:${bytes.toString('hex', at, at + 1)}`);
    text += length === undefined ? '\ufffd' : piece;
    written += length ?? 3;
    at += length ?? 1;
  }
  return { text, patches: patches.join(',') };
}

function isCharacter(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  return [...text].length === 1 && Buffer.from(text).equals(bytes);
}

function castOf(
  session: RecordedSessionSpec,
  startedAtMs: number,
): { readonly text: string; readonly blocks: readonly BlockRecord[] } {
  const { size = { cols: 80, rows: 24 }, startS = 0, platform = 'cisco_ios' } = session;
  const beganAtMs = startedAtMs + startS * 1_000;
  const host = session.host ?? session.name;
  const own = { session: session.name, host, platform, startedAtMs: beganAtMs };
  const timestamp = Math.floor(beganAtMs / 1_000);
  const header = { version: 2, width: size.cols, height: size.rows, timestamp, showrun: own };
  const cast = new CastText(header, startS);
  const blocks: BlockRecord[] = [];
  for (const [atS, what] of session.steps) {
    if (typeof what === 'string' || what instanceof Uint8Array) cast.output(atS, what);
    else if ('resize' in what) cast.event(atS, 'r', `${what.resize.cols}x${what.resize.rows}`);
    else if ('printed' in what) cast.event(atS, 'n', what.printed);
    else if ('marker' in what) cast.event(atS, 'm', what.marker);
    else if ('input' in what) cast.event(atS, 'i', what.input);
    else if ('gap' in what) {
      cast.event(atS, 'g', what.gap);
      cast.bytes += what.gap;
    } else blocks.push(commandIn(cast, { session, atS, step: what, startedAtMs }));
  }
  return { text: cast.text, blocks };
}

function commandIn(
  cast: CastText,
  given: {
    readonly session: RecordedSessionSpec;
    readonly atS: number;
    readonly step: CommandStep;
    readonly startedAtMs: number;
  },
): BlockRecord {
  const { session, atS, step, startedAtMs } = given;
  const { command, answer, tookS = 0.1, mode = 'privileged', by = 'person' } = step;
  const from = cast.bytes;
  const place = { line: Buffer.byteLength(cast.text), bytes: from };
  cast.output(atS, `${command}\r\n`);
  cast.event(atS, 'm', command);
  const lines = answer === '' ? '' : `${answer.replaceAll('\n', '\r\n')}\r\n`;
  if (lines !== '') cast.output(atS + tookS / 2, lines);
  cast.output(atS + tookS, step.prompt ?? session.prompt ?? 'r1#');
  const { name, startS = 0 } = session;
  return {
    kind: 'block',
    session: name,
    host: session.host ?? name,
    platform: session.platform ?? 'cisco_ios',
    mode,
    command,
    by,
    startedAtMs: startedAtMs + atS * 1_000,
    elapsedMs: tookS * 1_000,
    outcome: step.outcome ?? 'ok',
    seconds: { at: atS - startS, end: atS + tookS - startS },
    from,
    to: cast.bytes,
    place,
  };
}
