import type { Result } from '../../src/core/result.ts';
import type { Table } from '../../src/core/table/table.ts';
import type {
  BackendHost,
  HostAnswer,
  KernelBackend,
  OperateRequest,
  RunRequest,
} from '../../src/repl/link/backend.ts';

/** Sessions of the REPL's kernel that answer from memory: `dead` is lost, `shwo` is refused, everything else is done. */
export class FakeKernelBackend implements KernelBackend {
  readonly requests: (RunRequest | OperateRequest)[] = [];
  readonly list: readonly BackendHost[];

  constructor(list: readonly BackendHost[]) {
    this.list = list;
  }

  hosts(): readonly BackendHost[] {
    return this.list;
  }

  async run(request: RunRequest): Promise<readonly HostAnswer[]> {
    this.requests.push(request);
    return request.hosts.flatMap((host) => request.commands.map((one) => fakeAnswer(host, one)));
  }

  async operate(request: OperateRequest): Promise<readonly HostAnswer[]> {
    this.requests.push(request);
    return request.hosts.map((host) => fakeAnswer(host, request.operation.kind));
  }
}

/** What a host says from memory; `the table is given. */
export function fakeAnswer(host: string, command: string, table?: Table): HostAnswer {
  if (host === 'dead') {
    const error = { code: 'hung-up', message: 'dead is gone', advice: 'reconnect' };
    return { status: 'failed', host, error };
  }
  const result: Result = {
    ...{ host, platform: 'cisco_ios', command, text: `${command} of ${host}`, mode: 'privileged' },
    outcome: command === 'shwo' ? 'refused' : 'ok',
    ...{ startedAtMs: 1_000, elapsedMs: 5, table },
  };
  return { status: 'done', result };
}
