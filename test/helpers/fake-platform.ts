import { BARE_PLATFORM } from '../../src/platforms/bare-platform.ts';
import type { Platform } from '../../src/platforms/platform.ts';

/** A platform in the manner of IOS, for tests of what is above platforms. */
export const fakePlatform: Platform = {
  ...BARE_PLATFORM,
  name: 'fake_ios',
  title: 'Fake IOS',
  aliases: [],
  prompts: [
    { mode: 'configuration', pattern: /^(?<host>[\w.-]+)\(config[\w-]*\)#\s?$/ },
    { mode: 'privileged', pattern: /^(?<host>[\w.-]+)#\s?$/ },
    { mode: 'exec', pattern: /^(?<host>[\w.-]+)>\s?$/ },
  ],
  homeMode: undefined,
  onOpen: [],
  pagers: [{ pattern: /^ ?--More-- ?$/, answer: ' ' }],
  refusals: [/^% (?:Invalid|Ambiguous|Incomplete)/],
  questions: [/\[confirm\]\s?$/, /\? \[.*\]: ?$/],
  logLines: [/^[*.]?\w{3} +\d+ \d\d:\d\d:\d\d(?:\.\d+)?: %[A-Z0-9_]+-\d-[A-Z0-9_]+:/],
  interruptKey: '\x03',
  detect: [],
};
