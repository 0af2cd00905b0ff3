import { HIDDEN } from '../../core/answer-secrets.ts';
import { GENERAL_RULES } from '../../core/secrets/general-rules.ts';
import { type PreparedRules, prepareRules, SecretLines } from '../../core/secrets/secret-lines.ts';
import type { Platforms } from '../../platforms/platforms.ts';
import type { CastEvent } from '../cast/cast-event.ts';
import type { RecordedHost, Recording } from '../recording.ts';
import { FoundValues } from './found-values.ts';
import { maskEvents } from './mask-events.ts';
import type { Redactor } from './redactor.ts';
import type { SeenSecret } from './secret-watch.ts';

export interface RedactorOptions {
  readonly platforms: Pick<Platforms, 'lookup'>;
  /** Told of how much of the recording was looked through, from 0 to 1; awaited, so that it can stop everything by rejecting. */
  readonly onProgress?: (part: number) => Promise<void>;
}

/** What an audit hears besides. */
export interface Findings {
  readonly onSecret?: (host: RecordedHost, seen: SeenSecret, atS: number) => void;
  readonly onTyped?: (host: RecordedHost, line: string, atS: number) => void;
}

/**
 * A redactor that knows the whole recording: every session of it is looked through first, exported or not, so that a value which is a
 * secret in one place is hidden in all others.
 */
export async function openRedactor(
  recording: Recording,
  options: RedactorOptions,
): Promise<RecordingRedactor> {
  const redactor = new RecordingRedactor(options.platforms);
  redactor.learn(recording);
  let done = 0;
  for (const host of recording.sessions) {
    for (const seconds of redactor.learnSession(host)) {
      const part = seconds / Math.max(1, host.endS - host.startS);
      await options.onProgress?.((done + Math.min(1, part)) / recording.sessions.length);
    }
    done++;
  }
  redactor.begin();
  return redactor;
}

/** Events between two looks at the clock. */
const SLICE_BYTES = 1_000_000;

/** See `openRedactor`. */
export class RecordingRedactor implements Redactor {
  readonly #platforms: Pick<Platforms, 'lookup'>;
  readonly #rules = new Map<string, PreparedRules>();
  readonly #values = new FoundValues();
  readonly #hidden = new Set<string>();

  constructor(platforms: Pick<Platforms, 'lookup'>) {
    this.#platforms = platforms;
  }

  get hidden(): number {
    return this.#hidden.size;
  }

  /** Takes what is text in a recording. */
  learn({ blocks, notes, cells }: Recording): void {
    for (const { command, platform } of blocks) this.#find(command, platform);
    for (const { text } of notes) this.#find(text, '');
    for (const { source, text } of cells) this.#find(`${source}\n${text}`, '');
  }

  /** Takes what one session shows; gives its seconds now and then. */
  *learnSession(host: RecordedHost): Generator<number> {
    let bytes = 0;
    for (const event of this.#masked(host, host.timeline.events(), {})) {
      if (event.kind === 'output') bytes += event.bytes.length;
      if (bytes < SLICE_BYTES) continue;
      bytes = 0;
      yield event.atS - host.startS;
    }
  }

  /** What was learned so far was not hidden from anybody. */
  begin(): void {
    this.#hidden.clear();
  }

  text(text: string, platform: string): string {
    const lines = new SecretLines(this.#rulesOf(platform));
    return text
      .split('\n')
      .map((line) => this.#line(line, lines))
      .join('\n');
  }

  events(host: RecordedHost, events: Iterable<CastEvent>): Iterable<CastEvent> {
    return this.#masked(host, events, {});
  }

  /** As `events`, telling of each secret on the way. */
  eventsTelling(host: RecordedHost, findings: Findings): Iterable<CastEvent> {
    return this.#masked(host, host.timeline.events(), findings);
  }

  #masked(
    host: RecordedHost,
    events: Iterable<CastEvent>,
    findings: Findings,
  ): Iterable<CastEvent> {
    const rules = this.#rulesOf(host.platform);
    return maskEvents({
      ...{ host, events, rules, values: this.#values },
      text: (text) => this.text(text, host.platform),
      onSecret: (seen, atS) => {
        this.#noteSeen(seen);
        findings.onSecret?.(host, seen, atS);
      },
      onTyped: (line, atS) => findings.onTyped?.(host, line, atS),
    });
  }

  #noteSeen({ text, from, to, part, by, state }: SeenSecret): void {
    const value = text.slice(from, to);
    // A line that is still being typed has only half of it.
    if (by === 'rule' && state === 'done') this.#values.add(value);
    if (part === 'first' && by !== 'repaint' && state === 'done') this.#hidden.add(value);
  }

  #line(line: string, lines: SecretLines): string {
    const found = lines.line(line);
    for (const { from, to, part } of found) {
      this.#values.add(line.slice(from, to));
      if (part === 'first') this.#hidden.add(line.slice(from, to));
    }
    const places = [...found, ...this.#values.placesIn(line)];
    if (places.length === 0) return line;
    const parts: string[] = [];
    let done = 0;
    for (const { from, to } of places.toSorted((a, b) => a.from - b.from)) {
      if (from >= done) {
        parts.push(line.slice(done, from), HIDDEN);
        this.#noteKnown(line.slice(from, to));
      }
      done = Math.max(done, to);
    }
    return parts.join('') + line.slice(done);
  }

  #noteKnown(value: string): void {
    if (this.#values.has(value)) this.#hidden.add(value);
  }

  #find(text: string, platform: string): void {
    const lines = new SecretLines(this.#rulesOf(platform));
    for (const line of text.split('\n')) {
      for (const { from, to } of lines.line(line)) this.#values.add(line.slice(from, to));
    }
  }

  #rulesOf(platform: string): PreparedRules {
    const known = this.#rules.get(platform);
    if (known !== undefined) return known;
    const own = platform === '' ? [] : (this.#platforms.lookup(platform)?.secrets ?? []);
    const rules = prepareRules(GENERAL_RULES, own);
    this.#rules.set(platform, rules);
    return rules;
  }
}
