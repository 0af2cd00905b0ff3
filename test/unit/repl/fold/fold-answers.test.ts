import { stripVTControlCharacters } from 'node:util';
import fc, { array, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../src/core/table/table.ts';
import { madeUp } from '../../../../src/repl/diff/answers-of.ts';
import {
  FOLD_DEFAULTS,
  type Foldable,
  foldAnswers,
} from '../../../../src/repl/fold/fold-answers.ts';
import { foldText } from '../../../../src/repl/fold/fold-text.ts';

describe('folding', () => {
  it('shows the same answer once, with who gave it, and of another what differs', () => {
    const up = brief(['Gi0/0', 'up'], ['Gi0/1', 'up']);
    const shut = brief(['Gi0/0', 'up'], ['Gi0/1', 'administratively down'], ['Lo0', 'up']);
    expect(
      screen([table('r1', up), table('r2', up), table('r3', shut), table('core-2', up)]),
    ).toEqual([
      'r[1-2],core-2 (3)',
      'interface  status',
      'Gi0/0      up',
      'Gi0/1      up',
      'r3 (1) · 1 changed, 1 added, 1 the same',
      '~ Gi0/1  status up → administratively down',
      '+ Lo0    status up',
    ]);
  });

  it('marks the lines that differ where there is no table', () => {
    expect(
      screen([
        text('r1', 'line one\nntp server 10.0.0.1\nend'),
        text('r2', 'line one\nntp server 10.0.0.1\nend'),
        text('r3', 'line one\nntp server 10.9.9.9\nend'),
      ]),
    ).toEqual([
      'r[1-2] (2)',
      'line one',
      'ntp server 10.0.0.1',
      'end',
      'r3 (1) · 1 added, 1 removed, 2 the same',
      '  line one',
      '- ntp server 10.0.0.1',
      '+ ntp server 10.9.9.9',
      '  end',
    ]);
  });

  it("counts a host's own name as the same, also what the device calls itself", () => {
    const answers = [
      text('r1', 'hostname r1\nbanner I am r1\nend'),
      text('r2', 'hostname r2\nbanner I am r2\nend'),
      text('192.0.2.3', 'hostname edge\nbanner I am edge\nend'),
    ];
    expect(groups(answers)).toEqual([['r1', 'r2', '192.0.2.3']]);
    expect(groups(answers, { names: 'count' })).toEqual([['r1'], ['r2'], ['192.0.2.3']]);
  });

  it("takes another host's name in the text for a difference", () => {
    expect(groups([text('r1', 'to r2'), text('r2', 'to r2')])).toEqual([['r1'], ['r2']]);
    expect(groups([text('r1', 'r10 is up'), text('r2', 'r10 is up')])).toEqual([['r1', 'r2']]);
  });

  it('counts columns that pass as the same, and names them', () => {
    const one = aged('00:00:04');
    const other = aged('00:00:09');
    const answers = [table('r1', one), table('r2', other)];
    expect(groups(answers)).toEqual([['r1', 'r2']]);
    expect(screen(answers).at(-1)).toBe('ignored: uptime');
    expect(groups(answers, { passing: 'count' })).toEqual([['r1'], ['r2']]);
  });

  it('goes by what a person has said of columns', () => {
    const answers = [
      table('r1', brief(['Gi0/0', 'up'])),
      table('r2', brief(['Gi0/0', 'down'])),
    ].map((answer) => ({ ...answer, platform: 'cisco_ios', command: 'show x' }));
    const rules = { 'cisco_ios show x': { ignored: ['status'], compared: [] } };
    expect(groups(answers)).toEqual([['r1'], ['r2']]);
    expect(groups(answers, { rules })).toEqual([['r1', 'r2']]);
  });

  it('counts times in texts as the same where told', () => {
    const answers = [text('r1', 'up for 3 days, 4 hours'), text('r2', 'up for 9 days, 1 hour')];
    expect(groups(answers)).toEqual([['r1'], ['r2']]);
    expect(groups(answers, { times: 'equal' })).toEqual([['r1', 'r2']]);
  });

  it('keeps those apart that refused', () => {
    const up = brief(['Gi0/0', 'up']);
    const refused: Foldable = { ...text('r3', '% Invalid input'), outcome: 'refused' };
    expect(screen([table('r1', up), table('r2', up), refused]).slice(-2)).toEqual([
      'r3 (1) refused',
      '% Invalid input',
    ]);
  });

  it('folds each command by itself', () => {
    const answers = ['a', 'b'].flatMap((command) => [
      { ...text('r1', command), command },
      { ...text('r2', command), command },
    ]);
    expect(screen(answers)).toEqual(['a', 'r[1-2] (2)', 'a', 'b', 'r[1-2] (2)', 'b']);
  });

  it('ignores the order of rows', () => {
    const one = brief(['Gi0/0', 'up'], ['Gi0/1', 'down']);
    const other = brief(['Gi0/1', 'down'], ['Gi0/0', 'up']);
    expect(groups([table('r1', one), table('r2', other)])).toEqual([['r1', 'r2']]);
  });

  it('lets no escape sequence of a device through', () => {
    const shown = foldText(
      foldAnswers([text('r1', 'a\u001b[31mb'), text('r2', 'a\u001b[2Jb\u0007')]),
      [],
    );
    expect(stripVTControlCharacters(shown)).toContain('a␛[31mb');
    expect(shown).not.toContain('\u0007');
    expect(shown).not.toContain('\u001b[2J');
  });

  it('names every host once, whatever they said', () => {
    const said = array(constantFrom('x', 'y', 'z r1', ''), { maxLength: 12 });
    fc.assert(
      property(said, (texts) => {
        const answers = texts.map((one, at) => text(`r${at}`, one));
        const hosts = groups(answers).flat();
        expect(hosts.toSorted()).toEqual(answers.map(({ host }) => host).toSorted());
      }),
    );
  });
});

function text(host: string, said: string): Foldable {
  return madeUp(host, { text: said });
}

function table(host: string, one: Table): Foldable {
  return madeUp(host, { table: one });
}

function brief(...rows: readonly (readonly string[])[]): Table {
  return { columns: ['interface', 'status'], rows, origin: undefined };
}

function aged(uptime: string): Table {
  const columns = ['neighbor_id', 'interface', 'uptime'];
  return { columns, rows: [['2.2.2.2', 'Gi0/0', uptime]], origin: undefined };
}

function groups(answers: readonly Foldable[], options = {}): readonly (readonly string[])[] {
  return foldAnswers(answers, { ...FOLD_DEFAULTS, ...options }).flatMap((folded) =>
    folded.groups.map(({ hosts }) => hosts),
  );
}

function screen(answers: readonly Foldable[]): readonly string[] {
  return stripVTControlCharacters(foldText(foldAnswers(answers), [])).split('\n');
}
