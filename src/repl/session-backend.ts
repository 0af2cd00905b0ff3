import type { HostAnswer as SessionAnswer, Sessions } from '../session/sessions.ts';
import type { HostAnswer, KernelBackend } from './backend.ts';

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
    operate: async ({ selector, operation, ...asked }) =>
      plain(await sessions.operate(selector, operation, { ...asked, owner: 'REPL' })),
  };
}

function plain(answers: readonly SessionAnswer[]): readonly HostAnswer[] {
  return answers.map((answer): HostAnswer => {
    if (answer.status === 'done') return { status: 'done', result: answer.result };
    const { code, message, advice } = answer.error;
    return { status: 'failed', host: answer.host, error: { code, message, advice } };
  });
}
