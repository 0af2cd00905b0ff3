import { isIP } from 'node:net';

// Nothing a device prints in a cell is longer; what is, is text.
const MOST_CHARS = 80;

/** `1500`, `-3`, `1,234,567`, `0.25`. */
export function numberValue(text: string): number | undefined {
  if (text.length > MOST_CHARS) return undefined;
  if (/^[-+]?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return /^[-+]?\d{1,3}(?:,\d{3})+$/.test(text) ? Number(text.replaceAll(',', '')) : undefined;
}

/** A number with a unit, in the unit's parts: bits, bytes, packets, per cent. `1 Mbps` is more than `900 Kbps`. */
export function rateValue(text: string): number | undefined {
  if (text.length > MOST_CHARS) return undefined;
  const found =
    /^([-+]?\d[\d.,]*)\s*([kmgtp]?)(i?)(b|bit|bits|bps|bytes|pps|hz|v|a|w|c|dbm|b\/s|bit\/s|bits\/sec|kbit)?(?:\/s(?:ec)?)?$|^([-+]?\d[\d.,]*)\s*%$/i.exec(
      text,
    );
  if (!found) return undefined;
  const number = numberValue(found[1] ?? found[5] ?? '');
  if (number === undefined) return undefined;
  const step = (found[3] ?? '') === '' ? 1_000 : 1_024;
  return number * step ** ' kmgtp'.indexOf((found[2] || ' ').toLowerCase());
}

/** Units of time by how devices write them; `m` stands for minutes, `mo` for months. */
const SECONDS: readonly (readonly [unit: RegExp, seconds: number])[] = [
  [/^y/, 31_536_000],
  [/^mo/, 2_592_000],
  [/^w/, 604_800],
  [/^d/, 86_400],
  [/^h/, 3_600],
  [/^m(?:s|sec|secs|illisecond|illiseconds)$/, 0.001],
  [/^m/, 60],
  [/^s/, 1],
];

const DURATION_PART =
  /(\d+(?:\.\d+)?)\s*(years?|y|months?|mo|weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|msecs?|milliseconds?|ms|m|seconds?|secs?|s)(?![a-z])|(\d+):(\d\d)(?::(\d\d))?(?:\.\d+)?/giy;

/** Seconds in `1w2d`, `2d03h`, `00:04:11`, `3 weeks, 2 days`, `5d 03:12`; `never` is longer than any. */
export function durationSeconds(text: string): number | undefined {
  if (/^never$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (text.length > MOST_CHARS || !/^\d/.test(text)) return undefined;
  let at = 0;
  let seconds = 0;
  while (at < text.length) {
    DURATION_PART.lastIndex = at;
    const part = DURATION_PART.exec(text);
    if (!part) return undefined;
    seconds += secondsOf(part);
    at = DURATION_PART.lastIndex;
    const rest = /^(?:\s*(?:,|and)\s*|\s+)?(?:ago$)?/i.exec(text.slice(at));
    at += rest?.[0].length ?? 0;
  }
  return seconds;
}

function secondsOf(part: RegExpExecArray): number {
  const [, count, unit, hours, minutes, rest] = part;
  if (unit !== undefined) {
    const name = unit.toLowerCase();
    return Number(count) * (SECONDS.find(([pattern]) => pattern.test(name))?.[1] ?? 0);
  }
  // `12:34` without seconds is hours and minutes wherever devices print it for an uptime.
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(rest ?? 0);
}

/** `aabb.ccdd.eeff`, `aa:bb:cc:dd:ee:ff`, `aabb-ccdd-eeff`: the 48 bits. */
export function macValue(text: string): number | undefined {
  const isMac =
    /^[0-9a-f]{4}([.:-])[0-9a-f]{4}\1[0-9a-f]{4}$/i.test(text) ||
    /^[0-9a-f]{1,2}(?:([:-])[0-9a-f]{1,2})(?:\1[0-9a-f]{1,2}){4}$/i.test(text);
  if (!isMac) return undefined;
  const parts = text.split(/[.:-]/);
  const digits = parts.length === 6 ? 2 : 4;
  return Number.parseInt(parts.map((part) => part.padStart(digits, '0')).join(''), 16);
}

/** An address or a prefix, IPv4 before IPv6, by address and then by length: the address's bits followed by the length's. */
export function addressValue(text: string): bigint | undefined {
  const network = networkOf(text);
  return (
    network && (network.bits << 8n) + BigInt(network.length) + (network.family === 6 ? V6 : 0n)
  );
}

const V6 = 1n << 140n;

/** An address with the length of its network; an address alone is a network of itself. */
export interface Network {
  readonly family: 4 | 6;
  readonly bits: bigint;
  readonly length: number;
}

/** `10.0.0.0/8`, `10.0.0.1`, `10.1.2.0 255.255.255.0`, `fe80::1%eth0`, `2001:db8::/32`. */
export function networkOf(text: string): Network | undefined {
  if (text.length > MOST_CHARS) return undefined;
  const [address = '', mask] = text.trim().split(/[/ ]/, 2);
  const plain = address.replace(/%.*$/, '');
  const family = isIP(plain);
  if (family !== 4 && family !== 6) return undefined;
  const most = family === 4 ? 32 : 128;
  const length = mask === undefined ? most : maskLength(mask);
  if (length === undefined || length > most) return undefined;
  return { family, bits: family === 4 ? v4Bits(plain) : v6Bits(plain), length };
}

/** Whether a network, or an address, lies within another one. */
export function liesWithin(inner: Network, outer: Network): boolean {
  if (inner.family !== outer.family || inner.length < outer.length) return false;
  const shift = BigInt((outer.family === 4 ? 32 : 128) - outer.length);
  return inner.bits >> shift === outer.bits >> shift;
}

function maskLength(mask: string): number | undefined {
  if (/^\d{1,3}$/.test(mask)) return Number(mask);
  if (isIP(mask) !== 4) return undefined;
  const bits = v4Bits(mask).toString(2).padStart(32, '0');
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : undefined;
}

function v4Bits(address: string): bigint {
  return address.split('.').reduce((bits, part) => (bits << 8n) + BigInt(part), 0n);
}

function v6Bits(address: string): bigint {
  const [head = '', tail] = address.split('::');
  const left = groupsOf(head);
  const right = tail === undefined ? [] : groupsOf(tail);
  const zeros = Array.from(
    { length: tail === undefined ? 0 : 8 - left.length - right.length },
    () => 0n,
  );
  return [...left, ...zeros, ...right].reduce((bits, group) => (bits << 16n) + group, 0n);
}

/** The groups of 16 bits; an IPv4 address at the end is two. */
function groupsOf(text: string): bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const bits = v4Bits(group);
    return [bits >> 16n, bits & 0xffffn];
  });
}
