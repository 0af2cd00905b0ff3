import type { Cell, Table } from '../../core/table/table.ts';

/** What stands for a host's own name when answers of several hosts are compared. */
const OWN = '‹host›';

/** Names shorter than this stand in texts for other things. */
const LEAST_CHARS = 2;

/** Where devices say what they are called. */
const SAID: readonly RegExp[] = [
  /^\s*hostname\s+"?([\w.-]+)/im,
  /^\s*(?:set system )?host-name\s+([\w.-]+)/im,
  /^\s*switchname\s+([\w.-]+)/im,
  /^\s*sysname\s+([\w.-]+)/im,
  /^([\w.-]+) uptime is /im,
  /^(?:\w[\w.-]*@)?([\w.-]+)(?:\([\w-]+\))?[#>]\s*$/m,
];

/** What a host is called in its own answer: its name here, that without its domain, and what the device calls itself there. */
export function ownNames(host: string, text: string): readonly string[] {
  const said = SAID.flatMap((pattern) => pattern.exec(text.slice(0, 100_000))?.[1] ?? []);
  const names = [host, host.replace(/^.*@/, ''), ...said].flatMap((name) => {
    const isAddress = /^[\d.:]+$/.test(name);
    return isAddress ? [name] : [name, name.replace(/\..*$/, '')];
  });
  return [...new Set(names)]
    .filter((name) => name.length >= LEAST_CHARS)
    .toSorted((a, b) => b.length - a.length);
}

/** A text with these names, where they stand as words, replaced by a mark. */
export function nameMasker(names: readonly string[]): (text: string) => string {
  if (names.length === 0) return (text) => text;
  const pattern = new RegExp(
    `(?<![\\w.-])(?:${names.map(escaped).join('|')})(?![\\w-])(?!\\.\\w)`,
    'gi',
  );
  return (text) => text.replace(pattern, OWN);
}

/** A table with a mask over its texts. */
export function maskedTable(table: Table, mask: (text: string) => string): Table {
  const masked = (cell: Cell): Cell => {
    if (typeof cell === 'string') return mask(cell);
    return typeof cell === 'object' && cell !== null ? cell.map(mask) : cell;
  };
  return { ...table, rows: table.rows.map((row) => row.map(masked)) };
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
