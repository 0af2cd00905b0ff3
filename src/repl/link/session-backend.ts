import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { TextPattern } from '../../session/channel/text-pattern.ts';
import type { HostAnswer as SessionAnswer } from '../../session/fan-out.ts';
import type { LineOperation } from '../../session/operations/line-operations.ts';
import type { Sessions } from '../../session/sessions.ts';
import type { HostAnswer, KernelBackend, OperateRequest } from './backend.ts';
import type { PlainAnswer, PlainPattern, PlainWhen } from './host-operation.ts';

/** Gives the kernel the live sessions: it names them by selectors and gets plain values back. */
export function sessionBackend({ sessions }: { readonly sessions: Sessions }): KernelBackend {
  return {
    hosts: () =>
      sessions.list.map(({ name, groups, platform, host }) => ({
        name,
        groups,
        platform: platform.name,
        address: host.address,
      })),
    run: async ({ selector, command, ...asked }) =>
      plain(await sessions.run(selector, command, { ...asked, owner: 'REPL' })),
    operate: async (request) => {
      const { selector, signal, timeoutMs } = request;
      const given = { signal, owner: 'REPL', ...(timeoutMs === undefined ? {} : { timeoutMs }) };
      return plain(await sessions.operate(selector, operationOf(request), given));
    },
  };
}

/** Throws `bad-usage` for a pattern that is none. */
function operationOf({ operation, timeoutMs, onProgress }: OperateRequest): LineOperation {
  switch (operation.kind) {
    case 'config':
      return { ...operation, onLine: onProgress, answers: operation.answers?.map(whenOf) };
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
    case 'read': {
      const { until } = operation;
      return { ...operation, timeoutMs, until: until === undefined ? until : patternOf(until) };
    }
    default:
      return operation;
  }
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
