import fc from 'fast-check';
import { expect } from 'vitest';
import { charsetOf, UTF_8 } from '../../src/core/charset.ts';
import { asShowrunError } from '../../src/core/errors.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { Channel } from '../../src/session/channel/channel.ts';
import type { RunOptions } from '../../src/session/channel/channel-options.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeDevice } from './fake-device.ts';
import { FakeTransport } from './fake-transport.ts';
import { anyLine, BYTEWISE, type LineQuality, overLine, WHOLE } from './line-quality.ts';

/** A channel to a scripted device on a line of some quality, and time that passes only while somebody waits. */
export interface Stage {
  readonly device: FakeDevice;
  readonly channel: Channel;
  readonly clock: FakeClock;
  readonly transport: FakeTransport;
  /** Log lines lifted out, in order. */
  readonly notices: readonly string[];
  /** What a command gives, as a value: mode, outcome and text, or the error. */
  readonly run: (command: string, options?: RunOptions) => Promise<string>;
  /** Lets time pass until the work is done. */
  readonly within: <T>(work: Promise<T>) => Promise<T>;
}

/** A device with one fault, and what somebody does with it; what `play` gives must be `gives`, whatever the line. */
export interface Scene {
  readonly platform: Platform;
  /** What the device shows at first, its prompt included. */
  readonly greeting?: string;
  readonly prompt: string;
  readonly cols?: number;
  /** The character set the device writes; UTF-8 unless told. */
  readonly encoding?: string;
  readonly play: (stage: Stage) => Promise<unknown>;
  readonly gives: unknown;
}

/** Plays a scene over a good line, byte by byte, and over lines that cut the words anywhere. */
export async function survives(scene: Scene, { numRuns = 10 } = {}): Promise<void> {
  for (const quality of [WHOLE, BYTEWISE]) {
    expect(await played(scene, quality)).toEqual(scene.gives);
  }
  await fc.assert(
    fc.asyncProperty(anyLine, async (quality) => {
      expect(await played(scene, quality)).toEqual(scene.gives);
    }),
    { numRuns },
  );
}

/** What the scene gives over one line. */
export async function played(scene: Scene, quality: LineQuality): Promise<unknown> {
  const stage = setUp(scene, quality);
  stage.device.say(scene.greeting ?? `\r\n${scene.prompt}`);
  await stage.within(stage.channel.firstPrompt());
  return await scene.play(stage);
}

function setUp(
  { platform, prompt, cols = 80, encoding = 'utf-8' }: Scene,
  quality: LineQuality,
): Stage {
  const clock = new FakeClock();
  const transport = new FakeTransport();
  const device = new FakeDevice(transport);
  device.prompt = prompt;
  const charset = charsetOf(encoding) ?? UTF_8;
  device.encode = (text) => charset.encode(text);
  transport.decode = (bytes) => charset.openDecoder().decode(bytes);
  overLine(device, clock, quality);
  const notices: string[] = [];
  const channel = new Channel({
    host: 'device',
    platform,
    cols,
    charset,
    clock,
    write: (bytes) => transport.write(bytes),
    onNotice: (line) => notices.push(line),
    onQuiet: () => undefined,
    onFault: (thrown) => {
      throw thrown;
    },
  });
  transport.onBytes((chunk) => channel.receive(chunk));
  const within = <T>(work: Promise<T>): Promise<T> => finished(work, clock);
  const run = async (command: string, options?: RunOptions): Promise<string> => {
    try {
      const { text, outcome, mode } = await within(channel.run(command, options));
      return `${mode} ${outcome}: ${text}`;
    } catch (thrown) {
      const { code, message } = asShowrunError(thrown);
      return `${code}: ${message}`;
    }
  };
  return { device, channel, clock, transport, notices, within, run };
}

async function finished<T>(work: Promise<T>, clock: FakeClock): Promise<T> {
  let isDone = false;
  const watched = work.finally(() => {
    isDone = true;
  });
  watched.catch(() => undefined);
  while (!isDone) await clock.pass(20);
  return await watched;
}
