import type { TtpValue } from './value.ts';

/** What a getter knows of the input it is called for. */
export interface GetterInput {
  readonly text: string;
  /** A file's name; undefined where the text came from elsewhere. */
  readonly file: string | undefined;
  readonly now: Date;
}

/** Calls the getter a variable names: once for each input. Undefined for a name that is none. */
export function runGetter(name: string, input: GetterInput): TtpValue | undefined {
  return GETTERS.get(name)?.(input);
}

const GETTERS: ReadonlyMap<string, (input: GetterInput) => TtpValue> = new Map<
  string,
  (input: GetterInput) => TtpValue
>([
  ['gethostname', ({ text }) => hostname(text)],
  ['getfilename', ({ file }) => file ?? false],
  [
    'get_time',
    ({ now }) => [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(':'),
  ],
  [
    'get_date',
    ({ now }) => `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
  ],
  ['get_timestamp', ({ now }) => timestamp(now)],
  [
    'get_timestamp_ms',
    ({ now }) => `${timestamp(now)}.${String(now.getMilliseconds()).padStart(3, '0')}`,
  ],
  ['get_timestamp_iso', ({ now }) => now.toISOString().replace('Z', '+00:00')],
  ['get_time_ns', ({ now }) => now.getTime() * 1_000_000],
]);

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function timestamp(now: Date): string {
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${date} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(':')}`;
}

/** Prompts in front of a command: Junos, VRP, IOS (and privileged), IOS-XR, FortiGate, SR OS. */
const PROMPTS: readonly RegExp[] = [
  /^[\w.-]+@([\w.-]+)[>#]/m,
  /^<([\w.-]+)>/m,
  /^RP\/\d+\/\w+\/\w+:([\w.-]+)[>#]/m,
  /^([\w.-]+)\s?(?:\([\w.-]+\)\s)?[#>](?=\s?\S|\s*$)/m,
  /^\*?[AB]:([\w.-]+)(?:>[\w>"-]*)?[#$]/m,
];

function hostname(text: string): TtpValue {
  const head = text.slice(0, MOST_CHARS);
  for (const prompt of PROMPTS) {
    const found = prompt.exec(head)?.[1];
    if (found !== undefined) return found;
  }
  return false;
}

const MOST_CHARS = 1_000_000;
