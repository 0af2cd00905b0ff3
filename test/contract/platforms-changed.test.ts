import { describe, expect, it, onTestFinished } from 'vitest';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { Session } from '../../src/session/session.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { FakeDevice, type Reply } from '../helpers/fake-device.ts';
import { FakeTransport } from '../helpers/fake-transport.ts';
import { testHost } from '../helpers/test-host.ts';

// How a change goes on the systems people change most, with the words these really use.
const platforms = openPlatforms();

/** A device: what it shows at first, and what each line leads to: another prompt, or words and a prompt. */
interface Story {
  readonly platform: string;
  readonly prompt: string;
  readonly says: Readonly<
    Record<string, string | { readonly says?: string; readonly at?: string }>
  >;
}

const JUNOS: Story = {
  platform: 'juniper_junos',
  prompt: 'ann@mx1> ',
  says: {
    configure: { says: 'Entering configuration mode\r\n\r\n[edit]\r\n', at: 'ann@mx1# ' },
    'set system host-name mx2': '\r\n[edit]\r\n',
    'set bogus': '               ^\r\nsyntax error.\r\n\r\n[edit]\r\n',
    commit: 'commit complete\r\n\r\n[edit]\r\n',
    'commit confirmed 5':
      'commit confirmed will be automatically rolled back in 5 minutes unless confirmed\r\ncommit complete\r\n\r\n# commit confirmed will be rolled back in 5 minutes\r\n[edit]\r\n',
    'rollback 0': 'load complete\r\n\r\n[edit]\r\n',
    'exit configuration-mode': { says: 'Exiting configuration mode\r\n\r\n', at: 'ann@mx1> ' },
  },
};

const XR: Story = {
  platform: 'cisco_xr',
  prompt: 'RP/0/RP0/CPU0:xr1#',
  says: {
    'configure terminal': {
      says: 'Fri Nov 20 10:00:00.123 UTC\r\n',
      at: 'RP/0/RP0/CPU0:xr1(config)#',
    },
    'interface Gi0/0/0/1': { at: 'RP/0/RP0/CPU0:xr1(config-if)#' },
    shutdown: '',
    commit: 'Fri Nov 20 10:00:01.456 UTC\r\n',
    'commit confirmed minutes 5': 'Fri Nov 20 10:00:01.456 UTC\r\n',
    abort: { at: 'RP/0/RP0/CPU0:xr1#' },
    end: { at: 'RP/0/RP0/CPU0:xr1#' },
  },
};

const EOS: Story = {
  platform: 'arista_eos',
  prompt: 'sw1#',
  says: {
    'configure session showrun': { at: 'sw1(config-s-showru)#' },
    'interface Ethernet1': { at: 'sw1(config-s-showru-if-Et1)#' },
    shutdown: '',
    commit: { at: 'sw1#' },
    'commit timer 00:05:00': { at: 'sw1#' },
    'configure session showrun commit': '',
    abort: { at: 'sw1#' },
    end: { at: 'sw1#' },
  },
};

const VRP: Story = {
  platform: 'huawei_vrp',
  prompt: '<hw1>',
  says: {
    'system-view': { says: 'Enter system view, return user view with Ctrl+Z.\r\n', at: '[hw1]' },
    'interface GigabitEthernet0/0/1': { at: '[hw1-GigabitEthernet0/0/1]' },
    'descripton x': "              ^\r\nError: Unrecognized command found at '^' position.\r\n",
    shutdown: '',
    return: { at: '<hw1>' },
  },
};

const MIKROTIK: Story = {
  platform: 'mikrotik_routeros',
  prompt: '[admin@mt1] > ',
  says: {
    '/interface/bridge/add name=lan': '',
    '/interfaec print': 'bad command name interfaec (line 1 column 2)\r\n',
  },
};

const BANNER = ['banner motd ^C', 'Authorised use only #', ' -- More --', '^C'];
const IOS: Story = {
  platform: 'cisco_ios',
  prompt: 'r1#',
  says: {
    'configure terminal': {
      says: 'Enter configuration commands, one per line.  End with CNTL/Z.\r\n',
      at: 'r1(config)#',
    },
    'banner motd ^C': { says: "Enter TEXT message.  End with the character '^'.\r\n", at: '' },
    '^C': { at: 'r1(config)#' },
    'ip routing': '',
    end: { at: 'r1#' },
  },
};

describe('a change', () => {
  it('on Junos waits for a commit, goes back by itself until it is confirmed, and is dropped', async () => {
    const { session, entered, within } = await open(JUNOS);
    const lines = ['# a comment', 'set system host-name mx2', ''];
    expect(await within(session.config(lines))).toMatchObject({ sent: 1, state: 'candidate' });
    await within(session.commit({ confirmed: 5 }));
    await within(session.commit());
    await within(session.config(lines));
    await within(session.abort());
    expect(entered()).toEqual([
      ...['configure', 'set system host-name mx2', 'commit confirmed 5', 'exit configuration-mode'],
      ...['configure', 'commit', 'exit configuration-mode'],
      ...['configure', 'set system host-name mx2', 'rollback 0', 'exit configuration-mode'],
    ]);
  });

  it('on Junos is dropped whole at the first refused line', async () => {
    const { session, entered, within } = await open(JUNOS);
    const result = await within(session.config(['set system host-name mx2', 'set bogus', 'set x']));
    expect(result).toMatchObject({
      ...{ outcome: 'refused', sent: 1, total: 3, state: 'dropped' },
      refusal: { line: 'set bogus', number: 2, words: expect.stringContaining('syntax error.') },
    });
    expect(entered().slice(-2)).toEqual(['rollback 0', 'exit configuration-mode']);
  });

  it('on IOS-XR is committed under its dates, for good and for some minutes', async () => {
    const { session, entered, within } = await open(XR);
    const keep = { commit: { confirmed: 5 } };
    const lines = ['interface Gi0/0/0/1', 'shutdown', '! done'];
    const result = await within(session.operate({ kind: 'config', lines, keep }));
    expect(result).toMatchObject({
      outcome: 'ok',
      kept: ["committed for 5 min unless 'commit' confirms it"],
    });
    await within(session.commit());
    expect(entered()).toEqual([
      ...['configure terminal', 'interface Gi0/0/0/1', 'shutdown'],
      ...['commit confirmed minutes 5', 'end', 'configure terminal', 'commit', 'end'],
    ]);
  });

  it('on EOS is made in a session, committed from it, and confirmed outside', async () => {
    const { session, entered, within } = await open(EOS);
    const lines = ['interface Ethernet1', 'shutdown'];
    const result = await within(session.config(lines, { mode: 'session' }));
    expect(result).toMatchObject({ sent: 2, state: 'candidate' });
    await within(session.commit({ confirmed: 5 }));
    expect(session.mode).toBe('privileged');
    await within(session.commit());
    expect(entered()).toEqual([
      ...['configure session showrun', 'interface Ethernet1', 'shutdown'],
      ...['commit timer 00:05:00', 'configure session showrun commit'],
    ]);
    const nothing = session.commit();
    await expect(within(nothing)).rejects.toThrow('in no configuration session');
  });

  it('on Huawei VRP is saved with its question answered, and stops at what VRP refuses', async () => {
    const { session, device, entered, within } = await open(VRP);
    const lines = ['interface GigabitEthernet0/0/1', 'descripton x', 'shutdown'];
    expect(await within(session.config(lines))).toMatchObject({ sent: 1, outcome: 'refused' });
    expect(session.mode).toBe('exec');
    let told = '';
    device.replies['save'] = () => {
      device.say(
        'The current configuration will be written to the device.\r\nAre you sure to continue?[Y/N]',
      );
      device.onKeys = (keys) => {
        told += keys;
        if (!keys.includes('\r')) return;
        device.onKeys = undefined;
        device.say('y\r\nSave the configuration successfully.\r\n<hw1>');
      };
    };
    expect(await within(session.save())).toMatchObject({ outcome: 'ok' });
    expect(told).toBe('y\r');
    expect(entered().at(-1)).toBe('save');
  });

  it('on RouterOS is made where a login ends, and counts at once', async () => {
    const { session, entered, within } = await open(MIKROTIK);
    const good = await within(session.config(['/interface/bridge/add name=lan']));
    expect(good).toMatchObject({ outcome: 'ok', state: 'running', sent: 1 });
    const bad = await within(session.config(['/interfaec print', '/system/reboot']));
    expect(bad).toMatchObject({ outcome: 'refused', sent: 0, total: 2 });
    expect(entered()).toEqual(['/interface/bridge/add name=lan', '/interfaec print']);
    await expect(within(session.save())).rejects.toThrow('has no save');
  });

  it('on IOS has its banner whole, with a pager and a prompt in it', async () => {
    const { session, device, entered, within } = await open(IOS);
    for (const line of BANNER.slice(1, -1)) device.replies[line] = () => undefined;
    const result = await within(session.config([...BANNER, 'ip routing']));
    expect(result).toMatchObject({ outcome: 'ok', sent: 5, total: 5 });
    expect(entered()).toEqual(['configure terminal', ...BANNER, 'ip routing', 'end']);
  });
});

async function open({ platform: name, prompt, says }: Story) {
  const clock = new FakeClock();
  const transport = new FakeTransport();
  const device = new FakeDevice(transport);
  device.prompt = prompt;
  for (const [line, then] of Object.entries(says)) device.replies[line] = replyOf(then);
  const platform = platforms.find(name);
  const session = new Session({
    name: 'r1',
    host: testHost({ platform: name }),
    openTransport: async () => {
      device.say(`\r\n${device.prompt}`);
      return transport;
    },
    platform,
    size: { cols: 120, rows: 24 },
    clock,
  });
  onTestFinished(() => session.close());
  await session.open();
  await clock.pass(200);
  const within = async <T>(work: Promise<T>): Promise<T> => {
    let isDone = false;
    const watched = work.finally(() => {
      isDone = true;
    });
    watched.catch(() => undefined);
    while (!isDone) await clock.pass(50);
    return await watched;
  };
  const entered = () => device.entered.filter((line) => !platform.onOpen.includes(line));
  return { session, device, within, entered };
}

function replyOf(then: Story['says'][string]): Reply {
  if (typeof then === 'string') return then;
  return (device) => {
    device.prompt = then.at ?? device.prompt;
    device.say(`${then.says ?? ''}${device.prompt}`);
  };
}
