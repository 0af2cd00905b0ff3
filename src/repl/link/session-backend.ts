import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { Awaited } from '../../session/channel/raw-hand.ts';
import type { TextPattern } from '../../session/channel/text-pattern.ts';
import type { HostMove, HostAnswer as SessionAnswer } from '../../session/fan-out.ts';
import type { LineOperation } from '../../session/operations/line-operations.ts';
import type { EachOptions, Sessions } from '../../session/sessions.ts';
import type {
  HostAnswer,
  HostProgress,
  KernelBackend,
  OperateRequest,
  RunRequest,
} from './backend.ts';
import type { PlainAnswer, PlainAwaited, PlainPattern, PlainWhen } from './host-operation.ts';

interface SessionHosts {
  readonly sessions: Sessions;
  /** The session of a host by name, where hosts are opened when they are first told something. */
  readonly sessionOf?: EachOptions['sessionOf'];
  /** Who a recording says has sent the commands. */
  readonly owner?: 'REPL' | 'script';
}

/** Gives the kernel the live sessions: it names them by selectors and gets plain values back. */
export function sessionBackend({
  sessions,
  sessionOf,
  owner = 'REPL',
}: SessionHosts): KernelBackend {
  return {
    hosts: () =>
      sessions.list.map(({ name, groups, platform, host, connectionNumber }) => ({
        name,
        groups,
        platform: platform.name,
        address: host.address,
        transport: host.transport ?? 'ssh',
        data: host.data,
        connection: connectionNumber,
      })),
    run: async (request) =>
      plain(
        await sessions.run(request.hosts, request.commands, {
          ...eachOptions(request),
          sessionOf,
          owner,
        }),
      ),
    operate: async (request) =>
      plain(
        await sessions.operate(request.hosts, operationOf(request), {
          ...eachOptions(request),
          sessionOf,
          owner,
        }),
      ),
  };
}

function eachOptions(request: RunRequest | OperateRequest): EachOptions {
  const { signal, timeoutMs, concurrency, serial, stopOnFailure, onProgress } = request;
  return {
    ...{ signal, timeoutMs, concurrency, serial, stopOnFailure, hold: 'REPL' },
    onMove: (move) => {
      if (!isHold(request)) onProgress?.(progressOf(move));
    },
  };
}

/** It lasts as long as others are at work under it: it is no work of its own. */
function isHold(request: RunRequest | OperateRequest): boolean {
  return 'operation' in request && request.operation.kind === 'hold';
}

function progressOf(move: HostMove): HostProgress {
  if (move.kind !== 'answered') return { host: move.host, status: move.kind };
  const { answer } = move;
  const { host } = answer;
  if (answer.status === 'failed') {
    const { code, message } = answer.error;
    return { host, status: code === 'skipped' ? 'skipped' : 'lost', words: message };
  }
  const { outcome, text } = answer.result;
  if (outcome === 'ok') return { host, status: 'done' };
  const words = text.split('\n').find((line) => /\w/.test(line)) ?? '';
  return { host, status: 'refused', words: words.slice(0, 200) };
}

/** Throws `bad-usage` for a pattern that is none. */
function operationOf({ operation, timeoutMs, onProgress }: OperateRequest): LineOperation {
  switch (operation.kind) {
    case 'config':
      return {
        ...operation,
        onLine: ({ host, sent, total }) => onProgress?.({ host, status: 'lines', sent, total }),
        answers: operation.answers?.map(whenOf),
      };
    case 'send': {
      const { expect, answers = [] } = operation;
      return {
        ...operation,
        expect: expect === undefined ? undefined : patternOf(expect),
        answers: answers.map(answerOf),
      };
    }
    case 'wait-for':
      return { ...operation, pattern: patternOf(operation.pattern), timeoutMs };
    case 'expect': {
      const { patterns } = operation;
      return { kind: 'expect', timeoutMs, patterns: patterns.map(awaitedOf) };
    }
    case 'read': {
      const { until } = operation;
      return { ...operation, timeoutMs, until: until === undefined ? until : patternOf(until) };
    }
    default:
      return operation;
  }
}

function awaitedOf(awaited: PlainAwaited): Awaited {
  return typeof awaited === 'object' && 'prompt' in awaited ? awaited : patternOf(awaited);
}

function answerOf(answer: PlainAnswer) {
  return typeof answer === 'object' && 'when' in answer ? whenOf(answer) : answer;
}

function whenOf({ when, send }: PlainWhen) {
  return { when: patternOf(when), send };
}

function patternOf(pattern: PlainPattern): TextPattern {
  if (typeof pattern === 'string') return pattern;
  try {
    return new RegExp(pattern.source, pattern.flags);
  } catch (thrown) {
    const message = `/${safe(pattern.source, 80)}/ is no regular expression`;
    throw new ShowrunError('bad-usage', message, { advice: '', cause: thrown });
  }
}

function plain(answers: readonly SessionAnswer[]): readonly HostAnswer[] {
  return answers.map((answer): HostAnswer => {
    if (answer.status === 'done') return { status: 'done', result: answer.result };
    const { code, message, advice } = answer.error;
    return { status: 'failed', host: answer.host, error: { code, message, advice } };
  });
}
