import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../../../src/core/clock.ts';
import type { ShowrunError } from '../../../../src/core/errors.ts';
import { answerOf } from '../../../../src/session/channel/answer.ts';
import { Channel } from '../../../../src/session/channel/channel.ts';
import { endsWithEcho } from '../../../../src/session/channel/echo.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { FakeDevice } from '../../../helpers/fake-device.ts';
import { fakePlatform } from '../../../helpers/fake-platform.ts';
import { FakeTransport } from '../../../helpers/fake-transport.ts';
import { settled } from '../../../helpers/settled.ts';

const LOG = '*Mar  1 00:00:10.123: %LINK-3-UPDOWN: Interface Ethernet0/1, changed state to down';

function setUp(options: { clock?: FakeClock; cols?: number } = {}) {
  const transport = new FakeTransport();
  const device = new FakeDevice(transport);
  const notices: string[] = [];
  const channel = new Channel({
    host: 'r1',
    platform: fakePlatform,
    cols: options.cols ?? 80,
    clock: options.clock ?? systemClock,
    write: (bytes) => transport.write(bytes),
    onNotice: (line) => notices.push(line),
    onQuiet: () => undefined,
    onFault: () => undefined,
  });
  transport.onBytes((chunk) => channel.receive(chunk));
  return { transport, device, channel, notices };
}

async function atPrompt(options: { clock?: FakeClock; cols?: number } = {}) {
  const all = setUp(options);
  all.device.say(`\r\n${all.device.prompt}`);
  all.channel.observe();
  return all;
}

describe('a channel', () => {
  it('gives the text of a command without echo and prompt', async () => {
    const { channel, device } = await atPrompt();
    device.replies['show clock'] = '*12:00:00.1 UTC\r\nTime source is NTP\r\n';
    expect(await channel.run('show clock')).toMatchObject({
      text: '*12:00:00.1 UTC\nTime source is NTP',
      outcome: 'ok',
      mode: 'privileged',
    });
  });

  it('types the command, sees its echo, and only then sends Return', async () => {
    const { channel, device, transport } = await atPrompt({ clock: new FakeClock() });
    transport.onWritten = () => undefined;
    const answer = channel.run('show clock');
    await settled();
    expect(transport.written).toBe('show clock');
    device.say('show clo');
    await settled();
    expect(transport.written).toBe('show clock');
    device.say('ck');
    await settled();
    expect(transport.written).toBe('show clock\r');
    device.say('\r\nnoon\r\nr1#');
    expect((await answer).text).toBe('noon');
  });

  it('sends Return when no echo comes, after a while', async () => {
    const clock = new FakeClock();
    const { channel, device, transport } = await atPrompt({ clock });
    transport.onWritten = () => undefined;
    const answer = channel.run('show clock');
    await clock.pass(5_000);
    expect(transport.written).toBe('show clock\r');
    device.say('\r\nnoon\r\nr1#');
    expect((await answer).text).toBe('noon');
  });

  it('gives the same answer wherever the bytes are cut', async () => {
    const body = 'Interface  \x1b[1mIP\x1b[0m\r\nVlan10  é 漢 10.0.0.1\r\n --More-- ';
    const rest = `${'\b'.repeat(10)}${' '.repeat(10)}${'\b'.repeat(10)}!\r\n${LOG}\r\nend\r\n`;
    const run = async (chunksOf: FakeDevice['chunksOf']) => {
      const { channel, device, notices } = await atPrompt();
      device.chunksOf = chunksOf;
      device.replies['show it'] = () => {
        device.onKeys = () => {
          device.onKeys = undefined;
          device.say(`${rest}\x1b[32m${device.prompt}\x1b[0m`);
        };
        device.say(body);
      };
      const { text } = await channel.run('show it');
      return { text, notices };
    };
    const expected = {
      text: 'Interface  IP\nVlan10  é 漢 10.0.0.1\n!\nend',
      notices: [LOG],
    };
    expect(await run((bytes) => [bytes])).toEqual(expected);
    expect(await run((bytes) => Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(
      expected,
    );
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.integer({ min: 1, max: 30 })), async (sizes) => {
        const cut = (bytes: Uint8Array): Uint8Array[] => {
          const chunks: Uint8Array[] = [];
          for (let at = 0; at < bytes.length; ) {
            const size = sizes.next().value ?? 1;
            chunks.push(bytes.subarray(at, at + size));
            at += size;
          }
          return chunks;
        };
        expect(await run(cut)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('answers a pager once for each page, also while the device erases it in pieces', async () => {
    const { channel, device, transport } = await atPrompt();
    let pages = 0;
    device.chunksOf = (bytes) => Array.from(bytes, (byte) => Uint8Array.of(byte));
    device.replies['show run'] = () => {
      device.onKeys = (keys) => {
        for (const _ of keys) {
          pages += 1;
          device.say(`\r          \rpage ${pages}\r\n`);
          if (pages < 3) device.say(' --More-- ');
          else {
            device.onKeys = undefined;
            device.say(device.prompt);
          }
        }
      };
      device.say('page 0\r\n --More-- ');
    };
    expect((await channel.run('show run')).text).toBe('page 0\npage 1\npage 2\npage 3');
    expect(transport.written).toBe('show run\r   ');
  });

  it('removes a pager the device does not erase', async () => {
    const { channel, device } = await atPrompt();
    device.replies['show run'] = () => {
      device.onKeys = () => {
        device.onKeys = undefined;
        device.say(`\r\ntwo\r\n${device.prompt}`);
      };
      device.say('one\r\n--More--');
    };
    expect((await channel.run('show run')).text).toBe('one\ntwo');
  });

  it('reports a question instead of waiting for a prompt', async () => {
    const { channel, device } = await atPrompt();
    device.replies['reload'] = () => device.say('Proceed with reload? [confirm]');
    await expect(channel.run('reload')).rejects.toMatchObject({
      code: 'no-prompt',
      message: "r1 asks 'Proceed with reload? [confirm]' after 'reload'",
    });
    await expect(channel.run('show clock')).rejects.toMatchObject({ code: 'busy' });
  });

  it('takes a refusal for an answer', async () => {
    const { channel, device } = await atPrompt();
    device.replies['shwo'] = "      ^\r\n% Invalid input detected at '^' marker.\r\n\r\n";
    const answer = await channel.run('shwo');
    expect(answer.outcome).toBe('refused');
    expect(answer.text).toBe("      ^\n% Invalid input detected at '^' marker.");
  });

  it('lifts log lines out of the answer, from between echo and output too', async () => {
    const { channel, device, notices } = await atPrompt();
    device.replies['show clock'] = `${LOG}\r\nnoon\r\n${LOG}\r\n`;
    expect((await channel.run('show clock')).text).toBe('noon');
    expect(notices).toEqual([LOG, LOG]);
  });

  it('keeps the log lines a command asked for', async () => {
    const { channel, device, notices } = await atPrompt();
    device.replies['show logging'] = `Log Buffer (8192 bytes):\r\n${LOG}\r\n`;
    const { text } = await channel.run('show logging');
    expect(text).toBe(`Log Buffer (8192 bytes):\n${LOG}`);
    expect(notices).toEqual([]);
  });

  it('sees an echo that a log line cut in two', async () => {
    const clock = new FakeClock();
    const { channel, device, transport, notices } = await atPrompt({ clock });
    transport.onWritten = () => undefined;
    const answer = channel.run('show clock');
    await settled();
    device.say(`show${LOG}\r\n clock`);
    await settled();
    expect(transport.written).toBe('show clock\r');
    device.say('\r\nnoon\r\nr1#');
    await settled();
    expect((await answer).text).toBe('noon');
    expect(notices).toEqual([LOG]);
  });

  it('finds the prompt that a log line pushed up', async () => {
    const { channel, device, notices } = await atPrompt();
    device.replies['show clock'] = () => device.say(`noon\r\nr1#\r\n${LOG}\r\n`);
    expect((await channel.run('show clock')).text).toBe('noon');
    expect(notices).toEqual([LOG]);
    device.replies['show clock'] = 'one\r\n';
    expect((await channel.run('show clock')).text).toBe('one');
  });

  it('follows a host name that changes', async () => {
    const { channel, device } = await atPrompt();
    device.replies['hostname core1'] = () => {
      device.prompt = 'core1(config)#';
      device.say(device.prompt);
    };
    await channel.run('hostname core1');
    expect(channel.prompt).toMatchObject({ host: 'core1', mode: 'configuration' });
    device.replies['end'] = 'bye\r\n';
    expect((await channel.run('end')).text).toBe('bye');
  });

  it('reads a coloured prompt', async () => {
    const { channel, device } = await atPrompt();
    device.replies['show clock'] = () => device.say('noon\r\n\x1b[1;32mr1\x1b[0m#');
    expect((await channel.run('show clock')).text).toBe('noon');
  });

  it('separates a prompt from a last line without an end', async () => {
    const { channel, device } = await atPrompt();
    device.replies['show clock'] = 'noon';
    expect((await channel.run('show clock')).text).toBe('noon');
  });

  it('separates a last line without an end also where the two look like one prompt', async () => {
    const { channel, device } = setUp();
    device.prompt = 'root@r1#';
    const pattern = /^[\w-]+@(?<host>[\w.-]+)#$/;
    channel.platform = { ...fakePlatform, prompts: [{ mode: 'shell', pattern }] };
    device.say(device.prompt);
    channel.observe();
    device.replies['printf foo'] = 'foo';
    expect((await channel.run('printf foo')).text).toBe('foo');
  });

  it('ends and begins commands on a device that logs without end', async () => {
    const clock = new FakeClock();
    const { channel, device, notices } = await atPrompt({ clock });
    device.replies['show clock'] = () => device.say(`noon\r\nr1#\r\n${LOG}\r\n`);
    const answers: string[] = [];
    const run = channel.run('show clock').then(({ text }) => {
      answers.push(text);
      device.replies['show clock'] = 'one\r\n';
      return channel.run('show clock').then((next) => answers.push(next.text));
    });
    for (let i = 0; i < 100; i++) {
      await clock.pass(20);
      if (device.line === '') device.say(`${LOG}\r\n`);
    }
    await run;
    expect(answers).toEqual(['noon', 'one']);
    expect(notices.length).toBeGreaterThan(50);
  });

  it('reports a full-screen program instead of waiting for its end', async () => {
    const { channel, device } = await atPrompt();
    device.replies['top'] = () => device.say('\x1b[?1049h\x1b[Htop - 12:00:00');
    await expect(channel.run('top')).rejects.toMatchObject({
      code: 'no-prompt',
      message: "'top' opened a full-screen program on r1",
    });
  });

  it('does not take a # in a banner for the end of logging in', async () => {
    const clock = new FakeClock();
    const { channel, device } = setUp({ clock });
    const first = channel.firstPrompt();
    device.say('Authorised-use-only#');
    await clock.pass(10);
    device.say('####\r\nr1>');
    await clock.pass(1_000);
    await first;
    expect(channel.prompt?.text).toBe('r1>');
  });

  it('answers a pager that holds the greeting up before the first prompt, once', async () => {
    const clock = new FakeClock();
    const { channel, device, transport } = setUp({ clock });
    const first = channel.firstPrompt();
    device.say('Welcome\r\n --More-- ');
    await clock.pass(1_000);
    expect(transport.written).toBe(' ');
    device.say('\b\b\b\b\b\b\b\b\b\b          \b\b\b\b\b\b\b\b\b\bto r1\r\nr1#');
    await clock.pass(1_000);
    await first;
    expect(channel.prompt?.text).toBe('r1#');
    expect(transport.written).toBe(' ');
  });

  it('leaves a pager in the greeting to a person who is typing', async () => {
    const clock = new FakeClock();
    const { channel, device, transport } = setUp({ clock });
    const first = channel.firstPrompt();
    device.say('Welcome\r\n --More-- ');
    channel.typed(Buffer.from('x'));
    await clock.pass(3_000);
    expect(transport.written).toBe('');
    device.say('\r\nr1#');
    await clock.pass(1_000);
    await first;
  });

  it('waits for a device that is still sending, however long', async () => {
    const clock = new FakeClock();
    const { channel, device } = await atPrompt({ clock });
    device.replies['ping'] = () => undefined;
    const answer = channel.run('ping', { idleTimeoutMs: 1_000 });
    await clock.pass(100);
    for (let i = 0; i < 10; i++) {
      device.say('!');
      await clock.pass(900);
    }
    device.say('\r\nr1#');
    expect((await answer).text).toBe('!!!!!!!!!!');
  });

  it('gives up a device that is silent, and says what its last line was', async () => {
    const clock = new FakeClock();
    const { channel, device } = await atPrompt({ clock });
    device.replies['ping'] = () => device.say('Type escape:');
    const answer = channel.run('ping', { idleTimeoutMs: 1_000 });
    const failed = expect(answer).rejects.toMatchObject({
      code: 'no-prompt',
      message: expect.stringContaining("its last line is 'Type escape:'"),
    });
    await clock.pass(3_000);
    await failed;
  });

  it('interrupts a command and leaves the device at a prompt', async () => {
    const { channel, device, transport } = await atPrompt();
    const abort = new AbortController();
    device.replies['ping'] = () => {
      device.say('!!!');
      setImmediate(() => abort.abort());
    };
    await expect(channel.run('ping', { signal: abort.signal })).rejects.toMatchObject({
      code: 'interrupted',
    });
    expect(transport.written).toBe('ping\r\x03');
    device.replies['show clock'] = 'noon\r\n';
    expect((await channel.run('show clock')).text).toBe('noon');
  });

  it('ends with the line', async () => {
    const { channel, device } = await atPrompt();
    const gone = new Error('gone') as ShowrunError;
    device.replies['reload'] = () => channel.end(gone);
    await expect(channel.run('reload')).rejects.toBe(gone);
    await expect(channel.run('show clock')).rejects.toBe(gone);
  });

  it('erases half a line the person left, and types it again afterwards', async () => {
    const { channel, device } = await atPrompt();
    device.transport.write(Buffer.from('conf t'));
    await settled();
    device.replies['show clock'] = 'noon\r\n';
    expect((await channel.run('show clock')).text).toBe('noon');
    expect(device.entered).toEqual(['show clock']);
    channel.restore();
    await settled();
    expect(device.line).toBe('conf t');
  });

  it('sees what the person has just typed before it types itself', async () => {
    const { channel, device } = await atPrompt();
    const keys = Buffer.from('conf t');
    device.transport.write(keys);
    channel.typed(keys);
    device.replies['show clock'] = 'noon\r\n';
    expect((await channel.run('show clock')).text).toBe('noon');
    expect(device.entered).toEqual(['show clock']);
    channel.restore();
    await settled();
    expect(device.line).toBe('conf t');
  });

  it('enters nothing when somebody else’s text got between prompt and command', async () => {
    const { channel, device } = await atPrompt();
    device.line = 'no ';
    device.echo = (character) => (device.line.length === 4 ? `no ${character}` : character);
    await expect(channel.run('shutdown')).rejects.toMatchObject({ code: 'busy' });
    expect(device.entered).toEqual([]);
    expect(device.line).toBe('');
  });

  it('waits for the person’s own command to end', async () => {
    const { channel, device } = await atPrompt();
    device.replies['show all'] = () => undefined;
    const keys = Buffer.from('show all\r');
    device.transport.write(keys);
    channel.typed(keys);
    device.replies['show clock'] = 'noon\r\n';
    const answer = channel.run('show clock');
    await settled();
    expect(device.entered).toEqual(['show all']);
    device.say(`everything\r\n${device.prompt}`);
    expect((await answer).text).toBe('noon');
  });

  it('does not type into a full-screen program', async () => {
    const { channel, device, transport } = await atPrompt();
    device.say('\x1b[?1049h~\r\n');
    await expect(channel.run('show clock')).rejects.toMatchObject({ code: 'busy' });
    expect(transport.written).toBe('');
  });

  it('refuses a command of two lines', async () => {
    const { channel, transport } = await atPrompt();
    await expect(channel.run('conf t\nend')).rejects.toMatchObject({ code: 'bad-usage' });
    expect(transport.written).toBe('');
  });

  it('accepts an echo that IOS scrolls sideways', async () => {
    const { channel, device } = await atPrompt();
    const command = 'show ip interface brief | include Ethernet0/0|Ethernet0/1|Ethernet0/2';
    device.echo = (character) =>
      device.line === command
        ? `${character}\r${' '.repeat(79)}\rr1#$Ethernet0/1|Ethernet0/2`
        : character;
    device.replies[command] = 'none\r\n';
    expect((await channel.run(command)).text).toBe('none');
  });

  it('shows invalid bytes instead of dropping them', async () => {
    const { channel, device, transport } = await atPrompt();
    device.replies['show clock'] = () => {
      transport.says(Uint8Array.of(0x41, 0xe9, 0x42, 0xff, 0x0d, 0x0a));
      device.say(device.prompt);
    };
    expect((await channel.run('show clock')).text).toBe('A\ufffdB\ufffd');
  });

  it('looks at no more text for a prompt when the answer is long', async () => {
    const looked = async (lines: number): Promise<number> => {
      let characters = 0;
      const counting = /^(?<host>[\w.-]+)#$/;
      counting.exec = (text: string) => {
        characters += text.length;
        return RegExp.prototype.exec.call(counting, text);
      };
      const { channel, device } = await atPrompt();
      channel.platform = { ...fakePlatform, prompts: [{ mode: 'privileged', pattern: counting }] };
      channel.observe();
      device.replies['show all'] = 'GigabitEthernet0/1 is up, line protocol is up\r\n'.repeat(
        lines,
      );
      device.chunksOf = function* (bytes) {
        for (let at = 0; at < bytes.length; at += 8_192) yield bytes.subarray(at, at + 8_192);
      };
      const { text } = await channel.run('show all');
      expect(text.split('\n').length).toBe(lines);
      return characters;
    };
    const small = await looked(1_000);
    expect(await looked(100_000)).toBeLessThan(small + 200 * 1_000);
  });
});

describe('a device that never stops', () => {
  /** It says the same thing in every turn of the event loop, whatever it is sent, until the returned function is called. */
  function floods(device: FakeDevice, text: string): () => void {
    let isOver = false;
    onTestFinished(() => {
      isOver = true;
    });
    const again = (): void => {
      device.say(text);
      if (!isOver) setImmediate(again);
    };
    device.onKeys = () => undefined;
    again();
    return () => {
      isOver = true;
    };
  }

  it('can be interrupted while it shows one prompt after the other', async () => {
    const clock = new FakeClock();
    const { channel, device } = await atPrompt({ clock });
    const controller = new AbortController();
    device.replies['show clock'] = () => {
      floods(device, '\r\nnoise\r\nr1#');
    };
    const answer = channel.run('show clock', { signal: controller.signal });
    await clock.pass(10);
    controller.abort();
    const outcome = expect(answer).rejects.toMatchObject({ code: 'interrupted' });
    await clock.pass(5_000);
    await outcome;
  });

  it('is interrupted when its answer is nothing but line ends', async () => {
    const clock = new FakeClock();
    const { channel, device, transport } = await atPrompt({ clock });
    let stop: (() => void) | undefined;
    device.replies['show clock'] = () => {
      stop = floods(device, '\n'.repeat(100_000));
    };
    const answer = channel.run('show clock');
    const outcome = expect(answer).rejects.toMatchObject({ code: 'interrupted' });
    await vi.waitUntil(() => transport.written.includes('\x03'), { interval: 1, timeout: 20_000 });
    stop?.();
    await clock.pass(5_000);
    await outcome;
  }, 30_000);

  it('costs no time for lines that are megabytes long', () => {
    const lines = Array.from({ length: 5 }, () => ' x'.repeat(1_000_000));
    const startMs = performance.now();
    const command = 'show clock';
    expect(endsWithEcho(lines.join(''), command)).toBe(false);
    const [promptText, endPromptText] = ['r1#', 'r1#'];
    const { text } = answerOf({
      ...{ lines, command, promptText, endPromptText },
      platform: fakePlatform,
    });
    expect(text.length).toBe(10_000_004);
    expect(performance.now() - startMs).toBeLessThan(500);
  });
});
