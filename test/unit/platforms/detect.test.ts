import { describe, expect, it } from 'vitest';
import { detectPlatform, type Evidence } from '../../../src/platforms/detect.ts';
import { openPlatforms } from '../../../src/platforms/platforms.ts';

const platforms = openPlatforms().all();
const detected = (evidence: Partial<Evidence>): string =>
  detectPlatform(platforms, {
    software: '',
    banner: '',
    screen: '',
    prompt: '',
    ...evidence,
  }).name;

describe('a platform', () => {
  it('is recognised by the name of its SSH server', () => {
    expect(detected({ software: 'Cisco-1.25', prompt: 'r1#' })).toBe('cisco_ios');
  });

  it('is recognised by what it says after login', () => {
    const screen =
      '\nHello, this is FRRouting (version 8.4.4).\nCopyright 1996-2005 Kunihiro Ishiguro, et al.\n\n';
    expect(detected({ software: 'OpenSSH_9.2p1 Debian-2', screen, prompt: 'r1# ' })).toBe('frr');
    expect(
      detected({
        screen: 'Cisco IOS XE Software, Version 17\nCisco IOS Software',
        software: 'Cisco-1.25',
      }),
    ).toBe('cisco_xe');
  });

  it.each<[string, Partial<Evidence>]>([
    ['cisco_xr', { software: 'Cisco-2.0', prompt: 'RP/0/RP0/CPU0:r1#' }],
    ['cisco_xr', { prompt: 'RP/0/RSP0/CPU0:pe1#' }],
    [
      'cisco_asa',
      {
        software: 'Cisco-1.25',
        screen: "Type help or '?' for a list of available commands.",
        prompt: 'fw> ',
      },
    ],
    ['cisco_asa', { software: 'Cisco-1.25', prompt: 'fw/ctx# ' }],
    [
      'cisco_nxos',
      { screen: 'Cisco Nexus Operating System (NX-OS) Software\nTAC support: x', prompt: 'n9k# ' },
    ],
    ['cisco_wlc', { software: 'CISCO_WLC', prompt: '(Cisco Controller) >' }],
    ['cumulus_linux', { software: 'OpenSSH_8.4p1 Debian-5', prompt: 'cumulus@leaf1:mgmt:~$ ' }],
    ['checkpoint_gaia', { prompt: '[Expert@gw:0]# ' }],
    ['cisco_viptela', { banner: 'viptela 20.6.1', prompt: 'vedge# ' }],
  ])('%s is recognised from %j', (name, evidence) => {
    expect(detected(evidence)).toBe(name);
  });

  it('is recognised by its prompt', () => {
    expect(detected({ software: 'OpenSSH_9.2p1 Debian-2', prompt: 'user@host:~$ ' })).toBe('linux');
  });

  it('is generic when nothing is sure', () => {
    expect(detected({})).toBe('generic');
    expect(detected({ prompt: 'r1#' })).toBe('generic');
    expect(detected({ software: 'OpenSSH_8.3', prompt: 'n9k# ' })).toBe('generic');
  });

  it('is generic when two are equally likely', () => {
    const [ios] = platforms.filter(({ name }) => name === 'cisco_ios');
    if (!ios) throw new Error('no cisco_ios');
    const twin = { ...ios, name: 'twin' };
    const evidence = { software: 'Cisco-1.25', banner: '', screen: '', prompt: '' };
    expect(detectPlatform([ios, twin], evidence)).toEqual({ name: 'generic', score: 0 });
  });

  it('is looked for in the first part of a screen only', () => {
    expect(detected({ screen: `${'x'.repeat(30_000)}Hello, this is FRRouting` })).toBe('generic');
  });
});
