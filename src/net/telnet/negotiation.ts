import {
  BINARY,
  DO,
  DONT,
  ECHO,
  IAC,
  NAWS,
  SGA,
  TTYPE,
  type Verb,
  WILL,
  WONT,
} from './protocol.ts';

/** Options the far end may switch on for what it sends. */
const WELCOME: ReadonlySet<number> = new Set([BINARY, ECHO, SGA]);
/** Options we switch on when asked. The environment is not among them: it would tell who we are (RFC 1408, 1572). */
const WILLING: ReadonlySet<number> = new Set([BINARY, SGA, TTYPE, NAWS]);
/** A peer that answers a refusal with the same request again is left without an answer in the end. */
const MAX_REFUSALS = 8;

type OptionState = 'off' | 'on' | 'asked';

/**
 * Who does what, by RFC 1143. We ask for each option at most once and never take one back, so its states that wait for
 * a `no` cannot come up. An answer follows only where something changes or is refused: no loops.
 */
export class Negotiation {
  readonly #ours = new Map<number, OptionState>();
  readonly #theirs = new Map<number, OptionState>();
  readonly #refusals = new Map<number, number>();

  /** Whether we do it. */
  isOurs(option: number): boolean {
    return this.#ours.get(option) === 'on';
  }

  /** Whether the far end does it. */
  isTheirs(option: number): boolean {
    return this.#theirs.get(option) === 'on';
  }

  /** What we offer and ask for, of what was not spoken about yet. */
  offer(): number[] {
    const wish = (verb: typeof WILL | typeof DO, option: number) => {
      const states = verb === WILL ? this.#ours : this.#theirs;
      if (states.has(option)) return [];
      states.set(option, 'asked');
      return [IAC, verb, option];
    };
    return [...wish(DO, SGA), ...wish(WILL, TTYPE), ...wish(WILL, NAWS)];
  }

  /** The answer to a request, empty where none is due. */
  receive(verb: Verb, option: number): number[] {
    const isAboutUs = verb === DO || verb === DONT;
    const states = isAboutUs ? this.#ours : this.#theirs;
    const state = states.get(option) ?? 'off';
    const [yes, no] = isAboutUs ? [WILL, WONT] : [DO, DONT];
    if (verb === WONT || verb === DONT) {
      states.set(option, 'off');
      return state === 'on' ? [IAC, no, option] : [];
    }
    if (state === 'on') return [];
    if (!(isAboutUs ? WILLING : WELCOME).has(option)) return this.#refuse(no, option);
    states.set(option, 'on');
    return state === 'asked' ? [] : [IAC, yes, option];
  }

  #refuse(no: number, option: number): number[] {
    const key = no * 256 + option;
    const count = (this.#refusals.get(key) ?? 0) + 1;
    this.#refusals.set(key, count);
    return count > MAX_REFUSALS ? [] : [IAC, no, option];
  }
}
