import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asShowrunError } from '../../../src/core/errors.ts';
import { openPlatforms } from '../../../src/platforms/platforms.ts';

const ours = openPlatforms();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-platforms-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const failure = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return asShowrunError(error).message.replace(folder, 'F');
  }
  return 'nothing was thrown';
};

describe('platforms', () => {
  it('are recognised by their signs', () => {
    const signs = { software: 'Cisco-1.25', banner: '', screen: '', prompt: 'r1#' };
    expect(ours.recognise(signs)?.name).toBe('cisco_ios');
    expect(ours.recognise({ ...signs, software: '' })).toBeUndefined();
  });

  it('are found by name and by alias, however written', () => {
    expect(ours.lookup('cisco_ios')?.title).toBe('Cisco IOS');
    expect(ours.lookup('Cisco-IOS')?.name).toBe('cisco_ios');
    expect(ours.lookup('cisco_iosxe')?.name).toBe('cisco_xe');
    expect(ours.lookup('vtysh')?.name).toBe('frr');
    expect(ours.lookup('cisco_ios_telnet')?.name).toBe('cisco_ios');
    expect(ours.lookup('cisco-iosxe-ssh')?.name).toBe('cisco_xe');
    expect(ours.lookup('_ios_like')).toBeUndefined();
    expect(ours.names()).not.toContain('_ios_like');
    expect(ours.lookup('nothing_known')).toBeUndefined();
    expect(ours.find('auto').name).toBe('generic');
    expect(failure(() => ours.find('nothing_known'))).toBe("unknown platform 'nothing_known'");
  });

  it('inherit everything but their signs', () => {
    const [ios, xe] = [ours.lookup('cisco_ios'), ours.lookup('cisco_xe')];
    expect(xe?.prompts).toBe(ios?.prompts);
    expect(xe?.refusals).toBe(ios?.refusals);
    expect(xe?.parents).toEqual(['cisco_ios']);
    expect(xe?.detect).not.toEqual(ios?.detect);
  });

  it('of the first folder win', () => {
    write('linux.yaml', 'title: mine\nextends: generic\n');
    const mine = openPlatforms({ userFolder: folder });
    expect(mine.find('linux').title).toBe('mine');
    expect(mine.find('frr').title).toBe('FRRouting (vtysh)');
  });

  it('are not read before they are asked for', () => {
    write('good.yaml', "prompts: [{ mode: exec, pattern: '^x$' }]\n");
    write('broken.yaml', 'prompts: 1\n');
    const platforms = openPlatforms({ builtInFolder: folder });
    expect(platforms.names()).toEqual(['broken', 'good']);
    expect(platforms.find('good').title).toBe('good');
  });

  it('have moves of their own, of their configuration words, and of a parent where the modes still exist', () => {
    const prompts = (...modes: string[]): string =>
      `prompts: [${modes.map((mode) => `{ mode: ${mode}, pattern: '^${mode}$' }`).join(', ')}]\n`;
    write(
      'parent.yaml',
      `${prompts('exec', 'privileged', 'configuration')}config: { enter: [conf], exit: [end] }\n` +
        'moves: [{ from: exec, to: privileged, send: [enable], asks: password }]\n',
    );
    write('child.yaml', 'extends: parent\nconfig: { enter: [configure], save: [save] }\n');
    write('flat.yaml', `extends: parent\n${prompts('exec', 'configuration')}`);
    const platforms = openPlatforms({ builtInFolder: folder });
    const movesOf = (name: string) =>
      platforms.find(name).moves.map(({ from, to, send }) => `${from} ${to}: ${send.join()}`);
    const enable = 'exec privileged: enable';
    const end = 'configuration privileged: end';
    expect(movesOf('parent')).toEqual([enable, 'privileged configuration: conf', end]);
    expect(movesOf('child')).toEqual([enable, 'privileged configuration: configure', end]);
    expect(movesOf('flat')).toEqual(['exec configuration: conf', 'configuration exec: end']);
    expect(platforms.find('child').config).toMatchObject({ exit: ['end'], save: ['save'] });
  });

  it('tell which of their questions have a safe answer', () => {
    const { questions, safeAnswers } = ours.find('cisco_ios');
    const asked = 'Destination filename [startup-config]? ';
    expect(safeAnswers.find(({ pattern }) => pattern.test(asked))?.answer).toBe('');
    for (const { pattern } of safeAnswers) expect(questions).toContain(pattern);
  });

  it.each([
    ['title: [a', /^F\/x\.yaml:\d: /],
    ['title: x\nprompts:\n  - mode: exec\n', /^F\/x\.yaml:3: prompts\.0\.pattern: /],
    [
      "prompts:\n  - mode: exec\n    pattern: '('\n",
      /^F\/x\.yaml:3: prompts\.0\.pattern: expected a regular expression$/,
    ],
    ['prompts: [{ mode: a, pattern: b }]\ncolour: red\n', /^F\/x\.yaml:2: colour: not known here$/],
    ['extends: nobody\n', /^F\/x\.yaml:1: extends: there is no platform 'nobody'$/],
    ['extends: x\n', /^F\/x\.yaml:1: extends: extends itself$/],
    ['title: x\n', /^F\/x\.yaml:1: prompts: expected at least one prompt$/],
    [
      'extends: generic_base\nmoves:\n  - { from: exec, to: moon, send: [go] }\n',
      /^F\/x\.yaml:3: moves\.0\.to: no prompt has the mode 'moon'$/,
    ],
    ['extends: generic_base\nhomeMode: moon\n', /^F\/x\.yaml:2: homeMode: no prompt has the mode/],
    [
      'extends: generic_base\nlooksLike: { private: moon }\n',
      /^F\/x\.yaml:2: looksLike\.private: no prompt has the mode 'moon'$/,
    ],
    [
      'extends: generic_base\nmultiline:\n  - { start: banner }\n',
      /^F\/x\.yaml:3: multiline\.0: expected end, or a group \(\?<end>…\) in start$/,
    ],
    ['extends: generic_base\nlineEnd: CR\n', /^F\/x\.yaml:2: lineEnd: expected "\\r"/],
    [
      'extends: generic_base\nlogin:\n  failed: ["("]\n',
      /^F\/x\.yaml:3: login\.failed\.0: expected a regular expression$/,
    ],
    ['- a\n', /^F\/x\.yaml:1: 0: expected a platform/],
    ['', /^F\/x\.yaml:1: prompts: expected at least one prompt$/],
    [
      'prompts: [{ mode: a, pattern: b }]\ndetect:\n  - where: screen\n    pattern: x\n    score: 500\n',
      /^F\/x\.yaml:5: detect\.2?0?\.score: expected a number from 1 to 100$/,
    ],
  ])('say file, line and what was expected: %j', (text, expected) => {
    write('generic_base.yaml', "prompts: [{ mode: exec, pattern: '^x$' }]\n");
    write('x.yaml', text);
    expect(failure(() => openPlatforms({ builtInFolder: folder }).find('x'))).toMatch(expected);
  });
});
