import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import type { BastionFacts } from '../net/bastions/bastions.ts';

/** The hosts on the way to one, nearest to us first: `via jump1 › jump2`; '' for a straight way. */
export function wayText({ via }: Pick<Host, 'via'>): string {
  return via.length === 0 ? '' : `via ${via.map(({ name }) => safe(name, 40)).join(' › ')}`;
}

/** For the status line: `jump1 up for 14`, or what it waits for: `jump1: logging in, 14 wait`. '' for none. */
export function bastionsText(bastions: readonly BastionFacts[]): string {
  const shown = merged(bastions.filter(isOwnStep)).map(({ name, state, step, devices }) =>
    state === 'up' ? `${name} up for ${devices}` : `${step || name}, ${waiting(devices)}`,
  );
  const more = shown.length > SHOWN ? [`+${shown.length - SHOWN} jump hosts`] : [];
  return [...shown.slice(0, SHOWN), ...more].join(' · ');
}

/** One that waits for the host before it has nothing of its own to tell. */
function isOwnStep({ name, state, step }: BastionFacts): boolean {
  return state === 'up' || (step !== '' && step.startsWith(`${name}: `));
}

const SHOWN = 2;

function waiting(devices: number): string {
  return devices === 1 ? '1 waits' : `${devices} wait`;
}

/** Several logins to one host count together. */
function merged(bastions: readonly BastionFacts[]): readonly BastionFacts[] {
  const byName = new Map<string, BastionFacts>();
  for (const one of bastions) {
    const key = `${one.state} ${one.name}`;
    const before = byName.get(key);
    byName.set(key, before ? { ...one, devices: before.devices + one.devices } : one);
  }
  return [...byName.values()];
}
