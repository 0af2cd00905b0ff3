import * as v from 'valibot';
import { DRILL_KINDS } from './drill.ts';

/** What a platform file may say; patterns are still text. Everything may be left out where it is inherited. */
export type PlatformFile = v.InferOutput<typeof platformFile>;

const text = v.pipe(v.string('expected a text'), v.maxLength(2_000, 'expected a shorter text'));
const texts = v.array(text, 'expected a list of texts');
const patterns = v.array(text, 'expected a list of regular expressions');
const answered = v.strictObject({ pattern: text, answer: text }, 'expected pattern and answer');
const score = v.pipe(
  v.number('expected a number from 1 to 100'),
  v.minValue(1, 'expected a number from 1 to 100'),
  v.maxValue(100, 'expected a number from 1 to 100'),
);

const move = v.strictObject(
  {
    from: text,
    to: text,
    send: texts,
    asks: v.optional(v.picklist(['password', 'login'], 'expected password or login')),
  },
  'expected from, to and send',
);

const config = v.strictObject(
  {
    enter: v.optional(texts),
    exit: v.optional(texts),
    save: v.optional(texts),
    mode: v.optional(text),
    doPrefix: v.optional(text),
    saveMode: v.optional(text),
    commit: v.optional(texts),
    commitComment: v.optional(texts),
    commitConfirm: v.optional(texts),
    confirm: v.optional(texts),
    abort: v.optional(texts),
  },
  'expected enter, exit, mode, doPrefix, save, saveMode, commit, commitComment, commitConfirm, confirm or abort',
);

const drill = v.strictObject(
  v.entriesFromList(DRILL_KINDS, v.optional(texts)),
  'expected interface, neighbor, address, prefix, mac or vlan, each with a list of commands',
);

const secret = v.union(
  [
    text,
    v.strictObject({
      pattern: text,
      kind: v.optional(text),
      after: v.optional(text),
      until: v.optional(text),
    }),
  ],
  'expected a regular expression, or pattern, kind, after and until',
);

const question = v.union(
  [text, v.strictObject({ pattern: text, answer: v.optional(text) })],
  'expected a regular expression, or pattern and answer',
);

const login = v.strictObject(
  {
    username: v.optional(patterns),
    password: v.optional(patterns),
    failed: v.optional(patterns),
    answers: v.optional(v.array(answered, 'expected a list, each with pattern and answer')),
    wake: v.optional(text),
    inside: v.optional(v.boolean('expected true or false')),
  },
  'expected username, password, failed, answers, wake or inside',
);

const legacy = v.strictObject(
  {
    kex: v.optional(texts),
    hostKeys: v.optional(texts),
    ciphers: v.optional(texts),
    macs: v.optional(texts),
    note: v.optional(text),
  },
  'expected kex, hostKeys, ciphers, macs or note',
);

const factsCommand = v.strictObject(
  {
    send: text,
    model: v.optional(text),
    version: v.optional(text),
    serial: v.optional(text),
    hostname: v.optional(text),
    uptime: v.optional(text),
  },
  'expected send, and model, version, serial, hostname or uptime',
);

const facts = v.strictObject(
  { vendor: text, commands: v.array(factsCommand, 'expected a list of commands') },
  'expected vendor and commands',
);

const detectMark = v.strictObject(
  {
    where: v.picklist(
      ['software', 'banner', 'screen', 'prompt'],
      'expected software, banner, screen or prompt',
    ),
    pattern: text,
    score,
  },
  'expected where, pattern and score',
);

/** What a device shows of itself and answers to probes; never inherited. */
const shown = v.strictObject(
  {
    software: v.optional(text),
    banner: v.optional(text),
    screen: v.optional(text),
    answers: v.optional(v.record(text, text, 'expected commands and what they answer')),
  },
  'expected software, banner, screen or answers',
);

/** Examples that must hold; a test reads them, the program does not. A key left out is inherited. */
const samples = v.strictObject(
  {
    modes: v.optional(v.record(text, texts, 'expected modes with lists of prompts')),
    notPrompts: v.optional(texts),
    refusals: v.optional(texts),
    notRefusals: v.optional(texts),
    pagers: v.optional(texts),
    questions: v.optional(texts),
    logLines: v.optional(texts),
    clutter: v.optional(texts),
    logins: v.optional(texts),
    multiline: v.optional(texts),
    secrets: v.optional(texts),
    signs: v.optional(shown),
  },
  'expected modes, notPrompts, refusals, notRefusals, pagers, questions, logLines, clutter, logins, multiline, secrets or signs',
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
    hasNoPrompt: v.optional(v.boolean('expected true or false')),
    promptHead: v.optional(patterns),
    looksLike: v.optional(v.record(text, text, 'expected modes and the modes they look like')),
    homeMode: v.optional(text),
    moves: v.optional(v.array(move, 'expected a list of moves, each with from, to and send')),
    onOpen: v.optional(texts),
    width: v.optional(texts),
    globalPaging: v.optional(
      v.strictObject({ off: texts, on: texts }, 'expected off and on, each a list of texts'),
    ),
    onClose: v.optional(texts),
    leave: v.optional(texts),
    pagers: v.optional(
      v.array(answered, 'expected a list of pagers, each with pattern and answer'),
    ),
    refusals: v.optional(patterns),
    questions: v.optional(v.array(question, 'expected a list of questions')),
    secretCommands: v.optional(texts),
    secrets: v.optional(v.array(secret, 'expected a list of places of secrets')),
    config: v.optional(config),
    comments: v.optional(texts),
    multiline: v.optional(
      v.array(
        v.strictObject({ start: text, end: v.optional(text) }, 'expected start and end'),
        'expected a list of texts of several lines, each with start and end',
      ),
    ),
    login: v.optional(login),
    legacy: v.optional(legacy),
    lineEnd: v.optional(
      v.picklist(['\r', '\r\n', '\n'], 'expected "\\r", "\\r\\n" or "\\n" in double quotes'),
    ),
    logLines: v.optional(patterns),
    logBlocks: v.optional(
      v.array(
        v.strictObject({ start: text, body: text, end: text }, 'expected start, body and end'),
        'expected a list of log messages of several lines, each with start, body and end',
      ),
    ),
    clutter: v.optional(patterns),
    interruptKey: v.optional(text),
    detect: v.optional(
      v.array(detectMark, 'expected a list of signs, each with where, pattern and score'),
    ),
    probes: v.optional(
      v.array(
        v.strictObject({ send: text, pattern: text, score }, 'expected send, pattern and score'),
        'expected a list of probes, each with send, pattern and score',
      ),
    ),
    drill: v.optional(drill),
    facts: v.optional(facts),
    samples: v.optional(samples),
  },
  'expected a platform: title, prompts, pagers and so on',
);
