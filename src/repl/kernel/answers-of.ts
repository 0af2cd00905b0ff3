import type { HostAnswer } from '../link/backend.ts';
import { HostError } from '../values/host-error.ts';
import { Result } from '../values/result.ts';
import { Results } from '../values/results.ts';

/** What one run gave, host by host; a single host that was lost is an answer too. Rejects with what else went wrong. */
export async function answersOf(run: unknown): Promise<readonly HostAnswer[]> {
  try {
    const given: unknown = await run;
    if (given instanceof Results) return Results.answersOf(given);
    return given instanceof Result ? [Result.answerOf(given)] : [];
  } catch (thrown) {
    if (!(thrown instanceof HostError)) throw thrown;
    const { host, code, advice } = thrown;
    const line = thrown.message;
    const message =
      advice !== '' && line.endsWith(`: ${advice}`) ? line.slice(0, -advice.length - 2) : line;
    return [{ status: 'failed', host, error: { code, message, advice } }];
  }
}
