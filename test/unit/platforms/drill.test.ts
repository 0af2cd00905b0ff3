import { describe, expect, it } from 'vitest';
import { DRILL_KINDS, type DrillKind, drillCommands } from '../../../src/platforms/drill.ts';
import { openPlatforms } from '../../../src/platforms/platforms.ts';

const platforms = openPlatforms();
const WITH_DRILL = platforms.names().filter((name) => {
  return Object.keys(platforms.lookup(name)?.drill ?? {}).length > 0;
});

function commands(name: string, kind: DrillKind, text: string): string[] {
  const platform = platforms.lookup(name);
  return platform === undefined ? [] : drillCommands(platform, { kind, text });
}

describe('going on from a value', () => {
  it.each([
    ...['cisco_ios', 'cisco_xe', 'cisco_nxos', 'cisco_xr', 'cisco_asa', 'arista_eos'],
    ...['juniper_junos', 'frr', 'linux', 'huawei_vrp', 'hp_comware', 'aruba_aoscx', 'fortinet'],
    ...['mikrotik_routeros', 'vyatta_vyos', 'nokia_srl', 'paloalto_panos'],
  ])('is known for %s', (name) => {
    expect(commands(name, 'interface', 'eth0').length).toBeGreaterThan(0);
    expect(commands(name, 'prefix', '10.0.0.0/8').length).toBeGreaterThan(0);
  });

  it('puts a prefix into a command as the device wants it', () => {
    const ios = commands('cisco_ios', 'prefix', '10.1.2.0/23');
    expect(ios).toContain('show ip route 10.1.2.0 255.255.254.0');
    expect(commands('cisco_ios', 'prefix', '10.1.2.0')).toContain('show ip route 10.1.2.0');
    expect(commands('cisco_ios', 'prefix', '10.1.2.0').join()).not.toContain('{');
    expect(commands('juniper_junos', 'prefix', '2001:db8::/32')).toContain(
      'show route 2001:db8::/32',
    );
  });

  it('never puts a text of a device into a command that is not what it should be', () => {
    const hostile = [
      'Gi0/0; reload',
      'eth0|sh',
      '$(reboot)',
      'a b',
      '-x',
      '`id`',
      'a\nb',
      'a\x1b',
      'é',
      '1?',
      '',
      '..|',
      'x&y',
      '>f',
      'x'.repeat(200),
    ];
    for (const name of WITH_DRILL) {
      for (const kind of DRILL_KINDS) {
        for (const text of hostile) expect(commands(name, kind, text)).toEqual([]);
      }
    }
  });

  it('runs nothing that changes anything', () => {
    const harmless =
      /^(?:show|display|get (?:hardware|router info)|ethtool|ip (?:-d -s )?(?:link|address|route|neighbor) (?:show|get)|\/[a-z -]+ print) /;
    for (const name of WITH_DRILL) {
      for (const list of Object.values(platforms.lookup(name)?.drill ?? {})) {
        for (const command of list ?? []) {
          expect(command).toMatch(harmless);
          expect(command).not.toMatch(/[;|&<>`$\n]/);
        }
      }
    }
  });
});
