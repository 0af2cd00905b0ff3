import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { atLab, inRepl } from '../helpers/lab-person.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

const TEMPLATE = [
  '## Also: show startup-config',
  '<macro lang="js">',
  "function short(name) { return name.replace('GigabitEthernet', 'Gi'); }",
  '</macro>',
  '<group name="interfaces*">',
  'interface {{ interface | macro("short") }}',
  ' description {{ description | ORPHRASE }}',
  ' ip address {{ ip | IP }} {{ mask }}',
  '! {{ _end_ }}',
  '</group>',
].join('\n');

const CONFIG = [
  'interface GigabitEthernet0/0',
  ' description to the core',
  ' ip address 10.0.0.1 255.255.255.0',
  '!',
  'interface GigabitEthernet0/1',
  ' ip address 10.0.1.1 255.255.255.0',
  '!',
].join('\n');

const ROWS = [
  { interface: 'Gi0/0', description: 'to the core', ip: '10.0.0.1', mask: '255.255.255.0' },
  { interface: 'Gi0/1', description: null, ip: '10.0.1.1', mask: '255.255.255.0' },
];

let home: TempHome;
beforeEach(() => {
  home = makeTempHome();
  const folder = join(home.path, '.config/showrun/parsers/cisco_ios');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'show_running-config.ttp'), TEMPLATE);
});
afterEach(() => home.remove());

const parse = (words: readonly string[], input: string) =>
  runShowrun(['parse', '-o', 'json', ...words], { home, input });

describe('a .ttp in the settings folder', () => {
  it('is used by showrun parse, by abbreviations and further commands too, macros and all', async () => {
    for (const command of ['show running-config', 'sh run', 'show startup-config']) {
      const ran = await parse(['-p', 'cisco_ios', '-c', command], CONFIG);
      expect(ran.stderr).toBe('cisco_ios/show_running-config: 7 of 7 lines\n');
      expect(JSON.parse(ran.stdout)).toEqual(ROWS);
    }
  });

  it('is used in the REPL', async () => {
    const person = await atLab({ home, cols: 120, rows: 60 });
    person.types("(await run('r1', 'show running-config')).rows[0].interface").presses('enter');
    await person.sees(inRepl(/'(Gi|Loopback)0/));
  });

  it('is left behind by a .textfsm in the same folder', async () => {
    const folder = join(home.path, '.config/showrun/parsers/cisco_ios');
    const template = 'Value NAME (\\S+)\n\nStart\n ^interface ${NAME} -> Record\n\nEOF\n';
    writeFileSync(join(folder, 'show_running-config.textfsm'), template);
    const ran = await parse(['-p', 'cisco_ios', '-c', 'show running-config'], CONFIG);
    expect(JSON.parse(ran.stdout)[0]).toEqual({ name: 'GigabitEthernet0/0' });
  });
});

describe('a .ttp that is named', () => {
  const named = (template: string): string => {
    const file = join(home.path, 'mine.ttp');
    writeFileSync(file, template);
    return file;
  };

  it('is used whatever the command is', async () => {
    const ran = await parse(['--template', named(TEMPLATE)], CONFIG);
    expect(JSON.parse(ran.stdout)).toEqual(ROWS);
    expect(ran.stderr).toBe('mine: 7 of 7 lines\n');
  });

  it('keeps what it does not know, and with --strict names the first such line', async () => {
    const text = `${CONFIG}\nrouter ospf 1`;
    const words = ['--template', named(TEMPLATE)];
    const lenient = await parse(words, text);
    expect(lenient.stderr).toBe('mine: 7 of 8 lines\n  line 8: router ospf 1\n');
    const strict = await parse([...words, '--strict'], text);
    expect(strict).toMatchObject({ code: 1, stdout: '' });
    expect(strict.stderr).toMatch(/mine\.ttp: input line 8: no line .* knows it: 'router ospf 1'/);
  });

  it('says which of its lines matched nothing, and which groups are not in the table', async () => {
    const template =
      '<group name="a*">\na {{ a }}\n  b {{ b }}\n</group>\n<group name="c.d">\nc {{ c }}\n</group>';
    const ran = await parse(['--template', named(template)], 'a 1\na 2\n b 3\nc 4');
    expect(ran.stderr.split('\n')).toEqual([
      'mine: 3 of 4 lines',
      '  not in this table: c.d (1)',
      '  template line 3 matched nothing:   b {{ b }}',
      '  line 3:  b 3',
      '',
    ]);
  });

  it('says file and line of a mistake in it', async () => {
    const ran = await parse(
      ['--template', named('<group name="a">\nx {{ y | nosuch }}\n</group>')],
      'x 1',
    );
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/mine\.ttp:2: there is no function nosuch: correct the template/);
  });

  it('that takes for ever is stopped, and a macro that does is passed over', async () => {
    const endless =
      '<macro lang="js">\nfunction f() { for (;;); }\n</macro>\n<group>\nx {{ y | macro("f") }}\n</group>';
    const ran = await parse(['--template', named(endless)], 'x 1');
    expect(JSON.parse(ran.stdout)).toEqual([{ y: '1' }]);
    expect(ran.stderr).toMatch(/the macro f failed: Script execution timed out/);
  });
});

describe('a .ttp of a folder that is not the person’s own', () => {
  it('is used without its macros', async () => {
    const folder = join(home.path, 'imported', 'cisco_ios');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'show_inventory_x.ttp'), TEMPLATE);
    const words = ['--templates', join(home.path, 'imported'), '-p', 'cisco_ios'];
    const ran = await parse([...words, '-c', 'show inventory x'], CONFIG);
    expect(JSON.parse(ran.stdout)[0].interface).toBe('GigabitEthernet0/0');
    expect(ran.stderr).toContain(
      'the macro short is not run: the template is not in your own folder',
    );
  });
});
