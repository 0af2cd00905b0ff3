const ENTER = 0x0d;
const NEWLINE = 0x0a;
/** What leaves a prompt without an Enter: Ctrl-C, Ctrl-D, Ctrl-Z. */
const LEAVING: readonly number[] = [0x03, 0x04, 0x1a];
/** Of what waits for an echo; more was pasted where nothing is echoed. */
const MOST_WAITING = 4_096;
/** An echo that has not come by then will not come. */
const MOST_LINES = 20_000;
const LIKE_A_QUESTION = /[:?>]\s*$/;

export type Matter = 'text' | 'secret';

/**
 * Tells what a person types as what it is. At a password prompt it is secret at once, up to the Enter. Everywhere else text counts as such once the
 * device has echoed it; what was entered without that nobody was to see. Controls and keys like arrows are never secret.
 */
export class TypedMatter {
  readonly #tell: (keys: Uint8Array, matter: Matter) => void;
  /** Keys that were not echoed yet; of them the first so many were, just now. */
  #waiting: number[] = [];
  #known = 0;
  #isSecret = false;
  /** The first line that was entered and not echoed. */
  #ahead: { readonly bytes: number; readonly text: string } | undefined;
  #linesSince = 0;

  constructor(tell: (keys: Uint8Array, matter: Matter) => void) {
    this.#tell = tell;
  }

  /** Whether there are keys of which it is not known yet what they are. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Keys on their way to the device, which `asks` for a secret or not; what they are, as far as that is known at once. */
  typed(keys: Uint8Array, asks: 'secret' | 'nothing'): Matter {
    this.#isSecret ||= asks === 'secret';
    if (!this.#isSecret) {
      this.#ahead = undefined;
      this.#waiting.push(...keys);
      this.#passControls();
      this.#judge(this.#known, 'text');
      if (this.#waiting.length > MOST_WAITING) this.#judge(this.#waiting.length, 'secret');
      return 'text';
    }
    // Typed ahead of the prompt at which it is read now.
    this.#judge(this.#waiting.length, 'secret');
    this.#tell(keys, 'secret');
    this.#isSecret = !keys.some(endsQuestion);
    return 'secret';
  }

  /** What the device says first may be the echo of what waits. */
  received(chunk: Uint8Array): void {
    if (this.#waiting.length === 0) return;
    for (const byte of chunk.subarray(0, MOST_WAITING)) {
      if (byte !== this.#waiting[this.#known]) break;
      this.#known += 1;
      this.#passControls();
    }
    this.#judge(this.#known, 'text');
  }

  /**
   * A line of the device's has ended: the echo of what was typed ahead, or a question of which the answer was not to be seen. Of a flood that comes
   * meanwhile each line costs a look at its end.
   */
  lineEnded(line: string, asks: (line: string) => 'secret' | 'nothing'): void {
    this.#ahead ??= this.#firstLine();
    const ahead = this.#ahead;
    if (ahead === undefined) return;
    this.#linesSince += 1;
    const isQuestion = LIKE_A_QUESTION.test(line.slice(-10)) && asks(line) === 'secret';
    if (isQuestion || this.#linesSince > MOST_LINES) this.#judge(ahead.bytes, 'secret');
    else if (ahead.text !== '' && line.trimEnd().endsWith(ahead.text))
      this.#judge(ahead.bytes, 'text');
    else return;
    this.#judge(1, 'text');
  }

  /** The device stands at its prompt again: what was entered by then and not echoed was not to be seen. */
  atPrompt(): void {
    const end = this.#waiting.findLastIndex(isEnter);
    if (end >= 0) this.#judge(end + 1, 'secret');
  }

  /** Controls are echoed by nobody. Behind one that is no Enter stands the rest of a key's sequence. Enter ends a line, and waits for that. */
  #passControls(): void {
    for (;;) {
      const key = this.#waiting[this.#known];
      if (key === undefined || isPrintable(key)) return;
      if (isEnter(key) && this.#known < this.#waiting.length - 1) return;
      this.#known += key === 0x1b ? sequenceLength(this.#waiting, this.#known) : 1;
      this.#known = Math.min(this.#known, this.#waiting.length);
    }
  }

  #firstLine(): { readonly bytes: number; readonly text: string } | undefined {
    const bytes = this.#waiting.findIndex(isEnter);
    if (bytes < 0) return undefined;
    const text = Buffer.from(this.#waiting.slice(0, bytes)).toString('utf8').trim();
    this.#linesSince = 0;
    return { bytes, text };
  }

  #judge(count: number, matter: Matter): void {
    this.#ahead = undefined;
    if (count === 0) return;
    this.#known = Math.max(0, this.#known - count);
    this.#tell(Uint8Array.from(this.#waiting.splice(0, count)), matter);
  }
}

function isEnter(key: number): boolean {
  return key === ENTER || key === NEWLINE;
}

function endsQuestion(key: number): boolean {
  return isEnter(key) || LEAVING.includes(key);
}

function isPrintable(key: number): boolean {
  return key >= 0x20 && key !== 0x7f;
}

/** The bytes of a key like an arrow: `ESC [ 1 ; 5 C`, `ESC O A`, or ESC alone. */
function sequenceLength(keys: readonly number[], start: number): number {
  const kind = keys[start + 1];
  if (kind === 0x4f) return 3;
  if (kind !== 0x5b) return 1;
  let at = start + 2;
  while (at < keys.length && ((keys[at] ?? 0) < 0x40 || (keys[at] ?? 0) > 0x7e)) at += 1;
  return at + 1 - start;
}
