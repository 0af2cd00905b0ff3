import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asShowrunError } from '../../../src/core/errors.ts';
import { TextParser } from '../../../src/parse/text-parser.ts';

const parser = new TextParser();
const BRIEF = [
  'Interface                  IP-Address      OK? Method Status                Protocol',
  'GigabitEthernet0/0         10.0.12.1       YES manual up                    up      ',
].join('\n');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-parsers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('an answer', () => {
  it('becomes a table with names in lower case and its origin', () => {
    const table = parser.parse({ platform: 'cisco_ios', command: 'sh ip int br', text: BRIEF });
    expect(table).toEqual({
      columns: ['interface', 'ip_address', 'status', 'proto'],
      rows: [['GigabitEthernet0/0', '10.0.12.1', 'up', 'up']],
      origin: {
        template: 'cisco_ios/show_ip_interface_brief',
        mode: 'strict',
        linesMatched: 2,
        linesTotal: 2,
        warnings: [],
        unmatched: [],
        rowLines: { starts: Int32Array.of(0), lines: Int32Array.of(2) },
      },
    });
  });

  it('is parsed under any name of its platform, and by the templates it inherits', () => {
    for (const platform of ['ios', 'cisco_xe', 'cisco_iosxe', 'Cisco-IOS']) {
      const table = parser.parse({ platform, command: 'show ip interface brief', text: BRIEF });
      expect(table?.origin?.template).toBe('cisco_ios/show_ip_interface_brief');
    }
  });

  it('keeps its other lines when one is unknown, and says so', () => {
    const text = `${BRIEF}\nsomething new\nLoopback0  1.1.1.1  YES NVRAM  up  up`;
    const table = parser.parse({ platform: 'cisco_ios', command: 'show ip int br', text });
    expect(table?.rows).toHaveLength(2);
    expect(table?.origin).toMatchObject({ mode: 'lenient', linesMatched: 3, linesTotal: 4 });
  });

  it('with an unknown line is an error for a script that wants to know', () => {
    const strict = () =>
      parser.parse({ platform: 'ios', command: 'show ip int br', text: 'odd', mode: 'strict' });
    expect(strict).toThrow(/show_ip_interface_brief\.textfsm: input line 1: .*'odd'/);
  });

  it('is freed of what stands before every answer', () => {
    const text = `Load for five secs: 1%/0%; one minute: 2%; five minutes: 2%\nTime source is NTP, 10:15:01.123 UTC Fri Nov 20 2026\n\n${BRIEF}`;
    const table = parser.parse({ platform: 'cisco_ios', command: 'show ip int br', text });
    expect(table?.origin).toMatchObject({ mode: 'strict', linesTotal: 2 });
  });

  it('is no table when the device refused', () => {
    const text = "             ^\n% Invalid input detected at '^' marker.\n";
    expect(parser.parse({ platform: 'cisco_ios', command: 'show ip route', text })).toBeUndefined();
  });

  it('is no table when no template knows the command', () => {
    const request = { platform: 'cisco_ios', text: BRIEF };
    expect(parser.parse({ ...request, command: 'show nothing' })).toBeUndefined();
    expect(parser.parse({ ...request, command: 'show ip int br | count' })).toBeUndefined();
    expect(
      parser.parse({ ...request, command: 'show version', platform: 'nobody' }),
    ).toBeUndefined();
  });

  it('is no table when the template knows none of its lines', () => {
    const text = 'entirely\nother';
    expect(
      parser.parse({ platform: 'cisco_ios', command: 'show ip int br', text }),
    ).toBeUndefined();
  });

  it('to a command with an argument is a table when half of the lines are known', () => {
    const request = { platform: 'cisco_ios', command: 'show ip int brief gi0/0', text: BRIEF };
    expect(parser.parse(request)?.rows).toHaveLength(1);
    expect(parser.parse({ ...request, text: `${BRIEF}\nodd` })?.rows).toHaveLength(1);
    expect(parser.parse({ ...request, text: `${BRIEF}\nodd\nodd\nodd` })).toBeUndefined();
  });

  it('to a command with further words is a table when every line is known, and says so', () => {
    const request = { platform: 'cisco_ios', command: 'show ip int brief stats', text: BRIEF };
    expect(parser.parse(request)?.origin?.warnings).toEqual([
      'parsed by a looser template: show ip interface brief (left over: stats)',
    ]);
    expect(parser.parse({ ...request, text: `${BRIEF}\nodd` })).toBeUndefined();
    const summary = 'IP routing table name is default (0x0)\nIP routing table maximum-paths is 32';
    expect(
      parser.parse({ ...request, command: 'show ip route summary', text: summary }),
    ).toBeUndefined();
  });

  it('of which a pipe kept some lines is a table when every line is known, and says so', () => {
    const text = 'GigabitEthernet0/0         10.0.12.1       YES manual up                    up';
    const request = { platform: 'cisco_ios', command: 'sh ip int br | i up', text };
    expect(parser.parse(request)?.origin?.warnings).toEqual([
      'only the lines that the pipe let through',
    ]);
    expect(parser.parse({ ...request, text: `${text}\nodd` })).toBeUndefined();
  });

  it('that is empty is a table without rows', () => {
    const table = parser.parse({ platform: 'frr', command: 'show ip ospf neighbor', text: '\n' });
    expect(table?.rows).toEqual([]);
  });
});

describe("a person's own template", () => {
  const write = (template: string): void => {
    mkdirSync(join(folder, 'cisco_ios'), { recursive: true });
    writeFileSync(join(folder, 'cisco_ios', 'show_version.textfsm'), template);
  };
  const parse = () =>
    new TextParser({ userFolder: folder }).parse({
      platform: 'cisco_ios',
      command: 'show version',
      text: 'x',
    });

  it('wins', () => {
    write('Value MINE (x)\n\nStart\n ^${MINE} -> Record\n');
    expect(parse()?.columns).toEqual(['mine']);
  });

  it('that is damaged is an error with its file and line', () => {
    write('Value MINE (x)\n\nStart\n ^${YOURS} -> Record\n');
    try {
      expect(parse()).toBe('never');
    } catch (thrown) {
      const error = asShowrunError(thrown);
      expect(error.code).toBe('template-failed');
      expect(error.message).toMatch(/show_version\.textfsm:4: there is no Value named YOURS/);
    }
  });
});
