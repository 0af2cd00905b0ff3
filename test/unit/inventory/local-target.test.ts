import { describe, expect, it } from 'vitest';
import { isLocalTarget, localTarget } from '../../../src/inventory/local-target.ts';

describe('local:', () => {
  it('alone is the shell of the person, on the platform of shells', () => {
    expect(localTarget('local:')).toMatchObject({
      name: 'local',
      transport: 'local',
      platform: 'linux',
      address: 'this machine',
    });
    expect(localTarget('local:')).not.toHaveProperty('command');
  });

  it('with a command is that command, as typed, named after its program', () => {
    expect(localTarget("local:docker exec -it r1 sh -c 'a, b*'")).toMatchObject({
      name: 'docker',
      command: "docker exec -it r1 sh -c 'a, b*'",
      platform: 'auto',
    });
    expect(localTarget('local: /usr/bin/screen /dev/ttyUSB0 9600')?.name).toBe('screen');
    expect(localTarget('local:"$X" y')?.name).toBe('X');
    expect(localTarget('local:(true)')?.name).toBe('true');
    expect(localTarget('local:…')?.name).toBe('local');
  });

  it('with a shell by its name is a shell', () => {
    for (const shell of ['bash', '/bin/zsh -l', 'sh -i']) {
      expect(localTarget(`local:${shell}`)?.platform).toBe('linux');
    }
    expect(localTarget('local:sh -c vtysh')?.platform).toBe('auto');
  });

  it('is no word of a selector and no other host', () => {
    expect(isLocalTarget('local')).toBe(false);
    expect(localTarget('localhost')).toBeUndefined();
  });

  it('takes no control characters', () => {
    expect(() => localTarget('local:a\nb')).toThrow(/control character/);
  });
});
