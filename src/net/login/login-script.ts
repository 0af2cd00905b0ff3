import type { LoginStep } from '../../core/arrival.ts';

/**
 * Where a script is after what was heard since the last thing sent: the first of its next steps that fits. A step that is
 * not optional cannot be passed over. Undefined while nothing fits.
 */
export function nextScriptStep(
  steps: readonly LoginStep[],
  at: number,
  heard: string,
): number | undefined {
  const text = plain(heard);
  for (let index = at; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined || step.expect.test(text)) return step && index;
    if (!step.isOptional) return undefined;
  }
  return undefined;
}

/** Whether nothing that must still come is left. */
export function isScriptOver(steps: readonly LoginStep[], at: number): boolean {
  return steps.slice(at).every(({ isOptional }) => isOptional);
}

/** The end of it, without escape sequences, bells and NULs. */
function plain(text: string): string {
  return text
    .slice(-MAX_HEARD)
    .replace(/\x1b\[[0-9;?]{0,32}[ -/]?[@-~]|\x1b[()][0-9A-Z]|[\x00\x07]/g, '');
}

/** Patterns are a person's own and may be slow; they get no more than that. */
const MAX_HEARD = 2_000;
