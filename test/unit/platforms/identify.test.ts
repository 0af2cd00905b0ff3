import { describe, expect, it } from 'vitest';
import type { Evidence, ProbeAnswer } from '../../../src/platforms/detect.ts';
import { isContradicted, nextStep } from '../../../src/platforms/identify.ts';
import { openPlatforms } from '../../../src/platforms/platforms.ts';

const platforms = openPlatforms().all();
const NOTHING: Evidence = { software: '', banner: '', screen: '', prompt: '' };

/** What is found or asked next, as text. */
function next(prompt: string, answers: readonly ProbeAnswer[] = [], more: Partial<Evidence> = {}) {
  const step = nextStep(platforms, { ...NOTHING, prompt, ...more }, answers);
  if (step.kind === 'found') return `found ${step.platform.name}`;
  return step.kind === 'ask' ? `ask ${step.command}` : step.kind;
}

describe('what a device is asked', () => {
  it.each([
    ['r1#', 'ask show version'],
    ['sw1>', 'ask show version'],
    ['<core1>', 'ask display version'],
  ])('at %s it is the command that settles most: %s', (prompt, step) => {
    expect(next(prompt)).toBe(step);
  });

  it('is nothing at a prompt no platform knows, or one of a configuration', () => {
    for (const prompt of ['Select one: ', 'r1(config-if)#', '[core1-GE0/0/1]', 'admin@fw1# ']) {
      expect(next(prompt)).toBe('give up');
    }
  });

  it('is nothing in a boot loader, or a program somebody has started', () => {
    for (const prompt of ['U-Boot> ', 'loader> ', 'rommon 1 >', 'sftp> ', 'mysql> ', 'telnet> ']) {
      expect(next(prompt)).toBe('give up');
    }
  });

  it('is nothing on a shell that shows it is one, and else what shells know', () => {
    for (const prompt of ['/ # ', 'bash-5.1# ', 'localhost:~# ', '(venv) ann@host:~$ ']) {
      expect(next(prompt)).toBe('found linux');
    }
    for (const prompt of ['$ ', '# ', 'ann$ ', 'host% ']) expect(next(prompt)).toBe('ask uname -a');
  });

  it('is never the same twice, and never a fourth thing', () => {
    const answers: ProbeAnswer[] = [];
    for (let at = 0; at < 3; at++) {
      const step = nextStep(platforms, { ...NOTHING, prompt: 'r1#' }, answers);
      if (step.kind !== 'ask') throw new Error(`nothing was asked after ${answers.length} answers`);
      expect(answers.map(({ command }) => command)).not.toContain(step.command);
      answers.push({ command: step.command, text: 'nothing anybody knows' });
    }
    expect(next('r1#', answers)).toBe('give up');
  });
});

describe('an answer', () => {
  const to = (command: string, text: string): ProbeAnswer[] => [{ command, text }];

  it('names the most special platform it fits', () => {
    const ios = 'Cisco IOS Software, C3900 Software, Version 15.7(3)M';
    expect(next('r1#', to('show version', ios))).toBe('found cisco_ios');
    expect(next('r1#', to('show version', `Cisco IOS XE Software, Version 17.03\n${ios}`))).toBe(
      'found cisco_xe',
    );
    const h3c = 'H3C Comware Software, Version 7.1.070';
    expect(next('<core1>', to('display version', h3c))).toBe('found h3c_comware');
  });

  it('counts only for a platform whose prompt is like the one there', () => {
    expect(next('<core1>', to('show version', 'Arista vEOS'))).not.toBe('found arista_eos');
  });

  it('that refuses says nothing, and the next thing is asked', () => {
    const refused = to(
      'show version',
      "Error: Unrecognized command found at '^' position. (Arista)",
    );
    expect(next('sw1#', refused)).toMatch(/^ask (?!show version)/);
  });

  it('that a person got himself is as good', () => {
    const screen = 'motd\nsw1#sh ver\nArista vEOS-lab\n\nsw1#';
    expect(next('sw1#', [], { screen })).toBe('found arista_eos');
    expect(openPlatforms().recognise({ ...NOTHING, screen, prompt: 'sw1#' })?.name).toBe(
      'arista_eos',
    );
  });
});

describe('a platform believed', () => {
  const believed = (name: string, more: Partial<Evidence>): boolean => {
    const platform = platforms.find((one) => one.name === name);
    if (!platform) throw new Error(`no ${name}`);
    return !isContradicted(platforms, platform, { ...NOTHING, ...more });
  };

  it('is doubted for a strong sign of another family only', () => {
    expect(believed('linux', { software: 'ROSSSH' })).toBe(false);
    expect(believed('linux', { software: 'HUAWEI-1.5' })).toBe(true);
    expect(believed('cisco_xe', { screen: 'Cisco IOS Software', software: 'Cisco-1.25' })).toBe(
      true,
    );
  });
});
