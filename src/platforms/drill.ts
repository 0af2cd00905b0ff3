import type { Platform } from './platform.ts';

/** What a value of a table can be, for going on from it. */
export const DRILL_KINDS = ['interface', 'neighbor', 'address', 'prefix', 'mac', 'vlan'] as const;

export type DrillKind = (typeof DRILL_KINDS)[number];

/** A value a device has printed, to be asked about. */
export interface DrillValue {
  readonly kind: DrillKind;
  /** As printed; of a prefix with its length where it is known: `10.0.0.0/24`. */
  readonly text: string;
}

/**
 * The platform's commands that tell more of a value; none for a text that does not look like such a value through and through: it
 * comes from a device, and goes into a command.
 */
export function drillCommands(
  { drill }: Pick<Platform, 'drill'>,
  { kind, text }: DrillValue,
): string[] {
  if (!LOOKS[kind].test(text)) return [];
  const [address = '', length] = text.split('/', 2);
  const isPrefix = kind === 'prefix' || kind === 'address';
  const mask =
    isPrefix && length !== undefined && !address.includes(':') ? maskOf(length) : undefined;
  return (drill?.[kind] ?? []).flatMap((command) => {
    if (command.includes('{mask}') && mask === undefined) return [];
    const words: Readonly<Record<string, string>> = {
      '{}': text,
      '{address}': isPrefix ? address : text,
      '{mask}': mask ?? '',
    };
    return [command.replace(/\{(?:address|mask)?\}/g, (place) => words[place] ?? place)];
  });
}

/** No blanks, no separators of a shell or a CLI, no option's dash in front, nothing beyond ASCII. */
const LOOKS: Readonly<Record<DrillKind, RegExp>> = {
  interface: /^[A-Za-z0-9][\w./:-]{0,60}$/,
  neighbor: /^[A-Za-z0-9][\w.:-]{0,60}$/,
  address: /^[0-9A-Fa-f][0-9A-Fa-f.:]{1,44}$/,
  prefix: /^[0-9A-Fa-f:][0-9A-Fa-f.:]{1,44}(?:\/\d{1,3})?$/,
  mac: /^[0-9A-Fa-f]{1,4}(?:[.:-][0-9A-Fa-f]{1,4}){2,5}$/,
  vlan: /^[1-9]\d{0,3}$/,
};

/** `24` as `255.255.255.0`. */
function maskOf(length: string): string | undefined {
  const bits = Number(length);
  if (!(bits >= 0 && bits <= 32)) return undefined;
  return [0, 8, 16, 24]
    .map((from) => 256 - 2 ** (8 - Math.max(0, Math.min(8, bits - from))))
    .join('.');
}
