import { modeOf } from '../../src/platforms/mode-of.ts';
import type { Pager, Platform } from '../../src/platforms/platform.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';

// What tests of platform files ask them, each in a word.

const platforms = openPlatforms();

export const of = (name: string): Platform => platforms.find(name);

export const modes = (name: string, prompts: readonly string[]): (string | undefined)[] =>
  prompts.map((prompt) => modeOf(of(name), prompt)?.mode);

export const answerTo = (question: string, answers: readonly Pager[]): string | undefined =>
  answers.find(({ pattern }) => pattern.test(question))?.answer;

export const isAsked = (name: string, question: string): boolean =>
  of(name).questions.some((pattern) => pattern.test(question));

export const isRefused = (name: string, line: string): boolean =>
  of(name).refusals.some((pattern) => pattern.test(line));

export const isClutter = (name: string, line: string): boolean =>
  of(name).clutter?.some((pattern) => pattern.test(line)) === true;
