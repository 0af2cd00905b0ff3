import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atKeyboard } from '../helpers/at-keyboard.ts';
import { missingCommand, peer } from '../helpers/peers.ts';
import { untouchedModes } from '../helpers/terminal-screen.ts';

const bash = { command: 'bash', args: ['--norc', '--noprofile'], env: { PS1: 'ready> ' } };

describe('a person at a keyboard', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'showrun-person-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('types, sees the answer and its colours, and learns how the program ended', async () => {
    const person = await atKeyboard({ ...bash, cols: 60, rows: 10 });
    await person.sees('ready> ');
    person.types('printf "\\033[1;31mred\\033[0m %s\\n" $((6*7))').presses('enter');
    await person.sees(/^red 42$/m);
    const y = person.screen().split('\n').indexOf('red 42');
    expect(person.cell(0, y)).toMatchObject({ text: 'r', fg: 1, isBold: true });
    expect(person.cell(4, y)).toMatchObject({ text: '4', fg: 'default', isBold: false });
    person.types('exit 3').presses('enter');
    expect(await person.exits()).toEqual({ code: 3, signal: 0 });
  });

  it('shows the whole screen when something is not seen', async () => {
    const person = await atKeyboard({ ...bash, cols: 40, rows: 4 });
    await person.sees('ready> ');
    const failure = await person.sees('never', { withinMs: 50 }).catch((error: Error) => error);
    expect(String(failure)).toContain('waited for to see "never", but not within 50 ms');
    expect(String(failure)).toContain(`│ready>${' '.repeat(34)}│`);
  });

  it('says so when the program ends before the sight appears', async () => {
    const person = await atKeyboard({ command: 'sh', args: ['-c', 'echo last words'] });
    await expect(person.sees('never')).rejects.toThrow(/the program ended\n[\s\S]*last words/);
  });

  it('has a home of its own, removed afterwards', async () => {
    const person = await atKeyboard(bash);
    await person.sees('ready> ');
    person.types('echo $HOME; echo "${SSH_AUTH_SOCK-none}"').presses('enter');
    await person.sees(person.home.path);
    await person.sees('none');
    await person.close();
    expect(existsSync(person.home.path)).toBe(false);
  });

  it('answers what programs ask of a terminal', async () => {
    const ask = "stty raw -echo; printf '\\033[c\\033[6n\\033]11;?\\033\\\\'; head -c 14 | od -c";
    const person = await atKeyboard({ command: 'sh', args: ['-c', ask] });
    await person.sees(/033 +\[ +\?/);
  });

  it('resizes its window, and the program follows', async () => {
    const person = await atKeyboard({ ...bash, cols: 80, rows: 24 });
    await person.sees('ready> ');
    person.resizes(61, 17).types('stty size').presses('enter');
    await person.sees('17 61');
  });

  it('pastes in brackets when the program asked for that', async () => {
    const script = "stty raw -echo; printf '\\033[?2004hgo'; head -c 16 | od -c";
    const person = await atKeyboard({ command: 'sh', args: ['-c', script] });
    await person.sees('go');
    expect(person.modes().isBracketedPaste).toBe(true);
    person.pastes('a\nb\nc').types('....');
    await person.sees(/033 +\[ +2 +0 +0 +~ +a +\\r +b +\\r +c/);
  });

  peer('vim', missingCommand('vim'))('in vim', () => {
    it('edits a file, and vim leaves the terminal as it was', async () => {
      const file = join(folder, 'note.txt');
      const person = await atKeyboard({
        command: 'bash',
        args: ['--norc', '-c', `vim -u NONE -N ${file}; echo; echo back; exec cat`],
      });
      await person.sees('note.txt');
      expect(person.modes().isAlternateScreen).toBe(true);
      person.types('ihello wörld').presses('escape').types(':wq').presses('enter');
      await person.sees('back');
      expect(person.modes()).toEqual(untouchedModes);
      expect(readFileSync(file, 'utf8')).toBe('hello wörld\n');
    });
  });

  peer('less', missingCommand('less'))('in less', () => {
    it('pages with the keys of its application mode', async () => {
      const file = join(folder, 'long.txt');
      writeFileSync(file, Array.from({ length: 200 }, (_, line) => `line ${line}`).join('\n'));
      const person = await atKeyboard({ command: 'less', args: [file], cols: 40, rows: 10 });
      await person.sees('line 8');
      person.presses('down', 'down');
      await person.sees(/^line 2$/m);
      await person.losesSightOf(/^line 1$/m);
      person.presses('end');
      await person.sees('line 199');
      person.presses('q');
      expect(await person.exits()).toMatchObject({ code: 0 });
      expect(person.modes()).toEqual(untouchedModes);
    });
  });
});
