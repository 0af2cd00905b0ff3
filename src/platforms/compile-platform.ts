import { BARE_PLATFORM } from './bare-platform.ts';
import { compileMoves } from './compile-moves.ts';
import { modesOf } from './mode-of.ts';
import type { ConfigWords, LoginWords, Multiline, Pager, Platform } from './platform.ts';
import type { PlatformFile } from './platform-file.ts';
import type { FilePath, ReadPlatform } from './read-platform.ts';
import { secretRules } from './secret-rules.ts';

/** Compiles a file on top of the platform it extends. Throws `bad-file` for a pattern that is no regular expression. */
export function compilePlatform(read: ReadPlatform, parent: Platform | undefined): Platform {
  const { content: file, name } = read;
  const base = parent ?? BARE_PLATFORM;
  const prompts =
    file.prompts?.map(({ mode, pattern }, at) => ({
      mode,
      pattern: compile(read, pattern, ['prompts', at, 'pattern']),
    })) ?? base.prompts;
  if (prompts.length === 0) throw read.errorAt([], 'prompts: expected at least one prompt');
  const looksLike = likenesses(read, prompts, base);
  const modes = modesOf({ prompts, looksLike });
  const homeMode = file.homeMode ?? (modes.has(base.homeMode ?? '') ? base.homeMode : undefined);
  if (homeMode !== undefined && !modes.has(homeMode)) {
    throw unknownMode(read, ['homeMode'], homeMode);
  }
  const config = configWords(file.config ?? {}, base.config);
  for (const key of ['mode', 'saveMode'] as const) {
    const mode = file.config?.[key];
    if (mode !== undefined && !modes.has(mode)) throw unknownMode(read, ['config', key], mode);
  }
  return {
    name,
    title: file.title ?? name,
    aliases: file.aliases ?? [],
    prompts,
    looksLike,
    homeMode,
    moves: compileMoves(read, { base, modes, homeMode, config }),
    ...settings(file, base),
    ...talk(read, base),
    config,
    login: loginWords(read, base.login),
    detect: signs(read),
    probes: (file.probes ?? []).map((probe, at) => ({
      ...probe,
      pattern: compile(read, probe.pattern, ['probes', at, 'pattern'], 'mi'),
    })),
    secrets: [...secretRules(read), ...(base.secrets ?? [])],
    drill: drillWords(file.drill) ?? base.drill ?? {},
    facts: file.facts ?? base.facts,
    // What is only there to be extended is no platform and has no templates.
    parents: [parent?.name ?? '', ...(parent?.parents ?? [])].filter((one) => /^[^_]/.test(one)),
  };
}

function likenesses(
  read: ReadPlatform,
  prompts: Platform['prompts'],
  base: Platform,
): Platform['looksLike'] {
  const modes = new Set(prompts.map(({ mode }) => mode));
  const own = read.content.looksLike;
  if (own === undefined) return new Map([...base.looksLike].filter(([, like]) => modes.has(like)));
  for (const [mode, like] of Object.entries(own)) {
    if (!modes.has(like)) throw unknownMode(read, ['looksLike', mode], like);
  }
  return new Map(Object.entries(own));
}

type Settings = Pick<
  Platform,
  | 'onOpen'
  | 'width'
  | 'globalPaging'
  | 'onClose'
  | 'leave'
  | 'comments'
  | 'secretCommands'
  | 'lineEnd'
  | 'interruptKey'
  | 'legacy'
>;

function settings(file: PlatformFile, base: Platform): Settings {
  return {
    onOpen: file.onOpen ?? base.onOpen,
    width: file.width ?? base.width,
    globalPaging: file.globalPaging ?? base.globalPaging,
    onClose: file.onClose ?? base.onClose,
    leave: file.leave ?? base.leave,
    comments: file.comments ?? base.comments,
    secretCommands: file.secretCommands ?? base.secretCommands ?? [],
    lineEnd: file.lineEnd ?? base.lineEnd,
    interruptKey: file.interruptKey ?? base.interruptKey,
    legacy: {
      kex: file.legacy?.kex ?? base.legacy.kex,
      hostKeys: file.legacy?.hostKeys ?? base.legacy.hostKeys,
      ciphers: file.legacy?.ciphers ?? base.legacy.ciphers,
      macs: file.legacy?.macs ?? base.legacy.macs,
      note: file.legacy?.note ?? base.legacy.note,
    },
  };
}

type Talk = Pick<
  Platform,
  | 'pagers'
  | 'refusals'
  | 'questions'
  | 'safeAnswers'
  | 'multiline'
  | 'logLines'
  | 'promptHead'
  | 'logBlocks'
  | 'hasNoPrompt'
> & { readonly clutter: readonly RegExp[] };

function talk(read: ReadPlatform, base: Platform): Talk {
  const { content: file } = read;
  const patterns = (key: 'refusals' | 'logLines' | 'clutter' | 'promptHead') =>
    file[key]?.map((text, at) => compile(read, text, [key, at]));
  const promptHead = patterns('promptHead') ?? base.promptHead;
  const clutter = base.clutter?.filter((pattern) => !base.promptHead.includes(pattern)) ?? [];
  const asked = file.questions?.map((question, at) => {
    const path = ['questions', at];
    if (typeof question === 'string') {
      return { pattern: compile(read, question, path), answer: undefined };
    }
    const { pattern, answer } = question;
    return { pattern: compile(read, pattern, [...path, 'pattern']), answer };
  });
  return {
    pagers: answers(read, file.pagers, ['pagers']) ?? base.pagers,
    refusals: patterns('refusals') ?? base.refusals,
    logLines: patterns('logLines') ?? base.logLines,
    promptHead,
    hasNoPrompt: file.hasNoPrompt ?? base.hasNoPrompt,
    logBlocks:
      file.logBlocks?.map(({ start, body, end }, at) => ({
        start: compile(read, start, ['logBlocks', at, 'start']),
        body: compile(read, body, ['logBlocks', at, 'body']),
        end: compile(read, end, ['logBlocks', at, 'end']),
      })) ?? base.logBlocks,
    clutter: [...(patterns('clutter') ?? clutter), ...promptHead.filter(isOneLine)],
    questions: asked?.map(({ pattern }) => pattern) ?? base.questions,
    safeAnswers:
      asked?.flatMap(({ pattern, answer }) =>
        answer === undefined ? [] : [{ pattern, answer }],
      ) ?? base.safeAnswers,
    multiline: file.multiline?.map((one, at) => multiline(read, one, at)) ?? base.multiline,
  };
}

function multiline(
  read: ReadPlatform,
  text: { readonly start: string; readonly end?: string | undefined },
  at: number,
): Multiline {
  const path = ['multiline', at];
  const start = compile(read, text.start, [...path, 'start']);
  if (text.end === undefined && !text.start.includes('(?<end>')) {
    const where = `multiline.${at}`;
    throw read.errorAt(path, `${where}: expected end, or a group (?<end>…) in start`);
  }
  const end = text.end === undefined ? undefined : compile(read, text.end, [...path, 'end']);
  return { start, end };
}

function answers(
  read: ReadPlatform,
  list: readonly { readonly pattern: string; readonly answer: string }[] | undefined,
  path: FilePath,
): readonly Pager[] | undefined {
  return list?.map(({ pattern, answer }, at) => ({
    pattern: compile(read, pattern, [...path, at, 'pattern']),
    answer,
  }));
}

function loginWords(read: ReadPlatform, base: LoginWords): LoginWords {
  const login = read.content.login ?? {};
  const patterns = (key: 'username' | 'password' | 'failed') =>
    login[key]?.map((text, at) => compile(read, text, ['login', key, at], 'i')) ?? base[key];
  return {
    username: patterns('username'),
    password: patterns('password'),
    failed: patterns('failed'),
    answers: answers(read, login.answers, ['login', 'answers']) ?? base.answers,
    wake: login.wake ?? base.wake,
    inside: login.inside ?? base.inside ?? false,
  };
}

function configWords(file: NonNullable<PlatformFile['config']>, base: ConfigWords): ConfigWords {
  return {
    enter: file.enter ?? base.enter,
    exit: file.exit ?? base.exit,
    save: file.save ?? base.save,
    mode: file.mode ?? base.mode,
    doPrefix: file.doPrefix ?? base.doPrefix,
    saveMode: file.saveMode ?? base.saveMode,
    commit: file.commit ?? base.commit,
    commitComment: file.commitComment ?? base.commitComment,
    commitConfirm: file.commitConfirm ?? base.commitConfirm,
    confirm: file.confirm ?? base.confirm,
    abort: file.abort ?? base.abort,
  };
}

function drillWords(drill: PlatformFile['drill']): Platform['drill'] {
  if (drill === undefined) return undefined;
  return Object.fromEntries(Object.entries(drill).filter(([, commands]) => commands !== undefined));
}

/** Signs are a platform's own: what tells its parent apart does not tell it apart. A screen and a banner are many lines. */
function signs(read: ReadPlatform): Platform['detect'] {
  return (read.content.detect ?? []).map((mark, at) => ({
    ...mark,
    pattern: compile(read, mark.pattern, ['detect', at, 'pattern'], 'm'),
  }));
}

function unknownMode(read: ReadPlatform, path: FilePath, mode: string) {
  return read.errorAt(path, `${path.join('.')}: no prompt has the mode '${mode}'`);
}

function compile(read: ReadPlatform, text: string, path: FilePath, flags = ''): RegExp {
  try {
    return new RegExp(text, flags);
  } catch {
    throw read.errorAt(path, `${path.join('.')}: expected a regular expression`);
  }
}

/** A head that is one only above a certain prompt is no clutter anywhere else. */
function isOneLine({ source }: RegExp): boolean {
  return !source.includes('\\n');
}
