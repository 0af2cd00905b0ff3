import { describe, expect, it } from 'vitest';
import { hideAnswerSecrets } from '../../src/core/answer-secrets.ts';
import { prepareRules } from '../../src/core/secrets/secret-lines.ts';
import { GENERIC } from '../../src/platforms/detect.ts';
import { modeOf } from '../../src/platforms/mode-of.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { parseRegex } from '../../src/textfsm/parse-regex.ts';
import { childrenOf, type RegexNode, someNode } from '../../src/textfsm/regex-node.ts';
import { samplesOf } from '../helpers/platform-samples.ts';

// A platform file carries its own samples; this test holds them against its patterns. A file without samples fails.
const platforms = openPlatforms();

/** Whoever took one of these for a prompt would type a command into it. */
const LOGIN_QUESTIONS = ['login:', 'login: ', 'Username: ', 'User:', 'Password:', 'Password: '];

describe('the platforms', () => {
  it('are there', () => {
    expect(platforms.names()).toEqual(
      expect.arrayContaining(['cisco_ios', 'cisco_xe', 'frr', 'generic', 'linux']),
    );
  });

  it('share no name or alias', () => {
    const names = platforms.all().flatMap(({ name, aliases }) => [name, ...aliases]);
    const keys = names.map((name) => name.toLowerCase().replaceAll('-', '_'));
    expect(new Set(keys).size).toBe(keys.length - repeatedSpellings(platforms.all()));
  });
});

describe.each(platforms.names())('platform %s', (name) => {
  const platform = platforms.find(name);
  const samples = samplesOf(name);

  it('has samples', () => {
    const modes = new Set(platform.prompts.map(({ mode }) => mode));
    expect(new Set(Object.keys(samples.modes ?? {}))).toEqual(modes);
    if (platform.refusals.length > 0) expect(samples.refusals ?? []).not.toEqual([]);
    if (platform.pagers.length > 0) expect(samples.pagers ?? []).not.toEqual([]);
    if (platform.questions.length > 0) expect(samples.questions ?? []).not.toEqual([]);
    if (platform.logLines.length > 0) expect(samples.logLines ?? []).not.toEqual([]);
    if (platform.multiline.length > 0) expect(samples.multiline ?? []).not.toEqual([]);
    if (platform.login.answers.length > 0) expect(samples.logins ?? []).not.toEqual([]);
    if ((platform.clutter ?? []).length > 0) expect(samples.clutter ?? []).not.toEqual([]);
    if ((platform.secrets ?? []).length > 0) expect(samples.secrets ?? []).not.toEqual([]);
  });

  it('knows its prompts and their modes', () => {
    const wrong = Object.entries(samples.modes ?? {}).flatMap(([mode, prompts]) =>
      prompts
        .map((prompt) => ({ prompt, mode, seen: modeOf(platform, prompt)?.mode }))
        .filter(({ seen }) => seen !== mode),
    );
    expect(wrong).toEqual([]);
  });

  it('takes nothing else for a prompt', () => {
    const others = [
      ...LOGIN_QUESTIONS,
      ...(samples.notPrompts ?? []),
      ...(samples.questions ?? []),
      ...(samples.logLines ?? []),
    ];
    expect(others.filter((line) => modeOf(platform, line) !== undefined)).toEqual([]);
  });

  it('knows refusals, questions, pagers, log lines and clutter', () => {
    const missed = (lines: readonly string[], patterns: readonly RegExp[]): string[] =>
      lines.filter((line) => !patterns.some((pattern) => pattern.test(line)));
    const pagers = platform.pagers.map(({ pattern }) => pattern);
    expect(missed(samples.refusals ?? [], platform.refusals)).toEqual([]);
    expect(missed(samples.questions ?? [], platform.questions)).toEqual([]);
    expect(missed(samples.pagers ?? [], pagers)).toEqual([]);
    expect(missed(samples.logLines ?? [], platform.logLines)).toEqual([]);
    expect(missed(samples.clutter ?? [], platform.clutter ?? [])).toEqual([]);
    const { username, password, answers } = platform.login;
    const asked = [...username, ...password, ...answers.map(({ pattern }) => pattern)];
    expect(missed(samples.logins ?? [], asked)).toEqual([]);
    const starts = platform.multiline.map(({ start }) => start);
    expect(missed(samples.multiline ?? [], starts)).toEqual([]);
    const sound = samples.notRefusals ?? [];
    expect(missed(sound, platform.refusals)).toEqual(sound);
  });

  const isGeneric = [name, ...(platform.parents ?? [])].includes(GENERIC);
  // The generic platform stands for whatever is not recognised: its prompts may be anybody's.
  if (!isGeneric) {
    it('is not taken for another OS by its prompts alone', () => {
      const seen = Object.entries(samples.modes ?? {})
        // A shell is a shell, whoever sells the box.
        .flatMap(([mode, prompts]) => (mode === 'shell' ? [] : prompts))
        .map((prompt) => ({
          prompt,
          found: platforms.recognise({ software: '', banner: '', screen: '', prompt }),
        }))
        .flatMap(({ prompt, found }) =>
          found === undefined || found.name === 'linux' || areRelated(found, platform)
            ? []
            : [`${prompt} is taken for ${found.name}`],
        );
      expect(seen).toEqual([]);
    });
  }

  it('finds the secrets of its samples by rules of its own', () => {
    const rules = prepareRules(platform.secrets ?? []);
    const left = (samples.secrets ?? []).filter((sample) =>
      hideAnswerSecrets(sample, rules).text.includes('PLANTED'),
    );
    expect(left).toEqual([]);
  });

  // Hostile output is tested against these. A repeat inside a repeat is how a pattern becomes exponential, and an
  // unbounded one beside another how it becomes slow.
  it('has only patterns that cannot be made slow', () => {
    const all = [
      ...platform.prompts.map(({ pattern }) => pattern),
      ...platform.pagers.map(({ pattern }) => pattern),
      ...platform.detect.map(({ pattern }) => pattern),
      ...platform.probes.map(({ pattern }) => pattern),
      ...platform.login.answers.map(({ pattern }) => pattern),
      ...platform.login.username,
      ...platform.login.password,
      ...platform.login.failed,
      ...platform.multiline.flatMap(({ start, end }) => (end ? [start, end] : [start])),
      ...platform.refusals,
      ...platform.questions,
      ...platform.logLines,
      ...(platform.clutter ?? []),
      ...(platform.secrets ?? []).flatMap(({ pattern, after, until }) =>
        [pattern, after, until].filter((one) => one !== undefined),
      ),
    ];
    expect(all.filter(({ source }) => isSlow(source)).map(({ source }) => source)).toEqual([]);
  });
});

/** Variants of one OS may be confused by what they look like; their file says so. */
function areRelated(one: Platform, other: Platform): boolean {
  const family = ({ name, parents = [] }: Platform): readonly string[] => [name, ...parents];
  return family(one).some((member) => family(other).includes(member));
}

/** `cisco-ios` beside `cisco_ios` is the same name twice on purpose. */
function repeatedSpellings(all: readonly Platform[]): number {
  const same = all.map(({ name, aliases }) => {
    const keys = [name, ...aliases].map((one) => one.toLowerCase().replaceAll('-', '_'));
    return keys.length - new Set(keys).size;
  });
  return same.reduce((sum, count) => sum + count, 0);
}

function isSlow(source: string): boolean {
  const { root } = parseRegex(source.replace(/\(\?<(?=\w)/g, '(?P<'));
  const isMany = (node: RegexNode): boolean => node.type === 'repeat' && node.max > 3;
  const isEndless = (node: RegexNode): boolean =>
    node.type === 'repeat' && node.max === Number.POSITIVE_INFINITY;
  return someNode(
    root,
    (node) =>
      isEndless(node) ||
      (isMany(node) && childrenOf(node).some((child) => someNode(child, isMany))),
  );
}
