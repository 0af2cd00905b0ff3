import * as v from 'valibot';

/** What a platform file may say; patterns are still text. Everything may be left out where it is inherited. */
export type PlatformFile = v.InferOutput<typeof platformFile>;

const text = v.pipe(v.string('expected a text'), v.maxLength(2_000, 'expected a shorter text'));
const texts = v.array(text, 'expected a list of texts');
const patterns = v.array(text, 'expected a list of regular expressions');

/** Examples that must hold; a test reads them, the program does not. */
const samples = v.strictObject(
  {
    modes: v.optional(v.record(text, texts, 'expected modes with lists of prompts'), {}),
    notPrompts: v.optional(texts, []),
    refusals: v.optional(texts, []),
    notRefusals: v.optional(texts, []),
    pagers: v.optional(texts, []),
    questions: v.optional(texts, []),
    logLines: v.optional(texts, []),
    clutter: v.optional(texts, []),
  },
  'expected modes, notPrompts, refusals, notRefusals, pagers, questions, logLines or clutter',
);

export const platformFile = v.strictObject(
  {
    extends: v.optional(text),
    title: v.optional(text),
    aliases: v.optional(texts),
    prompts: v.optional(
      v.array(
        v.strictObject({ mode: text, pattern: text }, 'expected mode and pattern'),
        'expected a list of prompts, each with mode and pattern',
      ),
    ),
    homeMode: v.optional(text),
    onOpen: v.optional(texts),
    pagers: v.optional(
      v.array(
        v.strictObject({ pattern: text, answer: text }, 'expected pattern and answer'),
        'expected a list of pagers, each with pattern and answer',
      ),
    ),
    refusals: v.optional(patterns),
    questions: v.optional(patterns),
    logLines: v.optional(patterns),
    clutter: v.optional(patterns),
    interruptKey: v.optional(text),
    detect: v.optional(
      v.array(
        v.strictObject(
          {
            where: v.picklist(
              ['software', 'banner', 'screen', 'prompt'],
              'expected software, banner, screen or prompt',
            ),
            pattern: text,
            score: v.pipe(
              v.number('expected a number from 1 to 100'),
              v.minValue(1, 'expected a number from 1 to 100'),
              v.maxValue(100, 'expected a number from 1 to 100'),
            ),
          },
          'expected where, pattern and score',
        ),
        'expected a list of signs, each with where, pattern and score',
      ),
    ),
    samples: v.optional(samples),
  },
  'expected a platform: title, prompts, pagers and so on',
);
