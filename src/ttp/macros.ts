import { createContext, Script } from 'node:vm';
import { safe } from '../core/safe.ts';
import type { Outcome } from './outcome.ts';
import type { MacroCode } from './template.ts';
import { foreignValue, isList, isObject, plain, type TtpValue } from './value.ts';

export interface Macros {
  /** Runs a macro: true and false keep and drop, nothing leaves the value, a value replaces it, `[value, {…}]` adds fields. */
  call(name: string, value: TtpValue, warn: (message: string) => void): Outcome;
}

/** Longer than a look at one value can take. */
const CALL_MS = 250;

/**
 * The macros of a template. Only those in JavaScript run, and only where the template is the person's own: `node:vm` keeps accidents
 * away, not malice. They see the language and their value, nothing of ours: what goes in and out is text.
 */
export function openMacros(
  codes: readonly MacroCode[],
  options: { readonly mayRun: boolean },
): Macros {
  const isPython = codes.some(({ language }) => language === 'python');
  const scripts = codes.filter(({ language }) => language === 'js');
  if (scripts.length === 0 || !options.mayRun) {
    const why = scripts.length > 0 ? 'the template is not in your own folder' : 'it is Python';
    const reason = scripts.length > 0 || isPython ? why : 'there is none of that name';
    return new NoMacros(reason);
  }
  return new JsMacros(scripts, isPython);
}

class NoMacros implements Macros {
  readonly #reason: string;

  constructor(reason: string) {
    this.#reason = reason;
  }

  call(name: string, value: TtpValue, warn: (message: string) => void): Outcome {
    warn(`the macro ${safe(name, 60)} is not run: ${this.#reason}`);
    return { value };
  }
}

class JsMacros implements Macros {
  readonly #context = createContext(Object.create(null), {
    codeGeneration: { strings: false, wasm: false },
    microtaskMode: 'afterEvaluate',
  });
  readonly #codes: readonly MacroCode[];
  readonly #hasPython: boolean;
  #problem: string | undefined;
  #isReady = false;

  constructor(codes: readonly MacroCode[], hasPython: boolean) {
    this.#codes = codes;
    this.#hasPython = hasPython;
  }

  call(name: string, value: TtpValue, warn: (message: string) => void): Outcome {
    this.#prepare();
    if (this.#problem !== undefined) {
      warn(`the macros are not run: ${this.#problem}`);
      return { value };
    }
    try {
      return this.#run(name, value, warn);
    } catch (thrown) {
      warn(`the macro ${safe(name, 60)} failed: ${reasonOf(thrown)}`);
      return { value };
    }
  }

  #prepare(): void {
    if (this.#isReady) return;
    this.#isReady = true;
    try {
      for (const { code, line } of this.#codes) {
        const script = new Script(code, { filename: 'macro', lineOffset: line - 1 });
        script.runInContext(this.#context, { timeout: CALL_MS });
      }
    } catch (thrown) {
      this.#problem = reasonOf(thrown);
    }
  }

  #run(name: string, value: TtpValue, warn: (message: string) => void): Outcome {
    const isFunction =
      /^[A-Za-z_$][\w$]*$/.test(name) && this.#ask(`typeof ${name}`) === 'function';
    if (!isFunction) {
      const why = this.#hasPython ? 'it is Python' : 'there is none of that name';
      warn(`the macro ${safe(name, 60)} is not run: ${why}`);
      return { value };
    }
    const given = JSON.stringify(JSON.stringify(plain(value)));
    const answer = this.#ask(`JSON.stringify(${name}(JSON.parse(${given})))`);
    if (typeof answer !== 'string') return { value };
    return outcome(foreignValue(JSON.parse(answer)), value);
  }

  #ask(expression: string): unknown {
    return new Script(expression).runInContext(this.#context, { timeout: CALL_MS });
  }
}

function outcome(made: TtpValue, before: TtpValue): Outcome {
  if (made === false) return undefined;
  if (made === true || made === null) return { value: before };
  if (isList(made) && made.length === 2) {
    const [value = null, fields] = made;
    if (isObject(fields)) return { value, fields };
  }
  return { value: made };
}

function reasonOf(thrown: unknown): string {
  // Errors of another context are not instances of ours.
  const message =
    thrown !== null && typeof thrown === 'object' ? Reflect.get(thrown, 'message') : '';
  return safe(typeof message === 'string' && message !== '' ? message : 'it threw', 200);
}
