import { describe, expect, it } from 'vitest';
import csv from '../../../../src/export/formats/csv.ts';
import {
  exported,
  exportGiven,
  recordedBlock,
  recordingOf,
} from '../../../helpers/export-given.ts';

const tableOf = (...rows: readonly string[]) => ({
  columns: ['interface', 'status'],
  rows: rows.map((name) => [name, 'up']),
  origin: undefined,
});

describe('csv', () => {
  it('is the table of one command over its hosts', async () => {
    const blocks = [
      recordedBlock({ command: 'show ip int brief' }),
      recordedBlock({ command: 'show  ip int brief ', number: 2, session: 'r2' }),
      recordedBlock({ command: 'show ip int brief', number: 3, session: 'r3', outcome: 'refused' }),
    ];
    const problems: string[] = [];
    const given = exportGiven({
      recording: recordingOf([], { blocks }),
      tables: { 1: tableOf('Gi0/0', '=1+1'), 2: tableOf('Gi0/1'), 3: tableOf('never') },
      more: { onProblem: (line) => problems.push(line) },
    });
    expect(await exported(csv, given)).toBe(
      "host,interface,status\r\nr1,Gi0/0,up\r\nr1,'=1+1,up\r\nr2,Gi0/1,up\r\n",
    );
    expect(problems).toEqual(['r3: the answer of #3 is no table, so it is not in the CSV']);
  });

  it('tells the times of rows where one host was asked again', async () => {
    const blocks = [
      recordedBlock({ command: 'show x' }),
      recordedBlock({ command: 'show x', number: 2, atS: 61 }),
    ];
    const given = exportGiven({
      recording: recordingOf([], { blocks }),
      tables: { 1: tableOf('a'), 2: tableOf('b') },
    });
    expect(await exported(csv, given)).toBe(
      'host,recorded,interface,status\r\nr1,2026-11-21 01:42:18,a,up\r\nr1,2026-11-21 01:43:18,b,up\r\n',
    );
  });

  it('is the list of commands where there are several, or no table, formulas inert', async () => {
    const blocks = [
      recordedBlock({ command: '=cmd()' }),
      recordedBlock({ command: 'show y', number: 2, mode: '' }),
    ];
    const given = exportGiven({ recording: recordingOf([], { blocks }), texts: { 1: 'a\nb\n' } });
    expect(await exported(csv, given)).toBe(
      'number,host,time,platform,mode,command,by,outcome,ms,lines\r\n' +
        "1,r1,2026-11-21 01:42:18,cisco_ios,privileged,'=cmd(),person,ok,400,2\r\n" +
        '2,r1,2026-11-21 01:42:18,cisco_ios,,show y,person,ok,400,0\r\n',
    );
  });
});
