import type { Clock } from '../../core/clock.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { Telling } from '../fleet/requests.ts';
import type { HostAnswer } from '../link/backend.ts';

/** How long one host took over one command. */
export interface HostTime {
  readonly host: string;
  readonly command: string;
  /** From the command sent until the prompt was back; undefined for a host that was lost. */
  readonly deviceMs: number | undefined;
  /** The rest until its answers were here: its turn waited for, the text parsed, the other hosts that were told with it. */
  readonly restMs: number;
}

/** Takes down how long hosts take, until it is closed. */
export class HostTimes {
  readonly #close: () => void;
  readonly #times: HostTime[] = [];

  /** `allow` throws for what may not be told. */
  constructor(
    fleet: Pick<Fleet, 'putBetween'>,
    { clock, allow }: { readonly clock: Clock; readonly allow?: (request: Telling) => void },
  ) {
    this.#close = fleet.putBetween(async (request, next) => {
      allow?.(request);
      const startedMs = clock.nowMs();
      const answers = await next(request);
      this.#take(request, answers, clock.nowMs() - startedMs);
      return answers;
    });
  }

  /** In the order in which answers came. */
  get times(): readonly HostTime[] {
    return this.#times;
  }

  close(): void {
    this.#close();
  }

  #take(request: Telling, answers: readonly HostAnswer[], wallMs: number): void {
    for (const answer of answers) {
      const command = answer.status === 'done' ? answer.result.command : commandOf(request);
      const host = answer.status === 'done' ? answer.result.host : answer.host;
      const deviceMs = answer.status === 'done' ? answer.result.elapsedMs : undefined;
      const restMs = Math.max(0, wallMs - (deviceMs ?? 0));
      this.#times.push({ host, command, deviceMs, restMs });
    }
  }
}

function commandOf(request: Telling): string {
  return request.kind === 'run' ? request.commands.join('; ') : request.operation.kind;
}
