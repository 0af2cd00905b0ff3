import { afterEach, describe, expect, it } from 'vitest';
import type { SessionTap, TappedBlock } from '../../../../src/session/record/session-tap.ts';
import { Session } from '../../../../src/session/session.ts';
import type { SessionOptions } from '../../../../src/session/session-options.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { FakeDevice } from '../../../helpers/fake-device.ts';
import { fakePlatform } from '../../../helpers/fake-platform.ts';
import { FakeTransport } from '../../../helpers/fake-transport.ts';
import { testHost } from '../../../helpers/test-host.ts';

const sessions: Session[] = [];

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

/** A session at its prompt, and what its tap hears: `blocks`, the bytes, and everything else by name. */
async function tapped(options: Partial<SessionOptions> & { fault?: () => void } = {}) {
  const clock = new FakeClock();
  const transport = new FakeTransport();
  const device = new FakeDevice(transport);
  const heard: string[] = [];
  const blocks: TappedBlock[] = [];
  const chunks: Uint8Array[] = [];
  let hold: () => () => void = () => () => undefined;
  const tap: SessionTap = {
    received: (chunk) => {
      options.fault?.();
      chunks.push(Uint8Array.from(chunk));
    },
    printed: (line) => heard.push(`printed ${line}`),
    resized: ({ cols, rows }) => heard.push(`resized ${cols}x${rows}`),
    typed: (keys, matter) =>
      heard.push(`typed ${matter} ${JSON.stringify(Buffer.from(keys).toString())}`),
    commandLine: ({ command, mode }) => heard.push(`command ${mode} ${command}`),
    block: (block) => {
      heard.push(`block ${block.command} ${block.outcome}`);
      blocks.push(block);
    },
    changed: ({ status, platform }) => heard.push(`changed ${status.status} ${platform}`),
    closed: () => heard.push('closed'),
  };
  const session = new Session({
    name: 'r1',
    host: testHost({ platform: 'fake_ios' }),
    openTransport: async () => transport,
    platform: fakePlatform,
    size: { cols: 80, rows: 10 },
    tapFor: ({ holdBack }) => {
      hold = holdBack;
      return tap;
    },
    ...options,
    clock,
  });
  sessions.push(session);
  device.say(`\r\n${device.prompt}`);
  await session.open();
  await clock.pass(300);
  const bytes = (): Buffer => Buffer.concat(chunks);
  const textOf = ({ from, to }: TappedBlock): string => bytes().subarray(from, to).toString();
  const types = async (text: string): Promise<void> => {
    session.write(Buffer.from(text));
    await clock.pass(300);
  };
  return {
    session,
    device,
    transport,
    clock,
    heard,
    blocks,
    bytes,
    textOf,
    types,
    holdBack: () => hold(),
  };
}

describe('what a tap hears of a session', () => {
  it('is a command where its line ends, and its block when the prompt is back', async () => {
    const { device, heard, blocks, textOf, types } = await tapped();
    device.replies['show clock'] = '12:00:00\r\n';
    await types('show clock');
    expect(heard.filter((line) => line.startsWith('command'))).toEqual([]);
    await types('\r');
    expect(heard.slice(-2)).toEqual(['command privileged show clock', 'block show clock ok']);
    expect(blocks.map(textOf)).toEqual(['show clock\r\n12:00:00\r\nr1#']);
    expect(blocks[0]).toMatchObject({ by: 'person', mode: 'privileged', outcome: 'ok' });
  });

  it('is a block for each command that was typed ahead', async () => {
    const { device, blocks, textOf, types } = await tapped();
    device.replies['show a'] = 'a\r\n';
    device.replies['show c'] = 'c\r\nc\r\n';
    await types('show a\rshow b\r\rshow c\r');
    expect(blocks.map(({ command }) => command)).toEqual(['show a', 'show b', 'show c']);
    expect(blocks.map(textOf)).toEqual([
      'show a\r\na\r\nr1#',
      'show b\r\nr1#',
      'show c\r\nc\r\nc\r\nr1#',
    ]);
  });

  it('tells blocks apart that came in one chunk, and in single bytes', async () => {
    for (const size of [1, 3, 10_000]) {
      const { device, blocks, textOf, types } = await tapped();
      device.replies['show a'] = 'a\r\n';
      device.chunksOf = function* (bytes) {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      };
      await types('show a\rshow b\r');
      expect(blocks.map(textOf)).toEqual(['show a\r\na\r\nr1#', 'show b\r\nr1#']);
    }
  });

  it('takes no line of an answer for a command that nobody has typed', async () => {
    const { device, blocks, types } = await tapped();
    device.replies['show log'] = 'r1#show version\r\nr1#reload\r\n';
    await types('show log\r');
    expect(blocks.map(({ command }) => command)).toEqual(['show log']);
  });

  it('takes no command for entered that a message has pushed up', async () => {
    const { device, blocks, types } = await tapped();
    await types('show ver');
    device.say('\r\n*Mar  1 00:00:01: %SYS-5-CONFIG_I: Configured\r\nr1#show ver');
    await types('sion\r');
    expect(blocks.map(({ command }) => command)).toEqual(['show version']);
  });

  it('says who has run a command, and which of them was refused', async () => {
    const { session, device, blocks, clock } = await tapped();
    device.replies['show foo'] = "% Invalid input detected at '^' marker.\r\n";
    const ran = session.run('show foo', { owner: 'audit' });
    await clock.pass(1_000);
    expect(await ran).toMatchObject({ outcome: 'refused' });
    expect(blocks.at(-1)).toMatchObject({ by: 'audit', command: 'show foo', outcome: 'refused' });
  });

  it('measures a command from its line to the last byte of its answer', async () => {
    const { device, blocks, clock, types } = await tapped();
    device.replies['show tech'] = (slow) => {
      clock.after(5_000, () => slow.say('done\r\nr1#'));
    };
    await types('show tech\r');
    await clock.pass(6_000);
    expect(blocks[0]?.elapsedMs).toBe(5_000);
  });

  it('measures from the Enter where the line comes in one piece with its answer', async () => {
    const { device, transport, blocks, clock, types } = await tapped();
    device.replies['show tech'] = 'done\r\n';
    await types('show tech');
    await clock.pass(9_000);
    const late: Uint8Array[] = [];
    device.carry = (chunk) => late.push(chunk);
    clock.after(250, () => transport.says(Buffer.concat(late)));
    const enteredMs = clock.wallMs();
    await types('\r');
    await clock.pass(1_000);
    expect(blocks).toMatchObject([{ elapsedMs: 250, startedAtMs: enteredMs }]);
  });

  it('is an unfinished block, and the unended line, where the connection ends', async () => {
    const { device, transport, heard, blocks, bytes, types } = await tapped();
    device.replies['reload'] = (gone) => gone.say('Proceed? ');
    await types('reload\r');
    transport.end({ kind: 'ended', exitCode: undefined });
    expect(blocks[0]).toMatchObject({
      command: 'reload',
      outcome: 'unfinished',
      to: bytes().length,
    });
    const [block, printed] = heard.slice(-3);
    expect(block).toBe('block reload unfinished');
    expect(printed).toMatch(/^printed ── /);
  });

  it('is all the bytes, the sizes, the status and the end', async () => {
    const { session, heard, bytes } = await tapped();
    session.resize({ cols: 100, rows: 30 });
    await session.close();
    expect(bytes().toString()).toBe('\r\nr1#');
    expect(heard.filter((line) => /^(resized|changed|closed)/.test(line))).toEqual([
      'changed connecting fake_ios',
      'changed open fake_ios',
      'resized 100x30',
      'changed closed fake_ios',
      'closed',
    ]);
  });

  it('does not end the session where the tap has a fault', async () => {
    const { session, device, clock, types } = await tapped({
      fault: () => {
        throw new Error('the tap is broken');
      },
    });
    await types('show clock\r');
    await clock.pass(100);
    expect(device.entered).toEqual(['show clock']);
    expect(session.notices.at(-1)?.text).toContain('the tap is broken');
  });

  it('holds the device back for as long as anybody asks for it', async () => {
    const { transport, holdBack } = await tapped();
    const [first, second] = [holdBack(), holdBack()];
    first();
    expect(transport.isPaused).toBe(true);
    second();
    second();
    expect(transport.isPaused).toBe(false);
  });
});
