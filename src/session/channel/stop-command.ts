import { ShowrunError } from '../../core/errors.ts';
import { interrupted } from './exchange-errors.ts';
import type { ExchangeRequest } from './exchange-request.ts';
import type { Wire } from './wire.ts';

/** An interrupted device gets this long to show a prompt again. */
const INTERRUPT_MS = 1_500;
const CTRL_C = '\x03';
/** Ctrl-E, Ctrl-U: to the end of the line, then erase it. The line editors of network devices and shells agree on these. */
export const ERASE_LINE = '\x05\x15';

/**
 * Stops the command and waits for a prompt, so that the next command finds one; rejects in any case. A pager is left with `q`,
 * anything else with the platform's own key, and with Ctrl-C when that does nothing.
 */
export async function interrupt(wire: Wire, request: ExchangeRequest): Promise<never> {
  const { interruptKey, pagers } = wire.platform;
  const line = wire.model.current();
  const isPaging = pagers.some(({ pattern }) => pattern.test(line));
  for (const key of new Set([...(isPaging ? ['q'] : []), interruptKey, CTRL_C])) {
    wire.write(key);
    if (await seePrompt(wire)) break;
  }
  throw interrupted(request);
}

/** The command stands on the line and was not entered: it is erased. */
export async function takeBack(wire: Wire, request: ExchangeRequest): Promise<never> {
  wire.write(ERASE_LINE);
  await seePrompt(wire);
  throw interrupted(request);
}

async function seePrompt(wire: Wire): Promise<boolean> {
  const untilMs = wire.clock.nowMs() + INTERRUPT_MS;
  for (let leftMs = INTERRUPT_MS; leftMs > 0; leftMs = untilMs - wire.clock.nowMs()) {
    const isPrompt = wire.standing().kind === 'prompt';
    const what = await wire.wait(isPrompt ? Math.min(leftMs, wire.quietMs) : leftMs);
    if (what === 'silence') return isPrompt;
  }
  return false;
}

export async function refuseMixed(wire: Wire, request: ExchangeRequest): Promise<never> {
  wire.write(ERASE_LINE);
  await seePrompt(wire);
  throw new ShowrunError('busy', `somebody typed on ${request.host} at the same time`, {
    subject: request.host,
    advice: 'nothing was entered; try again',
  });
}

/** Leaves a question without an answer. Where Ctrl-C does not do, nothing entered a few times does. */
export async function giveUp(wire: Wire): Promise<void> {
  for (const key of [CTRL_C, '\r', '\r', '\r']) {
    wire.write(key);
    if (await seePrompt(wire)) return;
  }
}
