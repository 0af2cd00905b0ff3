import { asShowrunError } from '../core/errors.ts';
import { reloadLine } from '../session/life/reload-wait.ts';
import type { Controller } from './controller.ts';

/** Waits for the device of the focused pane to go and come back, and says how long that took; a second time ends the wait. */
export async function waitForReload(controller: Controller, ring: () => void): Promise<void> {
  const session = controller.focusedSession();
  if (session === undefined) return;
  if (session.reloads.waiting) {
    session.reloads.giveUp();
    return;
  }
  const isThere = session.status.status === 'open';
  const then = isThere
    ? `have it reload; ${session.name} is tried until it is back`
    : 'it is tried until it is back';
  controller.say(`waiting for ${session.name}: ${then}`, 'info');
  try {
    controller.say(reloadLine(await session.reloads.wait()), 'info');
    ring();
  } catch (thrown) {
    const error = asShowrunError(thrown);
    controller.say(error.line, error.code === 'interrupted' ? 'info' : 'error');
  }
}
