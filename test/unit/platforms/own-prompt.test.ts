import { describe, expect, it } from 'vitest';
import { BARE_PLATFORM } from '../../../src/platforms/bare-platform.ts';
import { modeOf } from '../../../src/platforms/mode-of.ts';
import { ownPromptOf, promptsWith, promptTextOf } from '../../../src/platforms/own-prompt.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';

describe('a prompt named by a person', () => {
  it.each([
    ['fw ok ->', 'fw ok -> '],
    ['$(x)*[y].{z}|^?\\/', '$(x)*[y].{z}|^?\\/'],
    ['/^fw\\d+ ok [%>]/', 'fw12 ok %'],
  ])('%j is %j', (text, line) => {
    expect(ownPromptOf(text)?.pattern.test(line)).toBe(true);
    expect(ownPromptOf(text)?.pattern.test(`x${line}`)).toBe(false);
  });

  it('is neither empty, nor too long, nor a broken expression', () => {
    expect(['', '  ', '/(/', 'x'.repeat(401)].map(ownPromptOf)).toEqual(Array(4).fill(undefined));
  });

  it('taken from the screen is found again when its numbers have changed', () => {
    const text = promptTextOf('12:00:01 fw (up 3) % ');
    expect(ownPromptOf(text)?.pattern.test('23:59:59 fw (up 400) % ')).toBe(true);
    expect(ownPromptOf(text)?.pattern.test('23:59:59 fw (down 4) % ')).toBe(false);
    expect(promptTextOf('fw ok> ')).toBe('fw ok>');
  });

  it('has the mode its end speaks for, beside those of the platform', () => {
    const prompts = (text: string) => ({ prompts: promptsWith(fakePlatform, ownPromptOf(text)) });
    expect(modeOf(prompts('my box #'), 'my box # ')?.mode).toBe('privileged');
    expect(modeOf(prompts('my box :'), 'my box :')?.mode).toBe('exec');
    expect(modeOf(prompts('my box :'), 'r1(config)#')?.mode).toBe('configuration');
    const bare = { prompts: promptsWith(BARE_PLATFORM, ownPromptOf('my box :')) };
    expect(modeOf(bare, 'my box :')?.mode).toBe('exec');
    expect(promptsWith(fakePlatform, undefined)).toBe(fakePlatform.prompts);
  });
});
