// `npm run score -- [PLATFORM[/COMMAND]] [--lines]`: how many of the community's samples each template reads, and where it misses.
// `--lines` also prints the lines that no rule of the template knew.
import { readFileSync } from 'node:fs';
import { withoutClutter } from '../../src/parse/clean-text.ts';
import { Library } from '../../src/parse/library.ts';
import { TextParser } from '../../src/parse/text-parser.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { compileTemplate } from '../../src/textfsm/compile-template.ts';
import { runTemplate } from '../../src/textfsm/run-template.ts';
import {
  COMMUNITY,
  caseName,
  expectedRows,
  givenRows,
  misses,
  type ParserCase,
  parserCases,
  rawText,
} from '../helpers/parser-cases.ts';

const MISSES_SHOWN = 12;
const LINES_SHOWN = 12;

const parser = new TextParser();
const platforms = openPlatforms();
const library = new Library();

const words = process.argv.slice(2);
const showsLines = words.includes('--lines');
const wanted = words.find((word) => !word.startsWith('--')) ?? '';
const cases = parserCases(COMMUNITY).filter((one) =>
  wanted.includes('/') ? `${one.platform}/${one.name}` === wanted : one.platform.startsWith(wanted),
);
if (cases.length === 0) say(`no samples in ${COMMUNITY}: SHOWRUN_CASES names their folder`);

const scores = new Map<string, { equal: number; all: number }>();
for (const one of cases) {
  const found = missesOf(one);
  const pair = `${one.platform}/${one.name}`;
  const score = scores.get(pair) ?? { equal: 0, all: 0 };
  scores.set(pair, score);
  score.all++;
  if (found.length === 0) score.equal++;
  if (found.length > 0) {
    say(`\n${caseName(one)}`);
    for (const miss of found.slice(0, MISSES_SHOWN)) say(`  ${miss.slice(0, 300)}`);
    if (found.length > MISSES_SHOWN) say(`  and ${found.length - MISSES_SHOWN} more`);
  }
  if (showsLines) printLines(one);
}

say('');
for (const [pair, { equal, all }] of scores) {
  say(`${equal === all ? ' ' : '!'} ${String(equal).padStart(3)}/${all}  ${pair}`);
}
const totals = [...scores.values()];
const sum = (key: 'equal' | 'all'): number => totals.reduce((total, one) => total + one[key], 0);
say(`  ${sum('equal')}/${sum('all')} samples`);

function missesOf(one: ParserCase): readonly string[] {
  try {
    return misses(givenRows(parser, one), expectedRows(one));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function printLines(one: ParserCase): void {
  const platform = platforms.lookup(one.platform);
  const lineage = [platform?.name ?? one.platform, ...(platform?.parents ?? [])];
  const found = library.find(lineage, one.name.replaceAll('_', ' '));
  if (!found) return;
  const template = compileTemplate(readFileSync(found.file, 'utf8'), { file: found.file });
  const run = runTemplate(template, withoutClutter(rawText(one), platform).text, {
    mode: 'lenient',
  });
  if (run.unmatched.length > 0) say(`\n${caseName(one)}: unknown lines`);
  for (const { line, text } of run.unmatched.slice(0, LINES_SHOWN)) {
    say(`  ${line}: ${text.slice(0, 200)}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
