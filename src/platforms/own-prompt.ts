import { BoundedPattern } from '../core/bounded-pattern.ts';
import { modesOf } from './mode-of.ts';
import type { Platform, PromptShape } from './platform.ts';

/** What a person has called the prompt of one host. Its text is a regular expression between slashes, or the prompt as it stands. */
export interface OwnPrompt {
  readonly text: string;
  readonly pattern: RegExp;
}

const MOST_CHARS = 400;

/** The prompt such a text means; undefined for one that is empty, too long, or no regular expression. */
export function ownPromptOf(text: string): OwnPrompt | undefined {
  const [, source] = /^\/(.+)\/$/s.exec(text) ?? [];
  if (text.trim() === '' || text.length > MOST_CHARS) return undefined;
  try {
    const written = source ?? `^${literal(text.trimEnd())} {0,3}$`;
    const pattern = source === undefined ? new RegExp(written) : new BoundedPattern(written);
    return { text, pattern };
  } catch {
    return undefined;
  }
}

/** A prompt as it stands on the screen, as such a text. Digits are any digits: many prompts count, or tell the time. */
export function promptTextOf(line: string): string {
  const shown = line.trimEnd();
  if (!/\d/.test(shown)) return shown;
  return `/^${literal(shown).replaceAll(/\d+/g, '\\d{1,12}')} {0,3}$/`;
}

/** The shapes in which a host's prompts come: its own first, in the mode that the end of a prompt speaks for. */
export function promptsWith(
  platform: Pick<Platform, 'prompts' | 'looksLike' | 'homeMode'>,
  own: OwnPrompt | undefined,
): readonly PromptShape[] {
  if (own === undefined) return platform.prompts;
  const isHigh = /#[^\w]{0,12}$/.test(own.text);
  const modes = modesOf(platform);
  const usual = [isHigh ? 'privileged' : undefined, platform.homeMode, 'exec', 'shell'];
  const mode = usual.find((one) => one !== undefined && modes.has(one));
  const [first] = platform.prompts;
  return [{ mode: mode ?? first?.mode ?? 'exec', pattern: own.pattern }, ...platform.prompts];
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
