import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  atLab,
  focused,
  goesTo,
  inPane,
  inRepl,
  inStatus,
  seesPrompts,
} from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';
import { treeOf } from '../helpers/process-tree.ts';
import { atShell, atShowrun } from '../helpers/showrun-program.ts';
import { makeTempHome } from '../helpers/temp-home.ts';
import { untouchedModes } from '../helpers/terminal-screen.ts';
import { foreignSequences } from '../helpers/terminal-sequences.ts';

describe('however it ends, the terminal is as it was and nothing is left running', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGQUIT', 131],
  ] as const)('%s ends it with code %i', async (signal, code) => {
    const person = await atLab();
    const processes = treeOf(person.pid);
    person.signals(signal);
    expect(await person.exits()).toEqual({ code, signal: 0 });
    await expectNothingLeft(person, processes);
  });

  it('Ctrl-] q ends it with code 0', async () => {
    const person = await atLab();
    const processes = treeOf(person.pid);
    expect(processes.length).toBeGreaterThan(1);
    person.presses('ctrl-]', 'q');
    expect(await person.exits()).toEqual({ code: 0, signal: 0 });
    await expectNothingLeft(person, processes);
  });

  it('Ctrl-] q ends it while a dialog is open, a cell is busy and a router answers', async () => {
    const person = await atLab();
    const processes = treeOf(person.pid);
    person.types('while (true) {}').presses('enter');
    await goesTo(person, 1);
    person.types('ping 10.9.9.9 repeat 1000').presses('enter');
    await person.sees(inPane('r1', /Sending 1000/));
    person.presses('ctrl-]', 'o');
    await person.sees('Open a host');
    person.presses('ctrl-]', 'q');
    expect(await person.exits()).toMatchObject({ code: 0 });
    await expectNothingLeft(person, processes);
  });

  it('SIGHUP ends it by that signal', async () => {
    const person = await atLab();
    const processes = treeOf(person.pid);
    person.signals('SIGHUP');
    expect(await person.exits()).toMatchObject({ signal: 1 });
    await expectNothingLeft(person, processes);
  });

  it('it ends when the window is closed, without an abort', async () => {
    const home = makeTempHome();
    const person = await atLab({ home, cwd: home.path });
    const processes = treeOf(person.pid);
    person.closesWindow();
    const { signal } = await person.exits();
    // 6 would be the abort of a Node that lost its terminal, 11 a fault in it.
    expect([0, 1]).toContain(signal);
    await expectGone(processes);
    expect(readdirSync(home.path).filter((name) => name.startsWith('core'))).toEqual([]);
    home.remove();
  });

  it.each([
    ['a throw', 'throw new Error("planted fault")'],
    ['a rejection', 'void Promise.reject(new Error("planted fault"))'],
  ])('%s ends it with code 70, one line and a file that tells more', async (_, fault) => {
    const person = await withPlanted(fault);
    const processes = treeOf(person.pid);
    person.signals('SIGUSR2');
    expect(await person.exits()).toEqual({ code: 70, signal: 0 });
    await expectNothingLeft(person, processes);
    expect(person.screen()).toContain('showrun: a fault in showrun ended it: planted fault');
    const folder = join(person.home.path, '.local/state/showrun');
    const [file] = readdirSync(folder).filter((name) => name.startsWith('crash-'));
    expect(readFileSync(join(folder, file ?? ''), 'utf8')).toContain('planted fault');
  });

  it('a fault while a cell is busy leaves no kernel running', async () => {
    const person = await withPlanted('throw new Error("planted fault")');
    const processes = treeOf(person.pid);
    person.types('while (true) {}').presses('enter');
    await person.sees(/REPL .*running/);
    person.signals('SIGUSR2');
    expect(await person.exits()).toMatchObject({ code: 70 });
    await expectGone(processes);
  });

  it('process.exit in a library ends it with that code', async () => {
    const person = await withPlanted('process.exit(9)');
    const processes = treeOf(person.pid);
    person.signals('SIGUSR2');
    expect(await person.exits()).toEqual({ code: 9, signal: 0 });
    await expectNothingLeft(person, processes);
  });

  it('it ends with a signal that comes before the first picture is finished', async () => {
    const person = await atShowrun([]);
    await person.sees((_, self) => self.modes().isAlternateScreen);
    person.signals('SIGTERM');
    expect(await person.exits()).toEqual({ code: 143, signal: 0 });
    expect(person.modes()).toEqual(untouchedModes);
  });
});

describe('in a shell', () => {
  it('it leaves the line discipline as it was and what was on the screen before', async () => {
    const person = await atShell();
    const before = await terminalSettings(person, 'before');
    person.types('showrun; echo "code $?"').presses('enter');
    await seesPrompts(person);
    person.presses('ctrl-]', 'q');
    await person.sees(/^code 0$/m);
    expect(await terminalSettings(person, 'after')).toBe(before);
    expect(person.modes()).toEqual({ ...untouchedModes, isBracketedPaste: true });
    expect(person.screen()).toContain('before');
  });

  it('it is suspended with Ctrl-] Ctrl-Z and comes back with fg, its sessions alive', async () => {
    const person = await atShell();
    const before = await terminalSettings(person, 'before');
    person.types('showrun').presses('enter');
    await seesPrompts(person);
    await goesTo(person, 1);
    person.types('show clock').presses('enter');
    await person.sees(inPane('r1', /UTC/));

    person.presses('ctrl-]', 'ctrl-z');
    await person.sees(/Stopped/);
    await person.sees(/shell\$ $/m);
    expect(await terminalSettings(person, 'stopped')).toBe(before);
    expect(person.modes()).toEqual({ ...untouchedModes, isBracketedPaste: true });

    person.types('fg').presses('enter');
    await person.sees(inPane('r1', /UTC/));
    await person.sees(focused('r1'));
    await person.sees(inStatus('4 open'));
    person.types('show users').presses('enter');
    await person.sees(inPane('r1', /\* *\d+ vty/));
    person.presses('ctrl-]', 'r').types('1 + 1').presses('enter');
    await person.sees(inRepl('Out[1]: 2'));

    person.presses('ctrl-]', 'q');
    await person.sees((screen) => screen.trimEnd().endsWith('\nshell$'));
    expect(await terminalSettings(person, 'after')).toBe(before);
  });

  it('it follows a terminal that was resized while it was stopped', async () => {
    const person = await atShell();
    person.types('showrun').presses('enter');
    await seesPrompts(person);
    person.presses('ctrl-]', 'ctrl-z');
    await person.sees(/Stopped/);
    person.resizes(90, 28).types('fg').presses('enter');
    await seesPrompts(person);
    await person.sees((screen) => /4 open *$/.test(screen.split('\n')[27] ?? ''));
    person.presses('ctrl-]', 'q');
    await person.losesSightOf('REPL');
  });
});

/** A fault that a signal sets off inside the running program, as no key can. */
async function withPlanted(fault: string): Promise<Person> {
  const home = makeTempHome();
  const file = join(home.path, 'planted.mjs');
  // The kernel inherits the options too; the fault is for the program on the terminal only.
  writeFileSync(
    file,
    `if (process.stdin.isTTY) process.on('SIGUSR2', () => { setImmediate(() => { ${fault} }); });`,
  );
  return atLab({ home, env: { NODE_OPTIONS: `--import=${file}` } });
}

async function expectNothingLeft(person: Person, processes: readonly number[]): Promise<void> {
  expect(person.modes()).toEqual(untouchedModes);
  expect(foreignSequences(person.rawOutput).filter((seen) => !/^[\r\n]$/.test(seen))).toEqual([]);
  await expectGone(processes);
}

/** A child that is only told by the end of its pipe ends a moment after its parent. */
async function expectGone(processes: readonly number[]): Promise<void> {
  const pids = processes.map((pid) => `--pid=${pid}`);
  await promisify(execFile)('timeout', ['5', 'tail', '-s', '0.02', ...pids, '-f', '/dev/null']);
}

/** What `stty -g` says of the line discipline, under a heading of its own. */
async function terminalSettings(person: Person, heading: string): Promise<string> {
  person.types(`echo ${heading}:$(stty -g)`).presses('enter');
  const found = new RegExp(`^${heading}:([0-9a-f:]+)$`, 'm');
  return found.exec(await person.sees(found))?.[1] ?? '';
}
