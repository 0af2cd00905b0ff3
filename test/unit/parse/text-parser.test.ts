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

  describe('in TTP', () => {
    const LINES = 'user {{ user }}\n id {{ id }}\n';
    const TEXT = 'user a\n id 1\nother\n';
    const put = (name: string, template: string): void => {
      mkdirSync(join(folder, 'cisco_ios'), { recursive: true });
      writeFileSync(join(folder, 'cisco_ios', name), template);
    };
    const own = () => new TextParser({ userFolder: folder });
    const asked = { platform: 'cisco_ios', command: 'show users-of-mine', text: TEXT };

    it('stands beside those in TextFSM, which win', () => {
      put('show_users-of-mine.ttp', LINES);
      expect(own().parse(asked)).toMatchObject({
        columns: ['user', 'id'],
        rows: [['a', '1']],
        origin: { template: 'cisco_ios/show_users-of-mine', linesMatched: 2, linesTotal: 3 },
      });
      put('show_users-of-mine.textfsm', 'Value A (\\w+)\n\nStart\n ^user ${A} -> Record\n\nEOF\n');
      expect(own().parse(asked)?.columns).toEqual(['a']);
    });

    it('is an error in strict mode for a line it does not know, as the answer has it', () => {
      put('show_users-of-mine.ttp', LINES);
      const strict = () => own().parse({ ...asked, mode: 'strict' });
      expect(strict).toThrow(/show_users-of-mine\.ttp: input line 3: no line of .*: 'other'/);
    });

    it('is no table when it knows no line', () => {
      put('show_users-of-mine.ttp', LINES);
      expect(own().parse({ ...asked, text: 'nothing\nof this' })).toBeUndefined();
    });

    it('may extend another in its folder, and no other file', () => {
      put('common.ttp', LINES);
      put('show_users-of-mine.ttp', '<extend template="common.ttp"/>');
      expect(own().parse(asked)?.rows).toEqual([['a', '1']]);
      for (const name of ['/etc/passwd', 'none.ttp', 'ttp://x/y.ttp', '../../x.txt']) {
        put('show_users-of-mine.ttp', `<extend template="${name}"/>`);
        expect(() => own().parse(asked)).toThrow(/ttp:1: cannot read the template/);
      }
    });

    it('can be tried out before it is written', () => {
      const tried = own().read({ ...asked, templateText: LINES, language: 'ttp' });
      expect(tried.rows).toEqual([['a', '1']]);
      const macro =
        '<macro lang="js">\nfunction f() { return "run"; }\n</macro>\n<group>\nuser {{ u | macro("f") }}\n</group>';
      const what = { ...asked, templateText: macro, language: 'ttp' } as const;
      expect(own().read(what).rows).toEqual([['a']]);
      expect(own().read({ ...what, isOwn: true }).rows).toEqual([['run']]);
    });
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
