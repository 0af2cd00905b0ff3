import { ShowrunError } from '../../core/errors.ts';
import type { Redactor } from '../../journal/redact/redactor.ts';

export interface LookThrough {
  /** For `openRedactor`: shows how far it is where somebody looks, and gives way to a Ctrl-C. */
  readonly onProgress: (part: number) => Promise<void>;
  /** Throws `interrupted` once the person has stopped it. */
  check(): void;
  end(): void;
}

/** What a person sees of a recording that is looked through, on stderr, and how they stop it. */
export function lookThrough(what: string): LookThrough {
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const isTerminal = process.stderr.isTTY === true;
  const check = (): void => {
    if (isStopped) throw new ShowrunError('interrupted', 'stopped: nothing was written');
  };
  return {
    onProgress: async (part) => {
      if (isTerminal) process.stderr.write(`\r\x1b[K${what} ${Math.round(part * 100)} %`);
      await new Promise((resolve) => setImmediate(resolve));
      check();
    },
    check,
    end: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      if (isTerminal) process.stderr.write('\r\x1b[K');
    },
  };
}

/** `12 values hidden`. */
export function hiddenText({ hidden }: Pick<Redactor, 'hidden'>): string {
  return hidden === 1 ? '1 value hidden' : `${hidden} values hidden`;
}
