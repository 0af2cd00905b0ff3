import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bootable } from '../../../../src/lab/topology/bootable.ts';
import { loadTopology, topologyFiles } from '../../../../src/lab/topology/load.ts';
import { readTopology } from '../../../../src/lab/topology/read.ts';

const GOOD = `title: Two routers
devices:
  a:
    uptime: 1d2h3m
    interfaces: [GigabitEthernet0/0]
    config: |
      hostname a
      interface GigabitEthernet0/0
       no shutdown
  b:
    interfaces: [GigabitEthernet0/0]
segments:
  a-b: [a:GigabitEthernet0/0, b:GigabitEthernet0/0]
`;

function read(text: string) {
  return readTopology({ text, file: 'two.yaml', name: 'two' });
}

describe('a topology file', () => {
  it('is read into devices and segments', () => {
    const topology = read(GOOD);
    expect(topology.devices.map((one) => one.name)).toEqual(['a', 'b']);
    expect(topology.devices[0]?.uptimeMs).toBe((26 * 60 + 3) * 60_000);
    expect(topology.segments[0]?.ends).toHaveLength(2);
    expect(bootable(topology)[0]?.startup.interfaces[0]?.isShutdown).toBe(false);
  });

  it.each([
    ['a missing title', GOOD.replace(/^title.*\n/, ''), "line 1: 'title' is missing"],
    [
      'an unknown key',
      GOOD.replace('uptime:', 'uptme:'),
      "line 4: 'devices.a.uptme' is not known here",
    ],
    [
      'a bad uptime',
      GOOD.replace('1d2h3m', 'long'),
      "line 4: 'devices.a.uptime': expected a time such as 3d4h20m",
    ],
    [
      'a fault that is none',
      GOOD.replace('    uptime: 1d2h3m', '    faults: { drops: 3 }'),
      "line 4: 'devices.a.faults.drops' is not known here",
    ],
    [
      'a fault without its size',
      GOOD.replace('    uptime: 1d2h3m', '    faults: { baud: quick }'),
      "line 4: 'devices.a.faults.baud': expected a whole number from 1 to 1000000",
    ],
    [
      'an interface nobody has',
      GOOD.replace('b:Gig', 'c:Gig'),
      'line 13: c:GigabitEthernet0/0 is no interface of a device of this topology',
    ],
    [
      'a plug used twice',
      GOOD.replace('b:Gig', 'a:Gig'),
      'line 13: a:GigabitEthernet0/0 is plugged in twice',
    ],
    ['broken YAML', `${GOOD}  - [`, 'line 1'],
  ])('with %s is refused with file, line and what was expected', (_what, text, message) => {
    expect(() => read(text)).toThrow(`two.yaml, ${message}`);
  });

  it('names the configuration line a device refuses', () => {
    expect(() => bootable(read(GOOD.replace('no shutdown', 'no shutdwon')))).toThrow(
      "two.yaml, line 9: the configuration of a is refused at 'no shutdwon'",
    );
  });
});

describe('finding topologies', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'topologies-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lets the user replace a built-in one and add others', () => {
    writeFileSync(join(folder, 'square.yaml'), GOOD);
    writeFileSync(join(folder, 'mine.yaml'), GOOD);
    expect(loadTopology('square', folder).title).toBe('Two routers');
    expect([...topologyFiles(folder).keys()]).toContain('mine');
    expect(loadTopology(join(folder, 'mine.yaml'), undefined).name).toBe('mine');
  });

  it('says which there are when one is unknown', () => {
    expect(() => loadTopology('circle', undefined)).toThrow("there is no topology 'circle'");
  });

  it('boots every built-in one', () => {
    for (const name of topologyFiles(undefined).keys()) {
      expect(bootable(loadTopology(name, undefined)).length).toBeGreaterThan(1);
    }
  });
});
