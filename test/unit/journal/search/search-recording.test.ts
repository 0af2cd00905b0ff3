import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  addressOf,
  byNewest,
  type FoundBlock,
} from '../../../../src/journal/search/found-block.ts';
import { readSearchQuery } from '../../../../src/journal/search/read-query.ts';
import { ListReader } from '../../../../src/journal/search/recording-lists.ts';
import { searchRecording } from '../../../../src/journal/search/search-recording.ts';
import { compileWord } from '../../../../src/journal/search/search-word.ts';
import {
  type CommandStep,
  makeRecording,
  type RecordedSessionSpec,
  type RecordedStep,
} from '../../../helpers/make-recording.ts';
import { type MadeRecording, STARTED_AT_MS } from '../../../helpers/recording-folder.ts';

const made: MadeRecording[] = [];
afterEach(() => {
  for (const one of made.splice(0)) one.remove();
});

describe('the search in a recording', () => {
  it('finds a word in answers, with its line, its marks, its count and the moment', () => {
    const recording = record(
      asked('show clock', '14:02:11 UTC'),
      asked('show ip ospf neighbor', 'Neighbor ID  State\n10.0.0.2  FULL/DR\n10.0.0.3  FULL/BDR'),
    );
    const [found, ...others] = search(recording, 'full');
    expect(others).toEqual([]);
    expect(found && addressOf(found)).toBe(`${recording.name}#2`);
    expect(found).toMatchObject({
      session: 'r1',
      host: 'r1',
      atS: 20.05,
      startedAtMs: STARTED_AT_MS + 20_000,
      block: { command: 'show ip ospf neighbor', outcome: 'ok', number: 2 },
      line: { in: 'answer', text: '10.0.0.2  FULL/DR', marks: [[10, 14]] },
      lines: { count: 2, isMore: false },
    });
  });

  it('wants all words, in the command or in the answer, and shows the line with the most of them', () => {
    const recording = record(
      asked('show interfaces', 'Gi0/0 is up\nGi0/1 is down\nGi0/2 is up'),
      asked('show version', 'uptime is long'),
    );
    expect(commands(recording, 'interfaces down')).toEqual(['show interfaces']);
    expect(search(recording, 'Gi0/1 is down')[0]?.line?.text).toBe('Gi0/1 is down');
    expect(commands(recording, 'interfaces uptime')).toEqual([]);
    expect(commands(recording, 'is')).toEqual(['show version', 'show interfaces']);
  });

  it('looks only in commands or only in answers, where that is asked', () => {
    const recording = record(asked('show version', 'IOS'), asked('show run', 'version 15'));
    expect(commands(recording, 'version')).toEqual(['show run', 'show version']);
    expect(commands(recording, 'version in:commands')).toEqual(['show version']);
    expect(commands(recording, 'version in:answers')).toEqual(['show run']);
  });

  it('takes neither echo nor prompts nor markers for answers', () => {
    const recording = record(asked('show clock', '14:02'), { marker: 'secret marker' });
    expect(search(recording, 'clock in:answers')).toEqual([]);
    expect(search(recording, 'r1#')).toEqual([]);
    expect(search(recording, 'marker')).toEqual([]);
  });

  it('finds what came between commands, with no command', () => {
    const recording = record(
      asked('show clock', '14:02'),
      '\r\n%LINK-3-UPDOWN: Interface Gi0/1, changed state to down\r\nr1#',
    );
    const [found] = search(recording, 'UPDOWN');
    expect(found).toMatchObject({ block: undefined, atS: 20, line: { in: 'answer' } });
    expect(found && addressOf(found)).toBe(recording.name);
    expect(search(recording, 'UPDOWN outcome:ok')).toEqual([]);
  });

  it('takes phrases, expressions and capitals as they are', () => {
    const recording = record(asked('show', 'state is FULL/DR'), asked('show', 'full state'));
    expect(search(recording, '"is full"')).toHaveLength(1);
    expect(search(recording, 'FULL')).toHaveLength(1);
    expect(search(recording, '/st\\w+ is/')).toHaveLength(1);
    expect(search(recording, '/^full|DR$/')).toHaveLength(2);
  });

  it('keeps to outcomes, modes, who sent it, sessions, groups and platforms', () => {
    const recording = record(
      asked('conf t', '', { mode: 'configuration', outcome: 'refused', by: 'script' }),
      asked('show', 'x'),
    );
    expect(commands(recording, 'outcome:refused')).toEqual(['conf t']);
    expect(commands(recording, 'mode:conf*')).toEqual(['conf t']);
    expect(commands(recording, 'by:script')).toEqual(['conf t']);
    expect(commands(recording, 'host:R1')).toHaveLength(2);
    expect(commands(recording, 'host:r2')).toEqual([]);
    expect(commands(recording, 'host:all,!r1')).toEqual([]);
    expect(commands(recording, 'group:core')).toHaveLength(2);
    expect(commands(recording, 'host:(platform=cisco_*)')).toHaveLength(2);
    expect(commands(recording, 'platform:arista_eos')).toEqual([]);
    expect(commands(recording, 'day:2026-11-21')).toHaveLength(2);
    expect(commands(recording, 'day:2026-11-20')).toEqual([]);
  });

  it('gives the newest where there are many, and reads over what is torn', () => {
    const steps = Array.from({ length: 30 }, (_, at) => asked(`show ${at}`, 'same'));
    const recording = record(...steps);
    expect(commands(recording, 'same', 3)).toEqual(['show 29', 'show 28', 'show 27']);
  });

  it('finds what a slow search over the texts finds, wherever events and slices end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ command: words, answer: fc.array(words, { maxLength: 4 }) }), {
          maxLength: 6,
        }),
        fc.array(fc.constantFrom('bgp', 'up', 'é', 'Gi0', 'show', '"', '\\'), {
          minLength: 1,
          maxLength: 2,
        }),
        fc.constantFrom(64, 300, 4_000_000),
        (blocks, wanted, sliceBytes) => {
          const recording = record(
            ...blocks.map(({ command, answer }) => asked(command, answer.join('\n'))),
          );
          const expected = blocks.flatMap(({ command, answer }, at) => {
            const texts = [command, ...answer].map((text) => text.toLowerCase());
            const isFound = wanted.every((word) =>
              texts.some((text) => text.includes(word.toLowerCase())),
            );
            return isFound ? [at + 1] : [];
          });
          const words = wanted.map((source) => ({ kind: 'text' as const, source, isExact: false }));
          const query = { ...readSearchQuery('', STARTED_AT_MS).query, words };
          const found = searchWith(recording, query, { sliceBytes });
          expect(found.map(({ block }) => block?.number).toSorted(ascending)).toEqual(expected);
          recording.remove();
        },
      ),
      { numRuns: 60 },
    );
  });
});

const words = fc
  .array(fc.constantFrom('bgp', 'Up', 'É', 'gi0', 'x', ' ', 'is', '"', '\\', 'down'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((some) => some.join('').trim())
  .filter((text) => text !== '');

function ascending(a: number | undefined, b: number | undefined): number {
  return (a ?? 0) - (b ?? 0);
}

function asked(command: string, answer: string, more: Partial<CommandStep> = {}): CommandStep {
  return { command, answer, ...more };
}

/** A session of one host; a step every ten seconds. */
function record(...steps: readonly RecordedStep[1][]): MadeRecording {
  const session: RecordedSessionSpec = {
    name: 'r1',
    groups: ['core'],
    steps: [[0, '\r\nr1#'], ...steps.map((step, at): RecordedStep => [10 * (at + 1), step])],
  };
  const recording = makeRecording({ sessions: [session] });
  made.push(recording);
  return recording;
}

function search(recording: MadeRecording, text: string, most = 100): FoundBlock[] {
  const { query, problem } = readSearchQuery(text, STARTED_AT_MS);
  expect(problem).toBeUndefined();
  return searchWith(recording, query, { most });
}

function searchWith(
  recording: MadeRecording,
  query: ReturnType<typeof readSearchQuery>['query'],
  { most = 100, sliceBytes }: { readonly most?: number; readonly sliceBytes?: number },
): FoundBlock[] {
  const lists = new ListReader().read(recording.path);
  if (lists === undefined) throw new Error('no recording');
  const compiled = { query, words: query.words.map(compileWord), most, sinceMs: () => 0 };
  const batches = searchRecording(lists, compiled, {
    pause: () => undefined,
    bounded: (work) => work(),
    sliceBytes,
  });
  return [...batches].flat().sort(byNewest).slice(0, most);
}

function commands(recording: MadeRecording, text: string, most = 100): (string | undefined)[] {
  return search(recording, text, most).map(({ block }) => block?.command);
}
