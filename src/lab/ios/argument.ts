import { lengthOfMask, parseIpv4 } from '../model/ipv4.ts';
import type { Token } from './tokens.ts';

/** A kind of argument: how it is shown by `?`, and which words it takes. */
interface ArgumentKind {
  readonly label: string;
  readonly help: string;
  /** The value and how many words it took; undefined when the first word cannot be one. */
  readonly take: (tokens: readonly Token[], surroundings: Surroundings) => Taken | undefined;
}

export interface Taken {
  readonly value: string;
  readonly words: number;
}

/** What arguments depend on beyond their own words. */
export interface Surroundings {
  readonly interfaces: readonly string[];
}

/** The kind named in a path: a fixed one, or a range such as `1-65535`. */
export function argumentKind(name: string): ArgumentKind {
  const range = /^(\d+)-(\d+)$/.exec(name);
  if (range) return numberKind(Number(range[1]), Number(range[2]));
  const kind = KINDS[name];
  if (!kind) throw new Error(`no kind of argument is called ${name}`);
  return kind;
}

/** Interface types with their help, for `?` and Tab. */
export const INTERFACE_TYPES: Readonly<Record<string, string>> = {
  Ethernet: 'IEEE 802.3',
  FastEthernet: 'FastEthernet IEEE 802.3',
  GigabitEthernet: 'GigabitEthernet IEEE 802.3z',
  Loopback: 'Loopback interface',
  Serial: 'Serial',
  TenGigabitEthernet: 'Ten Gigabit Ethernet',
};

const MAX_LOOPBACK = 2_147_483_647;

const KINDS: Readonly<Record<string, ArgumentKind>> = {
  ip: oneWord('A.B.C.D', 'IP address', (word) => parseIpv4(word) !== undefined),
  mask: oneWord('A.B.C.D', 'IP subnet mask', (word) => {
    const mask = parseIpv4(word);
    return mask !== undefined && lengthOfMask(mask) !== undefined;
  }),
  wildcard: oneWord('A.B.C.D', 'OSPF wild card bits', (word) => parseIpv4(word) !== undefined),
  word: oneWord('WORD', 'Name', () => true),
  area: oneWord('<0-4294967295>', 'OSPF area ID as a decimal value', isArea),
  line: {
    label: 'LINE',
    help: 'Text',
    take: (tokens) => {
      const first = tokens[0];
      return first && { value: first.rest, words: tokens.length };
    },
  },
  interface: { label: 'interface', help: '', take: takeInterface },
  'any-interface': {
    label: 'interface',
    help: '',
    take: (tokens, { interfaces }) => {
      const known = takeInterface(tokens, { interfaces });
      return known ?? takeLoopback(tokens);
    },
  },
};

function oneWord(label: string, help: string, fits: (word: string) => boolean): ArgumentKind {
  return {
    label,
    help,
    take: ([token]) => (token && fits(token.text) ? { value: token.text, words: 1 } : undefined),
  };
}

function numberKind(low: number, high: number): ArgumentKind {
  const fits = (word: string): boolean =>
    /^\d{1,10}$/.test(word) && Number(word) >= low && Number(word) <= high;
  return oneWord(`<${low}-${high}>`, 'Number', fits);
}

function isArea(word: string): boolean {
  return parseIpv4(word) !== undefined || (/^\d{1,10}$/.test(word) && Number(word) <= 0xffffffff);
}

function takeInterface(tokens: readonly Token[], { interfaces }: Surroundings): Taken | undefined {
  const named = readInterfaceName(tokens);
  const name = named && interfaces.find((one) => one === named.value);
  return name === undefined ? undefined : named;
}

function takeLoopback(tokens: readonly Token[]): Taken | undefined {
  const named = readInterfaceName(tokens);
  if (!named) return undefined;
  const number = /^Loopback(\d{1,10})$/.exec(named.value)?.[1];
  return number !== undefined && Number(number) <= MAX_LOOPBACK ? named : undefined;
}

/** `gi0/1`, `Gi 0/1` and `GigabitEthernet0/1` in full. */
function readInterfaceName([first, second]: readonly Token[]): Taken | undefined {
  const parts = /^([A-Za-z]+)(\d[\d/.:]*)?$/.exec(first?.text ?? '');
  const letters = parts?.[1]?.toLowerCase();
  if (!letters) return undefined;
  const type = Object.keys(INTERFACE_TYPES).find((one) => one.toLowerCase().startsWith(letters));
  if (!type) return undefined;
  if (parts?.[2] !== undefined) return { value: type + normalNumber(parts[2]), words: 1 };
  if (!/^\d[\d/.:]*$/.test(second?.text ?? '')) return undefined;
  return { value: type + normalNumber(second?.text ?? ''), words: 2 };
}

function normalNumber(text: string): string {
  return text.replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ''));
}
