import type { Platforms } from '../../src/platforms/platforms.ts';
import type { Recogniser } from '../../src/session/driver/recognition.ts';
import { fakePlatform } from './fake-platform.ts';

/** A recogniser that knows nothing, remembers nothing and asks nothing; give what matters to yours. */
export function fakeRecogniser(known: Partial<Recogniser> = {}): Recogniser {
  const unknown = known.unknown ?? fakePlatform;
  return {
    unknown,
    begin: () => ({ platform: unknown, trust: 'unknown' }),
    look: () => undefined,
    nextStep: () => ({ kind: 'give up' }),
    isContradicted: () => false,
    found: () => undefined,
    chosen: () => undefined,
    ...known,
  };
}

/** The platforms' own signs and probes, without a memory. */
export function recogniserFrom(platforms: Platforms, more: Partial<Recogniser> = {}): Recogniser {
  return fakeRecogniser({
    unknown: platforms.find('auto'),
    look: (evidence) => platforms.recognise(evidence),
    nextStep: (evidence, answers) => platforms.nextStep(evidence, answers),
    isContradicted: (platform, evidence) => platforms.isContradicted(platform, evidence),
    ...more,
  });
}
