import { safe } from '../../core/safe.ts';
import { hideSecrets } from '../history/secrets/hide-secrets.ts';
import { parseAnsi } from '../transcript/ansi-text.ts';
import { cellText } from './cell-file.ts';
import type { KeptCell } from './kept-cell.ts';

/** A cell with its answer as clean text, as it stood in the REPL; secrets hidden. */
export function logText(cell: KeptCell): string {
  const { source, outcome, printed } = cell;
  const prompt = `In [${outcome.number}]: `;
  const more = '...: '.padStart(prompt.length);
  const typed = hideSecrets(source)
    .text.split('\n')
    .map((line, at) => `${at === 0 ? prompt : more}${safe(line, MOST_CHARS)}`);
  const said = [plainText(printed), labelledAnswer(cell)].filter((text) => text !== '');
  return `# ${aboutOf(cell)}\n${[...typed, ...said].join('\n')}\n\n`;
}

/** A cell as one of a file that runs again; one that failed is kept as a comment. Secrets are hidden: it says so where there were some. */
export function recordText(cell: KeptCell): string {
  const { text, hidden } = hideSecrets(cell.source);
  const prose = NOTE.exec(text);
  if (prose !== null) return cellText(aboutOf(cell), commented(prose[1] ?? ''));
  const failed = FAILED[cell.outcome.status];
  const words = hidden === 0 ? '' : ' · secrets are hidden: put them in their places';
  if (failed === undefined) return cellText(`${aboutOf(cell)}${words}`, text);
  return cellText(`${aboutOf(cell)} · ${failed}${words}`, commented(text));
}

const MOST_CHARS = 1_000_000;
const NOTE = /^\s*%%note\b[^\n]*\n?(.*)$/s;

const FAILED: Readonly<Partial<Record<KeptCell['outcome']['status'], string>>> = {
  failed: 'failed',
  interrupted: 'stopped',
  died: 'the kernel died',
};

/** When it ran, whom it asked, how long it took. */
function aboutOf({ outcome, hosts, endedAtMs }: KeptCell): string {
  const elapsedMs = 'elapsedMs' in outcome ? outcome.elapsedMs : 0;
  const at = new Date(endedAtMs - elapsedMs);
  const asked = hosts.length === 0 ? [] : [hosts.map((host) => safe(host, 60)).join(', ')];
  const took = `${Math.round(elapsedMs).toLocaleString('en')} ms`;
  return [localTime(at), ...asked, took].join(' · ');
}

/** With the offset, so that a log is read the same elsewhere: `2026-03-09 14:02:11 +01:00`. */
function localTime(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  const two = (value: number): string => String(value).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  const local = new Date(at.getTime() + minutes * 60_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${offset}`;
}

function labelledAnswer(cell: KeptCell): string {
  const { outcome } = cell;
  const text = answerText(cell);
  if (outcome.status !== 'value') return text;
  return `Out[${outcome.number}]:${text.includes('\n') ? '\n' : ' '}${text}`;
}

/** What a cell gave, or how it ended; '' for nothing. */
export function answerText({ outcome }: KeptCell): string {
  switch (outcome.status) {
    case 'value':
    case 'failed':
    case 'died':
      return plainText(outcome.text);
    case 'interrupted':
      return 'interrupted';
    case 'done':
      return '';
  }
}

/** Without colours, controls made visible, secrets hidden. */
export function plainText(foreign: string): string {
  const plain = parseAnsi(foreign)
    .map(({ text }) => text)
    .join('');
  return hideSecrets(plain).text.trimEnd();
}

function commented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `// ${line}`.trimEnd())
    .join('\n');
}
