import type { SessionTap } from './session-tap.ts';

/** One tap that hands on to several, in their order; undefined for none. Only what somebody listens to is handed on. */
export function joinTaps(taps: readonly (SessionTap | undefined)[]): SessionTap | undefined {
  const all = taps.filter((tap) => tap !== undefined);
  if (all.length <= 1) return all[0];
  const ofLines = all.filter(({ lineEnded }) => lineEnded !== undefined);
  return {
    received: (chunk) => {
      for (const tap of all) tap.received(chunk);
    },
    ...(ofLines.length > 0 && {
      lineEnded: (line: string) => {
        for (const tap of ofLines) tap.lineEnded?.(line);
      },
    }),
    printed: (line) => {
      for (const tap of all) tap.printed(line);
    },
    resized: (size) => {
      for (const tap of all) tap.resized(size);
    },
    typed: (keys, matter) => {
      for (const tap of all) tap.typed(keys, matter);
    },
    commandLine: (line) => {
      for (const tap of all) tap.commandLine(line);
    },
    block: (block) => {
      for (const tap of all) tap.block(block);
    },
    changed: (now) => {
      for (const tap of all) tap.changed(now);
    },
    closed: () => {
      for (const tap of all) tap.closed();
    },
  };
}
