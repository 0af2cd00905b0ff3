import type { Sessions } from '../session/sessions.ts';
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
    run: async ({ selector, command, signal, timeoutMs }) => {
      const options = timeoutMs === undefined ? {} : { timeoutMs };
      const answers = await sessions.run(selector, command, { ...options, signal, owner: 'REPL' });
      return answers.map((answer): HostAnswer => {
        if (answer.status === 'done') return { status: 'done', result: answer.result };
        const { code, message, advice } = answer.error;
        return { status: 'failed', host: answer.host, error: { code, message, advice } };
      });
    },
  };
}
