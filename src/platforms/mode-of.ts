import type { Platform } from './platform.ts';

/** The mode a line is a prompt of, and the host name in it; undefined if it is no prompt. The first of the platform's patterns wins. */
export function modeOf(
  platform: Pick<Platform, 'prompts'>,
  line: string,
): { readonly mode: string; readonly host: string | undefined } | undefined {
  // No prompt is longer, and patterns need not be tried on what a hostile device calls one.
  if (line.length > MAX_PROMPT) return undefined;
  for (const { mode, pattern } of platform.prompts) {
    const found = pattern.exec(line);
    if (found) return { mode, host: found.groups?.['host'] };
  }
  return undefined;
}

const MAX_PROMPT = 400;

/** Every mode a platform can be in: those with a prompt, and those that look like one of them. */
export function modesOf(platform: Pick<Platform, 'prompts' | 'looksLike'>): ReadonlySet<string> {
  return new Set([...platform.prompts.map(({ mode }) => mode), ...platform.looksLike.keys()]);
}

/** Whether a mode is one in which the configuration is changed. */
export function isConfiguration(mode: string): boolean {
  return ['configuration', 'exclusive', 'private', 'session'].includes(mode);
}
