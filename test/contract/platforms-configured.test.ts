import { describe, expect, it, onTestFinished } from 'vitest';
import { asShowrunError } from '../../src/core/errors.ts';
import { modesOf } from '../../src/platforms/mode-of.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { needsCommit } from '../../src/session/operations/push-config.ts';
import { Session } from '../../src/session/session.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import {
  CONTEXT_LINE,
  type DeviceShape,
  GeneratedDevice,
  REFUSED_COMMAND,
} from '../helpers/generated-device.ts';
import { samplesOf } from '../helpers/platform-samples.ts';
import { testHost } from '../helpers/test-host.ts';

// Each platform against a device made of its own data: what changes, keeps, commits and drops a configuration.
const platforms = openPlatforms();

describe.each(platforms.names())('the configuration of platform %s', (name) => {
  const platform = platforms.find(name);
  const { config } = platform;
  const samples = samplesOf(name);
  const modes = modesOf(platform);
  const place = modes.has('configuration') ? 'configuration' : config.mode;
  const isReached = platform.moves.some(({ to }) => to === place) || place === config.mode;
  const mode = loginMode();
  const shape: DeviceShape = {
    platform,
    samples,
    mode,
    secrets: 'none',
    paging: 'can be turned off',
  };
  /** Where a push ends: where the configuration was entered from. */
  const outside = platform.moves.find(({ to }) => to === 'configuration')?.from;
  const isCandidate = needsCommit(platform, 'configuration');

  /** Where a login on a device of this platform ends. */
  function loginMode(): string {
    const known = platform.prompts.map((prompt) => prompt.mode);
    const usual = [platform.homeMode, 'privileged', 'exec', 'shell'];
    return usual.find((one) => one !== undefined && known.includes(one)) ?? known[0] ?? '';
  }

  if (place === undefined || !isReached) {
    it('is nothing the platform has, and nothing is sent', async () => {
      const { session, generated, within } = await connect(shape);
      const refused = await within(session.config(['one']).catch(asShowrunError));
      expect(refused).toMatchObject({ code: 'bad-usage' });
      expect(generated.entered.filter((line) => line.endsWith('one'))).toEqual([]);
    });
  } else {
    it('takes lines one by one, in its mode, without blank lines and comments', async () => {
      const { session, generated, within } = await connect(shape);
      const comments = platform.comments.map((comment) => `${comment} a comment`);
      const lines = [CONTEXT_LINE, '', ...comments, ' two', 'three'];
      const result = await within(session.config(lines));
      expect(result).toMatchObject({ outcome: 'ok', sent: 3, total: 3 });
      expect(result.state).toBe(isCandidate ? 'candidate' : 'running');
      expect(taken(generated)).toEqual(
        [CONTEXT_LINE, ' two', 'three'].map((line) => `${place}: ${line}`),
      );
      expect(generated.mode).toBe(isCandidate ? place : (outside ?? mode));
    });

    if ((samples.refusals ?? []).length > 0)
      it('stops at a refused line, with the words', async () => {
        const { session, generated, within } = await connect(shape);
        const result = await within(session.config(['one', REFUSED_COMMAND, 'three']));
        expect(result).toMatchObject({ outcome: 'refused', sent: 1, total: 3 });
        expect(result.refusal).toMatchObject({ line: REFUSED_COMMAND, number: 2 });
        expect(result.refusal?.words).toContain(generated.refusal.trim());
        expect(taken(generated)).toEqual([`${place}: one`]);
        if (isCandidate)
          expect(result.state).toBe(config.abort.length > 0 ? 'dropped' : 'candidate');
      });
  }

  it('has its paging left alone where that would change it for everybody', async () => {
    const { session, generated, within } = await connect(shape);
    await within(session.run('show version'));
    await within(session.close());
    const { off, on } = platform.globalPaging;
    expect(
      generated.entered.filter((line) => [...off, ...on].some((one) => line.endsWith(one))),
    ).toEqual([]);
  });

  it('is saved, with the question of the save answered, or has no save', async () => {
    const { session, generated, within } = await connect(shape);
    if (config.save.length === 0) {
      expect(await within(session.save().catch(asShowrunError))).toMatchObject({
        code: 'bad-usage',
      });
      return;
    }
    const isSafe = (asked: string) =>
      platform.safeAnswers.find(({ pattern }) => pattern.test(asked));
    generated.asksAtSave = samples.questions?.find((asked) => isSafe(asked) !== undefined);
    const saved = await within(session.save());
    expect(saved).toMatchObject({ outcome: 'ok' });
    const where = config.saveMode ?? outside ?? mode;
    const lines = config.save.map((line) => `${where}: ${line}`);
    expect(generated.entered.filter((line) => lines.includes(line))).toEqual(lines);
    expect(generated.mode).toBe(mode);
    const answer = isSafe(generated.asksAtSave ?? '')?.answer;
    if (answer !== undefined)
      expect(generated.told[0]?.replace(/\r$/, '')).toBe(answer.replace(/\r$/, ''));
  });

  if (config.commit.length > 0)
    it('is committed, for good, with a comment, for some minutes, or dropped', async () => {
      const within = modes.has('session') ? { mode: 'session' } : {};
      for (const commit of ['stays', 'leaves'] as const) {
        const { session, generated, ...at } = await connect({ ...shape, commit });
        const does = async (words: readonly string[], act: () => Promise<unknown>) => {
          if (words.length === 0) return;
          await at.within(session.config(['one'], within));
          const from = generated.entered.length;
          await at.within(act());
          const sent = generated.entered.slice(from).map((line) => line.replace(/^\S+: /, ''));
          for (const line of words) expect(sent).toContainEqual(filled(line));
          expect(generated.mode).toBe(mode);
        };
        await does(config.commit, () => session.commit());
        await does(config.commitComment, () => session.commit({ comment: 'as planned' }));
        await does(config.abort, () => session.abort());
        await does(config.commitConfirm, () => session.commit({ confirmed: 5 }));
      }
    });
});

/** A line of the platform's with what was asked for in it. */
function filled(line: string): string {
  return line
    .replaceAll('{comment}', 'as planned')
    .replaceAll(':{minutes}', ':05')
    .replaceAll('{minutes}', '5')
    .replaceAll('{seconds}', '300')
    .replaceAll('{name}', 'showrun');
}

/** What was entered of the lines pushed, with the mode it was entered in. */
function taken({ entered }: GeneratedDevice): readonly string[] {
  return entered.filter((line) => /: (?:one| two|three|interface example 1)$/.test(line));
}

async function connect(shape: DeviceShape) {
  const generated = new GeneratedDevice(shape);
  const clock = new FakeClock();
  const session = new Session({
    name: 'device',
    host: testHost({ name: 'device', platform: shape.platform.name }),
    platform: shape.platform,
    openTransport: async () => {
      generated.greet();
      return generated.transport;
    },
    size: { cols: 132, rows: 24 },
    clock,
  });
  onTestFinished(() => session.close());
  const within = <T>(work: Promise<T>) => finished(work, clock);
  await within(session.ready());
  return { generated, session, within };
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
