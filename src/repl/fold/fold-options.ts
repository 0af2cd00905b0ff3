import { StageError } from '../kernel/stage.ts';
import { FOLD_DEFAULTS, type FoldOptions } from './fold-answers.ts';

const FLAGS: Readonly<Record<string, Partial<FoldOptions>>> = {
  '--all': { passing: 'count' },
  '--names': { names: 'count' },
  '--times': { times: 'equal' },
  '--text': { form: 'text' },
};

/** `--all --times`, or `{ all: true }` as a method's argument; and what stands behind the options. Throws a StageError for another word. */
export function foldOptions(given: unknown): {
  readonly options: FoldOptions;
  readonly rest: string;
} {
  if (typeof given === 'object' && given !== null) {
    const flags = Object.entries(given).flatMap(([name, value]) => (value ? [`--${name}`] : []));
    return { options: flags.reduce(withFlag, FOLD_DEFAULTS), rest: '' };
  }
  let rest = String(given ?? '').trim();
  let options = FOLD_DEFAULTS;
  for (let flag = firstFlag(rest); flag !== undefined; flag = firstFlag(rest)) {
    options = withFlag(options, flag);
    rest = rest.slice(flag.length).trim();
  }
  return { options, rest };
}

function firstFlag(text: string): string | undefined {
  return /^--[\w-]+(?=\s|$)/.exec(text)?.[0];
}

function withFlag(options: FoldOptions, flag: string): FoldOptions {
  const change = Object.hasOwn(FLAGS, flag) ? FLAGS[flag] : undefined;
  if (change === undefined) {
    throw new StageError(`fold knows no ${flag}: ${Object.keys(FLAGS).join(', ')}`);
  }
  return { ...options, ...change };
}
