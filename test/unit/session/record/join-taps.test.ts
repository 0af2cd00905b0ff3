import { describe, expect, it } from 'vitest';
import { joinTaps } from '../../../../src/session/record/join-taps.ts';
import type { SessionTap } from '../../../../src/session/record/session-tap.ts';

describe('joined taps', () => {
  it('are none, or the one there is', () => {
    const one = tap('one', []);
    expect(joinTaps([undefined])).toBeUndefined();
    expect(joinTaps([undefined, one])).toBe(one);
  });

  it('hear everything in their order', () => {
    const heard: string[] = [];
    const joined = joinTaps([tap('one', heard), tap('two', heard)]);
    joined?.received(new Uint8Array(3));
    joined?.printed('── x ──');
    joined?.resized({ cols: 1, rows: 1 });
    joined?.typed(new Uint8Array(1), 'secret');
    joined?.commandLine({ command: 'c', mode: 'm' });
    joined?.closed();
    const names = ['received', 'printed', 'resized', 'typed', 'commandLine', 'closed'];
    expect(heard).toEqual(names.flatMap((name) => [`one ${name}`, `two ${name}`]));
  });

  it('ask for lines only where one of them wants lines', () => {
    const heard: string[] = [];
    const mute = joinTaps([tap('one', heard), tap('two', heard)]);
    const lineEnded = (line: string): void => void heard.push(line);
    const joined = joinTaps([tap('one', heard), { ...tap('two', heard), lineEnded }]);
    joined?.lineEnded?.('r1#show clock');
    expect(mute?.lineEnded).toBeUndefined();
    expect(heard).toEqual(['r1#show clock']);
  });
});

function tap(name: string, heard: string[]): SessionTap {
  const hear = (what: string) => () => void heard.push(`${name} ${what}`);
  return {
    received: hear('received'),
    printed: hear('printed'),
    resized: hear('resized'),
    typed: hear('typed'),
    commandLine: hear('commandLine'),
    block: hear('block'),
    changed: hear('changed'),
    closed: hear('closed'),
  };
}
