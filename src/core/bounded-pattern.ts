import { createContext, Script } from 'node:vm';

/** A pattern has that long for one text; everything else stands still meanwhile. */
const MOST_MS = 50;
const SEARCH = new Script('found = pattern.exec(text)');

interface Desk {
  pattern: RegExp;
  text: string;
  found: RegExpExecArray | null;
}

let desk: Desk | undefined;

/**
 * A regular expression that a person wrote and a device's text meets. Together they may take for ever, so a search is stopped
 * after a while; from then on the pattern fits nothing and says so in `isTooSlow`.
 */
export class BoundedPattern extends RegExp {
  readonly #plain: RegExp;
  #isTooSlow = false;

  constructor(source: string, flags = '') {
    super(source, flags);
    this.#plain = new RegExp(source, flags);
  }

  get isTooSlow(): boolean {
    return this.#isTooSlow;
  }

  override exec(text: string): RegExpExecArray | null {
    if (this.#isTooSlow) return null;
    desk ??= createContext({ pattern: this.#plain, text: '', found: null }) as unknown as Desk;
    Object.assign(desk, { pattern: this.#plain, text, found: null });
    try {
      SEARCH.runInContext(desk, { timeout: MOST_MS });
      return desk.found;
    } catch {
      this.#isTooSlow = true;
      return null;
    }
  }
}

/** Whether a pattern takes too long for texts such as a hostile device would choose. Not all of those are found. */
export function isSlowPattern(source: string, flags = ''): boolean {
  const pattern = new BoundedPattern(source, flags);
  const own = [...new Set(source.replaceAll(/\\./g, ''))].slice(0, MOST_OWN_CHARS);
  for (const char of [...USUAL_CHARS, ...own]) {
    for (const end of ENDS) pattern.test(char.repeat(HOSTILE_CHARS) + end);
    if (pattern.isTooSlow) return true;
  }
  return false;
}

const HOSTILE_CHARS = 400;
const MOST_OWN_CHARS = 40;
const USUAL_CHARS = ['a', '0', ' ', '-', '#'];
const ENDS = ['!', '\n'];
