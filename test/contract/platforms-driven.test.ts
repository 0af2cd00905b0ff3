import { describe, expect, it } from 'vitest';
import { asShowrunError } from '../../src/core/errors.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { Driver } from '../../src/session/driver/driver.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import {
  type DeviceShape,
  GeneratedDevice,
  LONG_ANSWER,
  LONG_COMMAND,
  REFUSED_COMMAND,
} from '../helpers/generated-device.ts';
import { samplesOf } from '../helpers/platform-samples.ts';

// Each platform against a device made of the platform's own data: what the data says must be what the driver then does.
const platforms = openPlatforms();

describe.each(platforms.names())('a device of platform %s', (name) => {
  const platform = platforms.find(name);
  const samples = samplesOf(name);
  const shape = { platform, samples, mode: loginMode(platform), secrets: 'none' } as const;

  it('shows a prompt whose mode is known', async () => {
    for (const mode of new Set(platform.prompts.map((prompt) => prompt.mode))) {
      const { driver, within } = connect({ ...shape, mode, paging: 'stays' });
      await within(driver.ready());
      expect(driver.prompt?.mode).toBe(mode);
    }
  });

  it('answers a long command, whether it turns paging off or not', async () => {
    for (const paging of ['can be turned off', 'stays'] as const) {
      const { driver, within } = connect({ ...shape, paging });
      await within(driver.ready());
      const answer = await within(driver.run(LONG_COMMAND));
      expect(answer).toMatchObject({ text: LONG_ANSWER, outcome: 'ok', mode: shape.mode });
    }
  });

  it('is paged through without a trace of its pagers', async () => {
    for (const [at, pager] of (samples.pagers ?? []).entries()) {
      if (!showsMore(platform, pager)) continue;
      for (let eraser = at; eraser < at + 3; eraser++) {
        const { generated, driver, within } = connect({ ...shape, paging: 'stays' });
        Object.assign(generated, { pager, eraser });
        await within(driver.ready());
        expect((await within(driver.run(LONG_COMMAND))).text).toBe(LONG_ANSWER);
        expect(generated.strayKeys).toEqual([]);
      }
    }
  });

  it('refuses a command, and the answer says so', async () => {
    const { generated, driver, within } = connect({ ...shape, paging: 'stays' });
    await within(driver.ready());
    for (const refusal of samples.refusals ?? []) {
      generated.refusal = refusal;
      const answer = await within(driver.run(REFUSED_COMMAND));
      expect(answer).toMatchObject({ outcome: 'refused', mode: shape.mode });
    }
    for (const sound of samples.notRefusals ?? []) {
      generated.refusal = sound;
      expect((await within(driver.run(REFUSED_COMMAND))).outcome).toBe('ok');
    }
  });

  it('moves from mode to mode', async () => {
    for (const { from, to, send } of platform.moves.filter(isTyped)) {
      const { driver, within } = connect({ ...shape, mode: from, paging: 'can be turned off' });
      await within(driver.ready());
      for (const line of send) await within(driver.run(line.replaceAll('{name}', 'showrun')));
      expect(driver.prompt?.mode, `after ${send.join(', ')}`).toBe(
        platform.looksLike.get(to) ?? to,
      );
    }
  });

  it('asks for a secret, and the question is seen', async () => {
    for (const { from, send } of platform.moves.filter((move) => move.asks !== undefined)) {
      const { driver, within } = connect({
        ...shape,
        mode: from,
        paging: 'can be turned off',
        secrets: 'asked',
      });
      await within(driver.ready());
      const asked = await within(driver.run(send.at(-1) ?? '').catch(asShowrunError));
      expect(asked).toMatchObject({ code: 'no-prompt' });
      expect(asked).toHaveProperty('message', expect.stringContaining("asks 'Password:'"));
    }
  });
});

/** Where a login on a device of this platform ends. */
function loginMode(platform: Platform): string {
  const modes = platform.prompts.map(({ mode }) => mode);
  const usual = [platform.homeMode, 'privileged', 'exec', 'shell'];
  return usual.find((mode) => mode !== undefined && modes.includes(mode)) ?? modes[0] ?? '';
}

/** A pager at the end of a text is only left; no more comes after it. */
function showsMore(platform: Platform, pager: string): boolean {
  return platform.pagers.find(({ pattern }) => pattern.test(pager))?.answer !== 'q';
}

/** A key alone is no command; who moves with one sends it himself. */
function isTyped({ send }: Platform['moves'][number]): boolean {
  return send.every((line) => !/[\x00-\x1f]/.test(line));
}

function connect(shape: DeviceShape) {
  const generated = new GeneratedDevice(shape);
  const { transport } = generated;
  const clock = new FakeClock();
  const driver = new Driver({
    host: 'device',
    platform: shape.platform,
    recogniser: undefined,
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
  generated.greet();
  return { generated, driver, within: <T>(work: Promise<T>) => finished(work, clock) };
}

/** Lets time pass until the work is done. */
async function finished<T>(work: Promise<T>, clock: FakeClock): Promise<T> {
  let isDone = false;
  const watched = work.finally(() => {
    isDone = true;
  });
  watched.catch(() => undefined);
  while (!isDone) await clock.pass(100);
  return await watched;
}
