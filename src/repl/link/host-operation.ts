/** A pattern as it crosses from the kernel: a text, or a regular expression in its parts. */
export type PlainPattern = string | { readonly source: string; readonly flags: string };

/** What ends an `expect`: a pattern, or the prompt. */
export type PlainAwaited = PlainPattern | { readonly prompt: true };

export type PlainAnswer = string | { readonly secret: string } | PlainWhen;

export interface PlainWhen {
  readonly when: PlainPattern;
  readonly send: string | { readonly secret: string };
}

/** What is to become of lines the device took. Where it is said, lines that would wait for a commit nobody asks for are refused. */
export interface PlainKeep {
  readonly commit?: PlainCommit | undefined;
  readonly save?: boolean | undefined;
}

interface PlainCommit {
  readonly comment?: string | undefined;
  /** Minutes until the device goes back by itself. */
  readonly confirmed?: number | undefined;
}

/** What hosts can be told besides single commands; plain, so that it can cross from the kernel. */
export type HostOperation =
  | { readonly kind: 'mode'; readonly mode: string }
  | {
      readonly kind: 'config';
      readonly lines: readonly string[];
      readonly mode?: string | undefined;
      readonly answers?: readonly PlainWhen[] | undefined;
      readonly keep?: PlainKeep | undefined;
    }
  | { readonly kind: 'save' }
  | {
      readonly kind: 'commit';
      readonly comment?: string | undefined;
      readonly confirmed?: number | undefined;
    }
  | { readonly kind: 'abort' }
  | { readonly kind: 'break' }
  | { readonly kind: 'reloaded' }
  /** Until the request is aborted, everything the kernel tells these hosts is one turn. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'expect'; readonly patterns: readonly PlainAwaited[] }
  | {
      readonly kind: 'redispatch';
      readonly platform: string;
      readonly login?: 'platform' | 'manual' | undefined;
    }
  | {
      readonly kind: 'send';
      readonly text: string;
      readonly expect?: PlainPattern | undefined;
      readonly answers?: readonly PlainAnswer[] | undefined;
      readonly timing?: number | undefined;
      readonly secret?: boolean | undefined;
    }
  | { readonly kind: 'state' }
  | { readonly kind: 'last' }
  | { readonly kind: 'facts' }
  | { readonly kind: 'blocks'; readonly most: number }
  | { readonly kind: 'parse'; readonly command: string; readonly text: string }
  | { readonly kind: 'wait-for'; readonly pattern: PlainPattern }
  | { readonly kind: 'write'; readonly data: string | Uint8Array }
  | {
      readonly kind: 'read';
      readonly until?: PlainPattern | undefined;
      readonly quietMs?: number | undefined;
    };

/** Cells can reach the channel and send what they like through it; only what is an operation gets any further. */
export function isHostOperation(value: unknown): value is HostOperation {
  const { kind, ...rest }: Record<string, unknown> = Object(value);
  return typeof kind === 'string' && Object.hasOwn(CHECKS, kind) && CHECKS[kind]?.(rest) === true;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isYesNo: Check = (value) => typeof value === 'boolean';
const isBytes: Check = (value) => value instanceof Uint8Array;
const isPattern: Check = (value) => {
  const { source, flags } = Object(value);
  return isText(value) || (isText(source) && isText(flags));
};
const isAwaited: Check = (value) => isPattern(value) || Object(value).prompt === true;
const isSaid: Check = (value) => isText(value) || isText(Object(value).secret);
const isWhen: Check = (value) => {
  const { when, send } = Object(value);
  return isPattern(when) && isSaid(send);
};
const isAnswer: Check = (value) => isSaid(value) || isWhen(value);

const isCommit: Check = (value) => {
  const { comment, confirmed } = Object(value);
  return maybe(comment, isText) && maybe(confirmed, isNumber);
};
const isKeep: Check = (value) => {
  const { commit, save } = Object(value);
  return maybe(commit, isCommit) && maybe(save, isYesNo);
};

const CHECKS: Readonly<Record<string, (given: Record<string, unknown>) => boolean>> = {
  mode: ({ mode }) => isText(mode),
  config: ({ lines, mode, answers, keep }) =>
    areAll(lines, isText) &&
    maybe(mode, isText) &&
    maybe(keep, isKeep) &&
    (answers === undefined || areAll(answers, isWhen)),
  save: () => true,
  commit: ({ comment, confirmed }) => maybe(comment, isText) && maybe(confirmed, isNumber),
  abort: () => true,
  break: () => true,
  reloaded: () => true,
  hold: () => true,
  expect: ({ patterns }) => areAll(patterns, isAwaited),
  state: () => true,
  last: () => true,
  facts: () => true,
  blocks: ({ most }) => isNumber(most),
  parse: ({ command, text }) => isText(command) && isText(text),
  redispatch: ({ platform, login }) =>
    isText(platform) && (login === undefined || login === 'platform' || login === 'manual'),
  send: ({ text, expect, answers, timing, secret }) =>
    isText(text) &&
    maybe(expect, isPattern) &&
    (answers === undefined || areAll(answers, isAnswer)) &&
    maybe(timing, isNumber) &&
    maybe(secret, isYesNo),
  'wait-for': ({ pattern }) => isPattern(pattern),
  write: ({ data }) => isText(data) || isBytes(data),
  read: ({ until, quietMs }) => maybe(until, isPattern) && maybe(quietMs, isNumber),
};

function maybe(value: unknown, check: Check): boolean {
  return value === undefined || check(value);
}

function areAll(value: unknown, check: Check): boolean {
  return Array.isArray(value) && value.every(check);
}
