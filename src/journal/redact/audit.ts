import { Utf8Stream } from '../../core/utf8-stream.ts';
import { LineModel } from '../../session/channel/line-model.ts';
import type { CastEvent } from '../cast/cast-event.ts';
import type { RecordedBlock, RecordedHost, Recording } from '../recording.ts';
import { openRedactor, type RedactorOptions } from './open-redactor.ts';
import type { SeenSecret } from './secret-watch.ts';
import { unknownSecrets } from './unknown-secrets.ts';

/** A place in a recording, with the line masked. */
export interface AuditPlace {
  /** A session's name; undefined for notes and cells, which belong to the run. */
  readonly session: string | undefined;
  /** In the recording's seconds; undefined where only its order is known. */
  readonly atS: number | undefined;
  /** The number of the block it is in. */
  readonly block: number | undefined;
  /** What it is: a rule's kind; of what is left `word` or `random`; `typed`, or `note`, `cell`, `command`. */
  readonly kind: string;
  /** Foreign text, without a secret. */
  readonly line: string;
}

export interface AuditReport {
  /** What an export hides. */
  readonly hidden: readonly AuditPlace[];
  /** What it leaves in and a person should look at. */
  readonly left: readonly AuditPlace[];
  /** Lines whose keys were recorded. */
  readonly typed: readonly AuditPlace[];
  /** How many there are of each; the lists hold the first thousands. */
  readonly counts: { readonly hidden: number; readonly left: number; readonly typed: number };
  /** Different values. */
  readonly values: number;
}

const MOST_PLACES = 5_000;

/** Finds what an export of the recording would hide, and what looks like a secret in that export. Nothing it gives holds a secret. */
export async function auditRecording(
  recording: Recording,
  options: RedactorOptions,
): Promise<AuditReport> {
  const redactor = await openRedactor(recording, options);
  const lists = { hidden: new Places(), left: new Places(), typed: new Places() };
  const { sessions } = recording;
  for (const [at, host] of sessions.entries()) {
    const places = new BlockPlaces(recording, host);
    const events = redactor.eventsTelling(host, {
      onSecret: (_, seen, atS) => {
        if (seen.state !== 'done' || seen.part === 'further' || seen.by === 'repaint') return;
        const line = masked(seen, (text) => redactor.text(text, host.platform));
        lists.hidden.add({
          session: host.name,
          atS,
          block: places.at(seen.at),
          kind: seen.kind,
          line,
        });
      },
      onTyped: (_, line, atS) =>
        lists.typed.add({
          ...{ session: host.name, atS, block: undefined, kind: 'typed' },
          line: redactor.text(line, host.platform),
        }),
    });
    let bytes = 0;
    for (const { atS, line, offset } of linesOf(host, events)) {
      bytes += line.length;
      for (const place of leftOn(line)) {
        lists.left.add({ session: host.name, atS, block: places.at(offset), ...place });
      }
      if (bytes < SLICE_CHARS) continue;
      bytes = 0;
      await options.onProgress?.((at + part(host, atS)) / sessions.length);
    }
  }
  auditTexts(recording, lists, (text, platform) => redactor.text(text, platform));
  const { hidden, left, typed } = lists;
  return {
    ...{ hidden: hidden.list, left: left.list, typed: typed.list, values: redactor.hidden },
    counts: { hidden: hidden.count, left: left.count, typed: typed.count },
  };
}

const SLICE_CHARS = 1_000_000;

function part(host: RecordedHost, atS: number): number {
  return Math.min(1, (atS - host.startS) / Math.max(1, host.endS - host.startS));
}

class Places {
  readonly list: AuditPlace[] = [];
  count = 0;

  add(place: AuditPlace): void {
    this.count++;
    if (this.list.length < MOST_PLACES) this.list.push(place);
  }
}

/** The blocks of a session by the bytes of its output. */
class BlockPlaces {
  readonly #blocks: readonly RecordedBlock[];

  constructor({ blocks }: Recording, { name }: RecordedHost) {
    this.#blocks = blocks.filter(({ session }) => session === name).sort((a, b) => a.from - b.from);
  }

  at(offset: number): number | undefined {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#blocks[middle]?.from ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const block = this.#blocks[low - 1];
    return block !== undefined && offset < block.to ? block.number : undefined;
  }
}

/** The line with what was found on it as stars, and everything else redacted as any text is. */
function masked({ text, from, to }: SeenSecret, redact: (text: string) => string): string {
  const line = redact(text.slice(0, from) + '*'.repeat(Math.min(to - from, 40)) + text.slice(to));
  return withHints(line, unknownSecrets(line));
}

function leftOn(line: string): readonly Pick<AuditPlace, 'kind' | 'line'>[] {
  const found = unknownSecrets(line).toSorted((a, b) => a.from - b.from);
  const shown = withHints(line, found);
  return found.map(({ kind }) => ({ kind, line: shown }));
}

function withHints(line: string, found: ReturnType<typeof unknownSecrets>): string {
  let shown = line;
  for (const { from, to } of found.toSorted((a, b) => b.from - a.from)) {
    shown = shown.slice(0, from) + hint(line.slice(from, to)) + shown.slice(to);
  }
  return shown;
}

/** Of what may be a secret, so much that a person recognises it. */
function hint(value: string): string {
  return `${value.length > 8 ? value.slice(0, 2) : ''}…(${value.length})`;
}

interface OutputLine {
  readonly atS: number;
  readonly line: string;
  /** About where in the session's output. */
  readonly offset: number;
}

/** What a redacted session shows, drawn by other means than those that redacted it. */
function* linesOf(host: RecordedHost, events: Iterable<CastEvent>): Generator<OutputLine> {
  const lines: string[] = [];
  const model = new LineModel({ cols: host.size.cols, onLine: (line) => lines.push(line) });
  const utf8 = new Utf8Stream();
  let offset = 0;
  let atS = host.startS;
  for (const event of events) {
    atS = event.atS;
    if (event.kind === 'resize') model.cols = event.size.cols;
    else if (event.kind === 'gap') offset += event.bytes;
    else if (event.kind === 'output') {
      model.feed(utf8.decode(event.bytes));
      for (const line of lines.splice(0)) yield { atS, line, offset };
      offset += event.bytes.length;
    }
  }
  yield { atS, line: model.current(), offset };
}

/** Notes, cells and the commands' own records. */
function auditTexts(
  { blocks, notes, cells, startedAtMs }: Recording,
  lists: { readonly hidden: Places; readonly left: Places },
  redact: (text: string, platform: string) => string,
): void {
  const look = (text: string, platform: string, where: Omit<AuditPlace, 'line'>): void => {
    const before = text.split('\n');
    const after = redact(text, platform).split('\n');
    for (const [at, line] of after.entries()) {
      if (line !== before[at]) lists.hidden.add({ ...where, line });
      for (const place of leftOn(line)) lists.left.add({ ...where, ...place });
    }
  };
  for (const { command, platform, session, atS, number } of blocks) {
    look(command, platform, { session, atS, block: number, kind: 'command' });
  }
  for (const { text, session, atMs } of notes) {
    look(text, '', { session, atS: (atMs - startedAtMs) / 1_000, block: undefined, kind: 'note' });
  }
  for (const { source, text, startedAtMs: atMs } of cells) {
    const atS = (atMs - startedAtMs) / 1_000;
    look(`${source}\n${text}`, '', { session: undefined, atS, block: undefined, kind: 'cell' });
  }
}
