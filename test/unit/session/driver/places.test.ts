import { describe, expect, it } from 'vitest';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import { promptOf } from '../../../../src/session/channel/prompt.ts';
import { Places } from '../../../../src/session/driver/places.ts';

const platforms = openPlatforms();
const linux = platforms.find('linux');
const ios = platforms.find('cisco_ios');

function prompt(platform: typeof ios, text: string) {
  const found = promptOf(platform, text);
  if (found === undefined) throw new Error(`no prompt: ${text}`);
  return found;
}

/** On r7, reached from sw1, which was reached from a shell. */
function twoDeep(inner = 'r7#') {
  const places = new Places<string>();
  places.goInside({ platform: linux, prompt: prompt(linux, 'ann@jump:~$ '), kept: 'jump' });
  places.note(prompt(ios, 'sw1#'), ios);
  places.goInside({ platform: ios, prompt: prompt(ios, 'sw1#'), kept: 'sw1' });
  places.note(prompt(ios, inner), ios);
  return places;
}

describe('the devices on the way', () => {
  it('are named, the outermost first', () => {
    expect(twoDeep().path).toEqual(['jump', 'sw1']);
  });

  it('are come back to one by one, by the name in the prompt, in whatever mode', () => {
    const places = twoDeep();
    expect(places.comeBack('r7(config)#', '')).toBeUndefined();
    expect(places.comeBack('sw1>', '')?.kept).toBe('sw1');
    expect(places.comeBack('ann@jump:/tmp$ ', '')?.kept).toBe('jump');
    expect(places.path).toEqual([]);
  });

  it('are come back to at once when the line breaks in the middle', () => {
    const places = twoDeep();
    expect(places.comeBack('ann@jump:~$ ', '')?.kept).toBe('jump');
    expect(places.path).toEqual([]);
  });

  it('of the same name are told apart by the word that a connection is closed', () => {
    const places = twoDeep('sw1#');
    expect(places.comeBack('sw1#', 'some output')).toBeUndefined();
    const said = '[Connection to 10.0.0.9 closed by foreign host]\nsw1#';
    expect(places.comeBack('sw1#', said)?.kept).toBe('sw1');
  });

  it('are not come back to by a line that only looks like it', () => {
    const places = twoDeep();
    for (const line of ['', 'sw1', 'sw1# show', 'sw12#', 'interface sw1#1']) {
      expect(places.comeBack(line, 'Connection closed')).toBeUndefined();
    }
  });

  it('are seen passing when a person goes there by hand', () => {
    const places = new Places<string>();
    places.note(prompt(linux, 'ann@jump:~$ '), linux);
    places.note(prompt(ios, 'r7>'), ios);
    expect(places.lastOther('r7')?.prompt.host).toBe('jump');
    expect(places.lastOther('jump')?.prompt.host).toBe('r7');
    expect(new Places().lastOther('r7')).toBeUndefined();
  });
});
