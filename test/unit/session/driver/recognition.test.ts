import { describe, expect, it } from 'vitest';
import { asShowrunError, type ShowrunError } from '../../../../src/core/errors.ts';
import type { TransportPeer } from '../../../../src/core/transport.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import { Driver } from '../../../../src/session/driver/driver.ts';
import type { Beginning } from '../../../../src/session/driver/recognition.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { FakeDevice } from '../../../helpers/fake-device.ts';
import { recogniserFrom } from '../../../helpers/fake-recogniser.ts';
import { FakeTransport } from '../../../helpers/fake-transport.ts';

const platforms = openPlatforms();
const EOS = 'Arista vEOS-lab\r\nSoftware image version: 4.30.1F\r\n';

interface Given {
  readonly prompt?: string;
  readonly peer?: Partial<TransportPeer>;
  readonly remembered?: string;
  readonly trust?: Beginning['trust'];
}

/** A device at its first prompt, and a driver that is to find out what it is. */
function connected({ prompt = 'sw1#', peer, remembered, trust = 'remembered' }: Given = {}) {
  const transport = new FakeTransport(peer);
  const device = new FakeDevice(transport);
  device.prompt = prompt;
  const clock = new FakeClock();
  const kept: string[] = [];
  const driver = new Driver({
    host: 'device',
    platform: platforms.find('auto'),
    recogniser: recogniserFrom(platforms, {
      found: (platform, { fingerprint }) => kept.push(`${platform.name} ${fingerprint}`),
      chosen: (platform, { fingerprint }) => kept.push(`chosen ${platform?.name} ${fingerprint}`),
      ...(remembered === undefined
        ? {}
        : { begin: () => ({ platform: platforms.find(remembered), trust }) }),
    }),
    peer: transport.peer,
    cols: 132,
    clock,
    write: (bytes) => transport.write(bytes),
    onNotice: () => undefined,
    onLearned: () => undefined,
    onFault: (thrown) => {
      throw thrown;
    },
  });
  transport.onBytes((chunk) => driver.channel.receive(chunk));
  const type = (text: string): void => {
    transport.write(Buffer.from(text));
    driver.channel.typed(Buffer.from(text));
  };
  device.say(`\r\n${prompt}`);
  return { device, driver, clock, kept, type, within: within(clock) };
}

/** Lets time pass until the work is done. */
function within(clock: FakeClock) {
  return async <Value>(work: Promise<Value>): Promise<Value> => {
    let isDone = false;
    const watched = work.finally(() => {
      isDone = true;
    });
    watched.catch(() => undefined);
    while (!isDone) await clock.pass(50);
    return await watched;
  };
}

describe('a device nothing is known of', () => {
  it('is not asked anything by connecting to it', async () => {
    const { device, driver, within } = connected();
    await within(driver.ready());
    expect(driver.platform.name).toBe('generic');
    expect(device.entered).toEqual([]);
  });

  it('is asked before the first command of a script, once, and then prepared', async () => {
    const { device, driver, kept, within } = connected({ peer: { fingerprint: 'SHA256:x' } });
    device.replies['show version'] = EOS;
    await within(driver.ready());
    await within(driver.run('show clock'));
    await within(driver.run('show users'));
    expect(driver.platform.name).toBe('arista_eos');
    expect(device.entered.filter((line) => line === 'show version')).toHaveLength(1);
    expect(device.entered.at(-2)).toBe('show clock');
    expect(device.entered.at(-1)).toBe('show users');
    expect(kept).toEqual(['arista_eos SHA256:x']);
  });

  it('is asked no more than three things, and the command runs all the same', async () => {
    const { device, driver, kept, within } = connected();
    device.replies['show clock'] = 'noon\r\n';
    await within(driver.ready());
    const answer = await within(driver.run('show clock'));
    expect(answer.text).toBe('noon');
    expect(device.entered).toHaveLength(4);
    expect(driver.platform.name).toBe('generic');
    expect(kept).toEqual([]);
    await within(driver.run('show clock'));
    expect(device.entered).toHaveLength(5);
  });

  it.each(['r1(config)#', '[~core1]', 'user@mx1# ', 'rommon 1 > ', 'switch: '])(
    'is not asked anything at %s',
    async (prompt) => {
      const { device, driver, within } = connected({ prompt });
      await within(driver.ready());
      await within(driver.identify({ idleTimeoutMs: 500 }).catch(asShowrunError));
      expect(device.entered).toEqual([]);
    },
  );

  it('is not asked while half a line of the person stands there', async () => {
    const { device, driver, within, type } = connected();
    await within(driver.ready());
    type('conf');
    await within(driver.run('show clock'));
    expect(device.entered).toEqual(['show clock']);
    expect(driver.platform.name).toBe('generic');
    // The line is given back between commands; the person has it no more.
    driver.channel.restore();
    type('\x15');
    device.replies['show version'] = EOS;
    await within(driver.run('show clock'));
    expect(driver.platform.name).toBe('arista_eos');
    expect(device.entered).toContain('terminal length 0');
  });

  it('is not asked when the prompt may be that of another device, reached from there', async () => {
    const { device, driver, within, type, clock } = connected();
    await within(driver.ready());
    device.replies['ssh other'] = () => {
      device.prompt = 'other#';
      device.say('other#');
    };
    type('ssh other\r');
    await clock.pass(500);
    await within(driver.run('show clock'));
    expect(device.entered).toEqual(['ssh other', 'show clock']);
  });

  it('is known by what the person asked it himself, in the words of people', async () => {
    const { device, driver, kept, within, type, clock } = connected();
    device.replies['sh ver'] = EOS;
    await within(driver.ready());
    type('sh ver\r');
    await clock.pass(500);
    expect(driver.platform.name).toBe('arista_eos');
    expect(kept).toHaveLength(1);
  });

  it('is asked all the same where its greeting ends on the line of the first prompt', async () => {
    const { device, driver, kept, within, type, clock } = connected({ prompt: 'Staff only!sw1# ' });
    await within(driver.ready());
    device.prompt = 'sw1# ';
    device.replies['show version'] = EOS;
    type('\r');
    await clock.pass(500);
    await within(driver.run('show clock'));
    expect(driver.platform.name).toBe('arista_eos');
    expect(kept).toEqual(['arista_eos ']);
  });

  it('that answers with a question is freed from it, and asked nothing more', async () => {
    const { device, driver, within } = connected();
    isStuckAt(device, 'Are you sure? [y/n]: ');
    await within(driver.ready());
    await within(driver.run('show clock'));
    expect(device.entered).toEqual(['show version', 'show clock']);
  });

  it('that stays silent in the middle of an answer is freed from what it does, and the command runs', async () => {
    const { device, driver, within } = connected();
    isStuckAt(device, 'page 1\r\n~~ a pager nobody knows ~~');
    await within(driver.ready());
    await within(driver.run('show clock'));
    expect(device.entered).toEqual(['show version', 'show clock']);
  });

  it('can be left in the middle of a question to it', async () => {
    const { device, driver, within } = connected();
    const stop = new AbortController();
    device.replies['show version'] = () => stop.abort();
    await within(driver.ready());
    const error: unknown = await within(
      driver.run('show clock', { signal: stop.signal }).catch((thrown: ShowrunError) => thrown),
    );
    expect(error).toMatchObject({ code: 'interrupted' });
    expect(device.entered).toEqual(['show version']);
  });

  it('does not take a refusal for an answer', async () => {
    const { device, driver, within } = connected();
    device.replies['show version'] = "% Invalid input detected, see 'help Arista'\r\n";
    await within(driver.ready());
    await within(driver.identify());
    expect(driver.platform.name).toBe('generic');
  });
});

describe('a platform a person names', () => {
  const peer = { fingerprint: 'SHA256:x' };
  const frr = { platform: platforms.find('frr'), recogniser: undefined };
  const auto = { platform: platforms.find('auto'), recogniser: recogniserFrom(platforms) };

  it('is that of the host where he stands on it, and nothing is asked any more', async () => {
    const { device, driver, kept, within } = connected({ peer });
    await within(driver.ready());
    driver.redispatch({ ...frr, platform: platforms.find('cisco_nxos') });
    driver.redispatch(frr);
    await within(driver.run('show clock'));
    expect(driver.platform.name).toBe('frr');
    expect(kept).toEqual(['chosen cisco_nxos SHA256:x', 'chosen frr SHA256:x']);
    expect(device.entered).not.toContain('show version');
  });

  it('is taken back by having it recognised', async () => {
    const { device, driver, kept, within } = connected({ peer });
    device.replies['show version'] = EOS;
    await within(driver.ready());
    driver.redispatch(auto);
    await within(driver.run('show clock'));
    expect(kept).toEqual(['chosen undefined SHA256:x', 'arista_eos SHA256:x']);
  });

  it('is not that of the host where he went on to another device', async () => {
    const { device, driver, kept, within, type, clock } = connected({ peer });
    await within(driver.ready());
    device.replies['ssh other'] = () => {
      device.prompt = 'other#';
      device.say('other#');
    };
    type('ssh other\r');
    await clock.pass(500);
    driver.redispatch(frr);
    expect(driver.path).toEqual(['sw1']);
    expect(kept).toEqual([]);
  });
});

describe('a platform remembered', () => {
  it('is there from the first byte on', () => {
    expect(connected({ remembered: 'arista_eos' }).driver.platform.name).toBe('arista_eos');
  });

  it('is believed while the prompt fits, and nothing is asked', async () => {
    const { device, driver, within } = connected({ remembered: 'dell_os10' });
    await within(driver.ready());
    await within(driver.run('show clock'));
    expect(driver.platform.name).toBe('dell_os10');
    expect(device.entered).not.toContain('show version');
  });

  it('is believed though a greeting ends on the line of the prompt', async () => {
    const prompt = 'Authorised use only sw1#';
    const { device, driver, within } = connected({ remembered: 'arista_eos', prompt });
    await within(driver.ready());
    device.prompt = 'sw1#';
    device.replies['show clock'] = 'noon\r\n';
    expect((await within(driver.run('show clock'))).text).toBe('noon');
    expect(driver.platform.name).toBe('arista_eos');
  });

  it('is given up when the prompt does not fit', async () => {
    const { driver, within } = connected({ remembered: 'arista_eos', prompt: '<core1>' });
    await within(driver.ready());
    expect(driver.platform.name).toBe('generic');
  });

  it('is given up when the device names itself something else', async () => {
    const peer = { software: 'ROSSSH', fingerprint: 'SHA256:y' };
    const { driver, kept, within } = connected({
      remembered: 'linux',
      prompt: '[admin@rb1] > ',
      peer,
    });
    await within(driver.ready());
    expect(driver.platform.name).toBe('mikrotik_routeros');
    expect(kept).toEqual(['mikrotik_routeros SHA256:y']);
  });

  it('is never doubted when a person chose it', async () => {
    const given = { remembered: 'arista_eos', trust: 'chosen', prompt: '<core1>' } as const;
    const { device, driver, clock } = connected(given);
    await clock.pass(500);
    expect(driver.platform.name).toBe('arista_eos');
    expect(device.entered).toEqual([]);
  });
});

/** Its `show version` says that much and waits until Ctrl-C. */
function isStuckAt(device: FakeDevice, words: string): void {
  device.replies['show version'] = () => {
    device.onKeys = (keys) => {
      if (!keys.includes('\x03')) return;
      device.onKeys = undefined;
      device.say(`\r\n${device.prompt}`);
    };
    device.say(words);
  };
}
