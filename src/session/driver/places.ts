import type { Platform } from '../../platforms/platform.ts';
import { type Prompt, promptOf } from '../channel/prompt.ts';

/** A device on the way to the one a session stands on: what its prompt was when it was left for the next. */
export interface Place<Kept = unknown> {
  readonly platform: Platform;
  readonly prompt: Prompt;
  /** What its owner wants back on coming back. */
  readonly kept: Kept;
}

/** What a terminal server, telnet(1), ssh(1) and network devices say when what was reached through them is left. */
const CLOSED =
  /\bconnection\b.{0,80}\bclosed\b|\bclosed by (?:foreign|remote) host|\bconnection (?:refused|timed out)|\bunable to connect|\bdisconnected\b/i;
/** Whether a text has words for the end of a connection, or for one that was not made. */
export function saysClosed(text: string): boolean {
  return CLOSED.test(text);
}

const MAX_SEEN = 10;
const MAX_PLACES = 16;

/** The devices a session went through, one from the other, on one connection; and whether it stands on one of them again. */
export class Places<Kept> {
  readonly #outer: Place<Kept>[] = [];
  /** Prompts by the host name in them, the last one last. */
  readonly #seen = new Map<string, Omit<Place, 'kept'>>();
  #here: string | undefined;

  /** The host names of the devices on the way, the outermost first. */
  get path(): readonly string[] {
    return this.#outer.map(({ prompt }) => prompt.host ?? prompt.text.trim());
  }

  /** A prompt shown on the device where the session stands. */
  note(prompt: Prompt | undefined, platform: Platform): void {
    if (!prompt?.host) return;
    this.#here ??= prompt.host;
    this.#seen.delete(prompt.host);
    this.#seen.set(prompt.host, { prompt, platform });
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > MAX_SEEN && oldest !== undefined) this.#seen.delete(oldest);
  }

  /** The last prompt that was another device's than the one whose name is given. */
  lastOther(host: string | undefined): Omit<Place, 'kept'> | undefined {
    return [...this.#seen.values()].findLast(({ prompt }) => prompt.host !== host);
  }

  /** The session goes on to another device from there. */
  goInside(from: Place<Kept>): void {
    if (this.#outer.length < MAX_PLACES) this.#outer.push(from);
    this.#here = undefined;
  }

  /** The device at hand has that name, even if one on the way has the same. */
  arrive(host: string | undefined): void {
    this.#here = host;
  }

  /** The place the session is back at, and no longer beyond; undefined where it stands as before. `recent` is what was shown since. */
  comeBack(line: string, recent: string): Place<Kept> | undefined {
    const at = this.#outer.findLastIndex((place) => this.#isBackAt(place, line, recent));
    const place = this.#outer[at];
    if (place === undefined) return undefined;
    this.#outer.length = at;
    this.#here = place.prompt.host;
    return place;
  }

  #isBackAt({ platform, prompt: before }: Place<Kept>, line: string, recent: string): boolean {
    const prompt = promptOf(platform, line);
    if (prompt === undefined) return false;
    if (prompt.host && prompt.host === before.host && prompt.host !== this.#here) return true;
    return prompt.text.trimEnd() === before.text.trimEnd() && saysClosed(recent);
  }
}
