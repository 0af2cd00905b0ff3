import { type MagicCall, MagicError } from '../kernel/magic.ts';
import { flagsIn } from './flags.ts';

/** What somebody wants pushed, and how. */
export interface ConfigOrder {
  /** '' for the current targets. */
  readonly selector: string;
  readonly lines: readonly string[];
  /** `ask` unless told: the person says yes when it has been shown. */
  readonly says: 'ask' | 'yes' | 'dry-run';
  readonly save: boolean;
  readonly commit: { readonly comment?: string; readonly confirmed?: number } | undefined;
  readonly mode: string | undefined;
  /** So many hosts at a time, and none behind one that failed. */
  readonly serial: number | undefined;
}

const FLAGS = ['--yes', '--dry-run', '--save', '--commit'] as const;
const OPTIONS = ['--comment', '--confirmed', '--mode', '--serial'] as const;
export const CONFIG_FLAGS: readonly string[] = [...FLAGS, ...OPTIONS];

/** Reads `%%config` and the lines below it. Throws a MagicError for what is no such order. */
export function configOrder({ words, body = '' }: Pick<MagicCall, 'words' | 'body'>): ConfigOrder {
  const { flags, options, rest } = flagsIn(words, FLAGS, OPTIONS);
  const comment = options.get('--comment');
  const confirmed = numberOf('--confirmed', options.get('--confirmed'));
  const isCommitted = flags.has('--commit') || comment !== undefined || confirmed !== undefined;
  const lines = body.split(/\r\n|\n|\r/);
  while (lines.at(-1)?.trim() === '') lines.pop();
  return {
    selector: rest.join(','),
    lines,
    says: flags.has('--dry-run') ? 'dry-run' : flags.has('--yes') ? 'yes' : 'ask',
    save: flags.has('--save'),
    commit: isCommitted
      ? {
          ...(comment === undefined ? {} : { comment }),
          ...(confirmed === undefined ? {} : { confirmed }),
        }
      : undefined,
    mode: options.get('--mode'),
    serial: numberOf('--serial', options.get('--serial')),
  };
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new MagicError(`${name} wants a number, not '${text}'`);
}
