import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { atKeyboard } from '../helpers/at-keyboard.ts';
import { cleanEnvironment } from '../helpers/clean-environment.ts';
import {
  atLab,
  goesTo,
  inPane,
  inRepl,
  inStatus,
  LAB,
  paneOf,
  seesPrompts,
} from '../helpers/lab-person.ts';
import { atShowrun, showrunCommand } from '../helpers/showrun-program.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';
import { untouchedModes } from '../helpers/terminal-screen.ts';
import { colourSequences, foreignSequences } from '../helpers/terminal-sequences.ts';

describe('sizes', () => {
  it('says what is needed where a terminal is too small, and goes on when it has grown', async () => {
    const person = await atShowrun([], { cols: 20, rows: 5 });
    await person.sees(/too small/);
    const words = (await person.sees(/24×6/)).replace(/\s+/g, ' ');
    expect(words).toContain('20×5 is too small: make the terminal at least 24×6');
    person.resizes(100, 30);
    await seesPrompts(person);
    person.presses('ctrl-]', 'q');
    expect(await person.exits()).toMatchObject({ code: 0 });
  });

  it.each([
    [24, 6],
    [40, 12],
    [80, 24],
    [200, 50],
  ])(
    'fits %i×%i: what is typed is seen, the last line says how many are open',
    async (cols, rows) => {
      const person = await atShowrun([], { cols, rows });
      await person.sees(inStatus(/(?<!of )4 open$/));
      person.presses('ctrl-]', '1', 'ctrl-]', 'z');
      person.types('show clock').presses('enter');
      await person.sees(/UTC/);
      person.presses('ctrl-]', 'r').types('6*7').presses('enter');
      await person.sees(inRepl(/42/));
      for (const row of person.screen().split('\n'))
        expect([...row].length).toBeLessThanOrEqual(cols);
      expect(foreignSequences(person.rawOutput)).toEqual([]);
    },
  );

  it('opens its dialogs on the smallest screen, too', async () => {
    const person = await atShowrun([], { cols: 24, rows: 6 });
    await person.sees(inStatus(/(?<!of )4 open$/));
    for (const key of ['?', ':', 'o']) {
      person.presses('ctrl-]', key);
      await person.sees(/[╭╰]/);
      person.presses('escape');
      await person.losesSightOf(/[╭╰]/);
    }
  });

  it('survives a storm of resizes and shows the last size whole', async () => {
    const person = await atLab({ cols: 120, rows: 36 });
    for (let step = 0; step < 60; step++) {
      person.resizes(20 + ((step * 37) % 160), 4 + ((step * 13) % 50));
    }
    person.resizes(110, 32);
    await seesPrompts(person);
    await person.sees((screen) => {
      const pane = paneOf(screen, 'r2');
      return pane !== undefined && pane.x + pane.cols === 110 && /4 open *$/.test(screen);
    });
    await goesTo(person, 2);
    person.types('show clock').presses('enter');
    await person.sees(inPane('r2', /UTC/));
    expect(foreignSequences(person.rawOutput)).toEqual([]);
  });
});

describe('terminals', () => {
  it.each(['vt100', 'xterm', 'xterm-256color', 'screen-256color'])(
    'runs on TERM=%s with no more colours than that shows',
    async (term) => {
      const person = await atLab({ env: { TERM: term, COLORTERM: undefined } });
      person.types('@r1 show version').presses('enter');
      await person.sees(inRepl('In [2]:'));
      person.presses('ctrl-]', '?');
      await person.sees('Quit');
      const colours = colourSequences(person.rawOutput).join(' ');
      expect(colours).not.toMatch(/[34]8;2;/);
      if (!term.includes('256')) expect(colours).not.toMatch(/[34]8;5;/);
      if (term === 'vt100') expect(colours).toBe('');
      else expect(colours).not.toBe('');
      expect(foreignSequences(person.rawOutput)).toEqual([]);
    },
  );

  it('sets no colour at all with NO_COLOR, dialogs, errors and tables included', async () => {
    const person = await atLab({ env: { NO_COLOR: '1' } });
    person.types('nothing').presses('enter');
    await person.sees(inRepl('ReferenceError'));
    person.types('@all show ip interface brief').presses('enter');
    await person.sees(inRepl(/r4 +Loopback0/));
    person.presses('ctrl-]', 'T');
    await person.sees('· table');
    person.presses('ctrl-]', '?');
    await person.sees('Quit');
    expect(colourSequences(person.rawOutput)).toEqual([]);
    expect(foreignSequences(person.rawOutput)).toEqual([]);
  });

  it('shows where the focus is without colours', async () => {
    const person = await atLab({ env: { NO_COLOR: '1' } });
    await goesTo(person, 2);
    expect(paneOf(person.screen(), 'r2')?.isFocused).toBe(true);
    expect(paneOf(person.screen(), 'r1')?.isFocused).toBe(false);
  });

  it.each([
    ['dumb', 'showrun: this terminal (TERM=dumb) cannot move its cursor'],
    [undefined, 'cannot move its cursor'],
    ['', 'cannot move its cursor'],
  ])('refuses TERM=%s in one line with code 2', async (term, words) => {
    // The pty sets a TERM of its own, so it is changed in between.
    const change = term === undefined ? ['-u', 'TERM'] : [`TERM=${term}`];
    const { command, args = [] } = showrunCommand([]);
    const person = await atKeyboard({ command: 'env', args: [...change, command, ...args] });
    expect(await person.exits()).toEqual({ code: 2, signal: 0 });
    const said = person.screen().trim().split('\n').join('');
    expect(said).toContain(words);
    expect(said).toContain('showrun run');
    expect(person.modes()).toEqual(untouchedModes);
    expect(person.rawOutput.toString()).not.toContain('\x1b');
  });

  it('refuses to open without a terminal, in one line with code 2', () => {
    const { status, stdout, stderr } = piped([]);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^showrun: there is no terminal here: for scripts use: showrun run [^\n]+\n$/,
    );
  });
});

describe('the command line', () => {
  it.each([
    [['--colour'], /^showrun: [^\n]*--colour[^\n]*\n$/],
    [['run'], /^showrun: [^\n]+\n$/],
    [['lab', 'nowhere'], /^showrun: [^\n]*nowhere[^\n]*\n$/],
    [['-i', '/nonexistent/inventory.yaml'], /^showrun: [^\n]+\n$/],
  ])('%j is refused in one line with code 2', (args, words) => {
    const { status, stderr } = piped(args);
    expect(stderr).toMatch(words);
    expect(status).toBe(2);
  });

  it('says that a host is not known, in its pane and in the last line, and the others open', async () => {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    const person = await atShowrun(['nosuchhost.invalid'], { home });
    await person.sees(inStatus(/nosuchhost\.invalid/));
    await person.sees((screen) => /nosuchhost/.test(screen.split('\n')[0] ?? ''));
    person.presses('ctrl-]', 'r').types('1+1').presses('enter');
    await person.sees(inRepl('Out[1]: 2'));
  });

  it('prints help and version without a terminal', () => {
    expect(piped(['--help'])).toMatchObject({ status: 0, stderr: '' });
    expect(piped(['--help']).stdout).toContain('showrun run');
    expect(piped(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('damaged files', () => {
  it.each([
    ['cut off', '{"theme": "da'],
    ['empty', ''],
    ['no settings', '[1, 2]'],
    ['binary', '\0\xff\xfe'],
  ])('sets settings aside that are %s, says so, and starts', async (_, content) => {
    const home = homeWith({ 'config.json': content });
    const person = await atLab({ home, cols: 200 });
    await person.sees(inStatus(/config\.json is damaged; it was set aside/));
    const folder = join(home.path, '.config/showrun');
    const aside = readdirSync(folder).filter((name) => name.startsWith('config.json.corrupt-'));
    expect(aside).toHaveLength(1);
    expect(readFileSync(join(folder, aside[0] ?? ''), 'latin1')).toBe(content);
    person.presses('ctrl-]', 'q');
    expect(await person.exits()).toMatchObject({ code: 0 });
  });

  it('names a wrong value in the settings and uses the default', async () => {
    const home = homeWith({ 'config.json': '{"mouse": "sometimes", "theme": "dark"}' });
    const person = await atLab({ home, cols: 200 });
    await person.sees(inStatus(/config\.json: mouse: .*the default is used/));
    expect(person.modes().mouse).toBe('drag');
  });

  it('leaves the mouse to the terminal when the settings say so', async () => {
    const home = homeWith({ 'config.json': '{"mouse": "off"}' });
    const person = await atLab({ home });
    expect(person.modes().mouse).toBe('none');
  });

  it('names a theme that is not there and uses the default one', async () => {
    const home = homeWith({ 'config.json': '{"theme": "nosuchtheme"}' });
    const person = await atLab({ home, cols: 200 });
    await person.sees(inStatus(/nosuchtheme/));
  });

  it('names what is wrong in the keymap and keeps the other keys', async () => {
    const home = homeWith({ 'keymap.json': '{"prefix": "ctrl-a", "keys": {' });
    const person = await atLab({ home, cols: 200 });
    await person.sees(inStatus(/keymap\.json/));
    await goesTo(person, 2);
  });

  it('takes another prefix from the keymap, and says it everywhere', async () => {
    const home = homeWith({ 'keymap.json': '{"prefix": "ctrl-a"}' });
    const person = await atLab({ home, cols: 140 });
    await person.sees(inStatus(/^Ctrl-A \? keys/));
    person.presses('ctrl-a', '2').types('x');
    await person.sees(inPane('r2', /r2#x$/));
    person.presses('ctrl-a', 'q');
    expect(await person.exits()).toMatchObject({ code: 0 });
  });

  it('starts with a damaged history and keeps what can be read of it', async () => {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    const folder = join(home.path, '.local/share/showrun');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'history.jsonl'), '\0\0{"broken\n[[[\n');
    const person = await atLab({ home });
    person.types("'alive'").presses('enter');
    await person.sees(inRepl("Out[1]: 'alive'"));
  });
});

describe('homes', () => {
  it.each([
    ['is missing', (home: TempHome) => rmSync(home.path, { recursive: true })],
    ['is a file', (home: TempHome) => homeAsFile(home)],
    ['cannot be written', (home: TempHome) => makeUnwritable(home)],
  ])('starts where the home %s, and the REPL works', async (_, spoil) => {
    const home = makeTempHome();
    onTestFinished(() => {
      spawnSync('chmod', ['-R', 'u+w', home.path]);
      home.remove();
    });
    spoil(home);
    const person = await atLab({ home, cwd: '/', ...unprivileged(home) });
    person.types('1+1').presses('enter');
    await person.sees(inRepl('Out[1]: 2'));
    for (const name of LAB) expect(paneOf(person.screen(), name)?.title).toMatch(/●$/);
    person.presses('ctrl-]', 'q');
    expect(await person.exits()).toMatchObject({ code: 0 });
    expect(person.modes()).toEqual(untouchedModes);
  });

  it('starts where HOME is not set at all', async () => {
    const person = await atLab({ env: { HOME: undefined } });
    person.presses('ctrl-]', 'q');
    expect(await person.exits()).toMatchObject({ code: 0 });
  });
});

/** showrun with pipes in place of a terminal. */
function piped(args: readonly string[]) {
  const home = makeTempHome();
  const { command, args: all = [], cwd } = showrunCommand(args);
  const ended = spawnSync(command, [...all], {
    cwd,
    env: cleanEnvironment(home),
    encoding: 'utf8',
    input: '',
    timeout: 20_000,
  });
  home.remove();
  return { status: ended.status, stdout: ended.stdout, stderr: ended.stderr };
}

/** A home with files in its settings folder, removed after the test. */
function homeWith(files: Readonly<Record<string, string>>): TempHome {
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  const folder = join(home.path, '.config/showrun');
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content, 'latin1');
  }
  return home;
}

function homeAsFile(home: TempHome): void {
  rmSync(home.path, { recursive: true });
  writeFileSync(home.path, '');
}

function makeUnwritable(home: TempHome): void {
  for (const name of ['.config', '.local/share', '.local/state', '.cache', '.ssh', '.local', '']) {
    chmodSync(join(home.path, name), 0o555);
  }
}

/** Root may write everywhere, so such homes are only real for someone else. */
function unprivileged(home: TempHome): { command?: string; args?: readonly string[] } {
  if (process.getuid?.() !== 0) return {};
  spawnSync('chown', ['-R', 'nobody', home.path]);
  const { command, args = [] } = showrunCommand([]);
  return { command: 'setpriv', args: ['--reuid=nobody', '--clear-groups', command, ...args] };
}
