import { macValue, networkOf } from '../../core/table/kinds/cell-value.ts';

/** A piece of a line that somebody may want elsewhere, from `start` to before `end`. */
export interface Hint {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What of a line is worth a label: URLs, addresses and prefixes, MAC addresses, names of interfaces, paths, names with dots, fingerprints and
 * long numbers. Plain words are none, and of overlapping ones the first kind counts.
 */
export function findHints(line: string): readonly Hint[] {
  const shown = line.slice(0, MOST_CHARS);
  const taken: Hint[] = [];
  for (const find of KINDS) {
    for (const hint of find(shown)) {
      if (!taken.some(({ start, end }) => start < hint.end && hint.start < end)) taken.push(hint);
    }
  }
  return taken.sort((a, b) => a.start - b.start);
}

/** A line of a screen is shorter; a wrapped one may be long. */
const MOST_CHARS = 4_000;

type Find = (line: string) => Iterable<Hint>;

/** What the pattern finds, as far as `isOne` agrees; marks of a sentence behind it do not belong to it. */
function* matches(
  line: string,
  pattern: RegExp,
  isOne: (text: string) => boolean = () => true,
): Iterable<Hint> {
  for (const { 0: found, index: start } of line.matchAll(pattern)) {
    const text = found.replace(/[.,;:!?]+$/, '');
    if (text !== '' && isOne(text)) yield { start, end: start + text.length, text };
  }
}

const KINDS: readonly Find[] = [
  (line) => matches(line, /\b(?:https?|ssh|telnet|ftp|sftp|tftp|scp):\/\/[^\s"'<>()[\]{}|]+/g),
  (line) =>
    matches(line, /(?<![\w.:-])[\dA-Fa-f]{1,4}(?:[.:-][\dA-Fa-f]{1,4}){2,5}(?![\w:-])/g, isMac),
  (line) => matches(line, /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?![\w/])/g, isAddress),
  (line) =>
    matches(line, /(?<![\w:.])[\dA-Fa-f:]*::?[\dA-Fa-f:.]+(?:%\w+)?(?:\/\d{1,3})?(?![\w/])/g, isV6),
  (line) => matches(line, /\b(?:SHA256|MD5):[\w+/:=-]{16,}/g),
  (line) => matches(line, /(?<![\w./:-])[A-Za-z][A-Za-z-]*[A-Za-z]-?\d+(?:[/.:]\d+)+(?![\w/-])/g),
  (line) =>
    matches(
      line,
      /(?<![\w./:-])(?:Vlan|Lo(?:opback)?|Tu(?:nnel)?|Po(?:rt-channel)?|BVI|irb|bond|eth|ens?|Ethernet|Gi|Te|Fa|Eth?|ae|vlan|br)[A-Za-z]*-?\d+(?![\w/-])/g,
    ),
  (line) =>
    matches(
      line,
      /(?<![\w/.~])(?:~|\.{1,2})?\/[\w.@+-]+(?:\/[\w.@+-]*)*/g,
      (text) => text.length > 2,
    ),
  (line) => matches(line, /(?<![\w.@/-])[A-Za-z\d_-]+(?:\.[A-Za-z\d_-]+)+(?![\w/])/g, isDotted),
  (line) => matches(line, /(?<![\w.:-])[\dA-Fa-f]{8}(?:-[\dA-Fa-f]{4}){3}-[\dA-Fa-f]{12}\b/g),
  (line) => matches(line, /(?<![\w.:/-])\d{3,}(?![\w.:/%-])/g),
];

function isMac(text: string): boolean {
  return (
    macValue(text) !== undefined &&
    /^(?:[^.:-]{4}([.:-])[^.:-]{4}\1[^.:-]{4}|[^.:-]{2}([:-]).*)$/.test(text)
  );
}

function isAddress(text: string): boolean {
  return networkOf(text) !== undefined;
}

function isV6(text: string): boolean {
  return text !== '::' && networkOf(text)?.family === 6;
}

/** A name of the network, a file, a version: not `1.5` and not the end of a sentence. */
function isDotted(text: string): boolean {
  return /[A-Za-z]/.test(text) && text.length > 4;
}
