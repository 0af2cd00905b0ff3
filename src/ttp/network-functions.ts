import { toCidr } from './condition-functions.ts';
import { type IpValue, readIp } from './ip-value.ts';
import type { Call } from './literal-reader.ts';
import { conversion, type MatchFunction } from './outcome.ts';
import { argument } from './read-calls.ts';
import { newObject, type TtpValue, textOf } from './value.ts';

/** Functions that know what a network is made of. What they do not understand stays as it was. */
export const NETWORK_FUNCTIONS: ReadonlyMap<string, MatchFunction> = new Map([
  ['to_ip', conversion(toIp)],
  ['to_net', conversion((value) => readIp(textOf(value))?.network ?? value)],
  ['to_cidr', conversion(toCidr)],
  ['ip_info', conversion((value) => ipInfo(value))],
  ['mac_eui', conversion(macEui)],
  ['uptimeparse', conversion(uptime)],
]);

function toIp(value: TtpValue, call: Call): TtpValue {
  const ip = readIp(textOf(value));
  const version = argument(call, 0, 'ipv');
  const isWanted = version === undefined || textOf(version).endsWith(String(ip?.version));
  return ip && isWanted ? ip : value;
}

function ipInfo(value: TtpValue): TtpValue {
  const ip = readIp(textOf(value));
  if (!ip) return value;
  const info = newObject([
    ['compressed', String(ip)],
    ['ip', ip.compressed],
    ['version', ip.version],
    ['is_loopback', isIn(ip, ['127.0.0.0/8', '::1/128'])],
    ['is_link_local', isIn(ip, ['169.254.0.0/16', 'fe80::/10'])],
    ['is_multicast', isIn(ip, ['224.0.0.0/4', 'ff00::/8'])],
    ['is_private', isIn(ip, PRIVATE)],
    ['is_unspecified', ip.address === 0n],
    ['max_prefixlen', ip.version === 4 ? 32 : 128],
  ]);
  if (ip.length === undefined) return info;
  const { network, netmask } = ip;
  const more = newObject([
    ['network', String(network)],
    ['netmask', netmask],
    ['prefixlen', ip.length],
    ['with_prefixlen', ip.with_prefixlen],
    ['with_netmask', `${ip.compressed}/${netmask}`],
    ['num_addresses', Number(network.broadcast - network.address + 1n)],
  ]);
  return newObject([...Object.entries(info), ...Object.entries(more)]);
}

const PRIVATE = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
];

function isIn(ip: IpValue, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => readIp(prefix)?.holds(ip) === true);
}

/** `aabb.ccdd.eeff` and its like as `aa:bb:cc:dd:ee:ff`. */
function macEui(value: TtpValue): TtpValue {
  const digits = textOf(value)
    .replace(/[^0-9a-fA-F]/g, '')
    .toLowerCase();
  const isMac = digits.length === 12 && /^[0-9a-fA-F.:\s-]+$/.test(textOf(value));
  return isMac ? (digits.match(/../g) ?? []).join(':') : value;
}

const SECONDS = {
  years: 31_536_000,
  months: 2_592_000,
  weeks: 604_800,
  days: 86_400,
  hours: 3_600,
  mins: 60,
  secs: 1,
} as const;
const UNITS: readonly (readonly [keyof typeof SECONDS, RegExp])[] = [
  ['years', /(\d+)\s*(?:years?|y)\b/],
  ['months', /(\d+)\s*months?\b/],
  ['weeks', /(\d+)\s*(?:weeks?|w)(?![a-z])/],
  ['days', /(\d+)\s*(?:days?|d)(?![a-z])/],
  ['hours', /(\d+)\s*(?:hours?|hrs?|h)(?![a-z])/],
  ['mins', /(\d+)\s*(?:minutes?|mins?|m)(?![a-z])/],
  ['secs', /(\d+)\s*(?:seconds?|secs?|s)(?![a-z])/],
];

/** A device's words for an uptime as seconds, or with `dict` as an object of its units. */
function uptime(value: TtpValue, call: Call): TtpValue {
  const text = textOf(value).toLowerCase();
  const found = UNITS.flatMap(([unit, pattern]) => {
    const count = pattern.exec(text)?.[1];
    return count === undefined ? [] : [[unit, Number(count)] as const];
  });
  const clock = /(\d+):(\d\d)(?::(\d\d))?/.exec(text);
  if (clock) {
    found.push(['hours', Number(clock[1])], ['mins', Number(clock[2])]);
    if (clock[3] !== undefined) found.push(['secs', Number(clock[3])]);
  }
  if (found.length === 0) return value;
  if (argument(call, 0, 'format') === 'dict') return newObject(found);
  return found.reduce((sum, [unit, count]) => sum + count * SECONDS[unit], 0);
}
