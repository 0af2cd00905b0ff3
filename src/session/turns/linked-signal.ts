/** One signal that aborts when any of several does. `unlink` when done, so that long-lived signals keep no listeners. */
export function linkSignals(given: readonly (AbortSignal | undefined)[]): {
  readonly signal: AbortSignal;
  readonly unlink: () => void;
} {
  const signals = given.filter((signal) => signal !== undefined);
  const [only] = signals;
  // Most commands have one; a controller costs as much as the rest of what we do for a command.
  if (only && signals.length === 1) return { signal: only, unlink: () => undefined };
  const controller = new AbortController();
  const onAbort = (event: Event): void => {
    const { target } = event;
    controller.abort(target instanceof AbortSignal ? target.reason : undefined);
  };
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason);
    signal.addEventListener('abort', onAbort);
  }
  const unlink = (): void => {
    for (const signal of signals) signal.removeEventListener('abort', onAbort);
  };
  return { signal: controller.signal, unlink };
}
