import { setTimeout as after } from 'node:timers/promises';
import type { Person } from '../helpers/person.ts';
import { PrintableText } from './printable.ts';

/** A program ready to be typed into: whatever is typed next is to be echoed. */
export interface TypingTarget {
  readonly name: string;
  readonly person: Person;
}

export interface EchoSamples {
  readonly name: string;
  readonly milliseconds: readonly number[];
  /** Keys that were not echoed within two seconds. */
  readonly lost: number;
}

/**
 * How long a key takes from the keyboard to the screen: written to the program's pty until it comes out as painted text,
 * escape sequences aside. Keys follow each other at random gaps of 30 to 60 ms, as of someone who types fast.
 *
 * All targets run at once and take turns, so that a slow minute of the machine strikes them all.
 */
export async function measureEcho(
  targets: readonly TypingTarget[],
  { keysEach = 120, turns = 4 } = {},
): Promise<EchoSamples[]> {
  const typists = targets.map((target) => new Typist(target));
  for (let turn = 0; turn < turns; turn++) {
    for (const typist of typists) {
      // The first key after a rest wakes everything up; it is typed but does not count.
      await typist.type(2);
      typist.isCounting = true;
      await typist.type(Math.ceil(keysEach / turns));
      typist.isCounting = false;
    }
  }
  return typists.map((typist) => typist.samples());
}

// Letters that prompts, floods of digits and status lines have no use for.
const KEYS = 'QXZJKVWYqxzjkvwy';
const PATIENCE_MS = 2_000;

class Typist {
  isCounting = false;
  readonly #target: TypingTarget;
  readonly #text = new PrintableText();
  readonly #milliseconds: number[] = [];
  #lost = 0;
  #heard: (text: string) => void = () => undefined;

  constructor(target: TypingTarget) {
    this.#target = target;
    target.person.onlyListens((chunk) => this.#heard(this.#text.read(chunk)));
  }

  async type(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      await after(30 + Math.random() * 30);
      const key = KEYS[Math.floor(Math.random() * KEYS.length)] ?? 'Q';
      const elapsed = await this.#echoOf(key);
      if (!this.isCounting) continue;
      if (elapsed === undefined) this.#lost += 1;
      else this.#milliseconds.push(elapsed);
    }
  }

  samples(): EchoSamples {
    return { name: this.#target.name, milliseconds: this.#milliseconds, lost: this.#lost };
  }

  #echoOf(key: string): Promise<number | undefined> {
    return new Promise((resolve) => {
      const finish = (elapsed: number | undefined): void => {
        clearTimeout(deadline);
        this.#heard = () => undefined;
        resolve(elapsed);
      };
      const deadline = setTimeout(() => finish(undefined), PATIENCE_MS);
      const startMs = performance.now();
      this.#heard = (text) => {
        if (text.includes(key)) finish(performance.now() - startMs);
      };
      this.#target.person.types(key);
    });
  }
}
