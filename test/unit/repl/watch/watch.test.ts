import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../src/core/table/table.ts';
import type { Between, Telling } from '../../../../src/repl/fleet/requests.ts';
import type { Live, LiveOptions } from '../../../../src/repl/kernel/world.ts';
import type { HostAnswer } from '../../../../src/repl/link/backend.ts';
import type { Room } from '../../../../src/repl/link/protocol.ts';
import { HostError } from '../../../../src/repl/values/host-error.ts';
import { Results } from '../../../../src/repl/values/results.ts';
import { untilOf } from '../../../../src/repl/watch/until.ts';
import { watch } from '../../../../src/repl/watch/watch.ts';
import type { Watching } from '../../../../src/repl/watch/watch-parts.ts';
import { Watched } from '../../../../src/repl/watch/watched.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { settled } from '../../../helpers/settled.ts';

interface Device {
  /** How long it takes; for ever when Infinity. */
  delayMs: number;
  answer: () => HostAnswer;
  asked: number;
}

/** Hosts behind a pipe, a clock that stands still, a screen that remembers its pictures. */
class Desk {
  readonly clock = new FakeClock();
  readonly devices = new Map<string, Device>();
  readonly pictures: string[] = [];
  readonly statuses: string[] = [];
  readonly notices: string[] = [];
  readonly stop = new AbortController();
  room: Room | undefined = { cols: 80, rows: 20 };
  live: LiveOptions = {};
  isEnded = false;
  /** Who stands between cells and hosts. */
  between: Between | undefined;
  press: () => void = () => undefined;

  host(name: string, state: string | (() => string), delayMs = 10): Device {
    const device: Device = {
      delayMs,
      asked: 0,
      answer: () => answerOf(name, typeof state === 'string' ? state : state()),
    };
    this.devices.set(name, device);
    return device;
  }

  /** `@all show states`. */
  ask = async (): Promise<unknown> => {
    const request = {
      kind: 'run',
      hosts: [...this.devices.keys()],
      commands: ['show states'],
      options: {},
    } as const;
    const answers = this.between
      ? await this.between(request, this.#tell)
      : await this.#tell(request);
    return new Results(answers);
  };

  begin(watching: Partial<Watching> = {}): { readonly value: Promise<unknown> } {
    const open = (options: LiveOptions): Live => this.#open(options);
    const value = watch(
      { everyMs: 1_000, ask: this.ask, ...watching },
      {
        clock: this.clock,
        charset: 'unicode',
        widthCols: 80,
        signal: this.stop.signal,
        open,
        notify: (text) => void this.notices.push(text),
        isRunning: () => true,
        fleet: {
          putBetween: (between) => {
            this.between = between;
            return () => {
              this.between = undefined;
            };
          },
        },
      },
    );
    value.catch(() => undefined);
    return { value };
  }

  get picture(): string {
    return [this.pictures.at(-1), this.statuses.at(-1)].join('\n').replace(/\u001b\[[\d;]*m/g, '');
  }

  #open(options: LiveOptions): Live {
    this.live = options;
    const stopped = new Promise<void>((resolve) => {
      this.press = resolve;
    });
    return {
      show: (text, status = '') => {
        this.pictures.push(text);
        this.statuses.push(status);
      },
      room: this.room,
      stopped,
      end: () => {
        this.isEnded = true;
      },
    };
  }

  readonly #tell = async (request: Telling): Promise<readonly HostAnswer[]> => {
    return (await Promise.all(request.hosts.map((name) => this.#answer(name)))).flat();
  };

  async #answer(name: string): Promise<HostAnswer> {
    const device = this.devices.get(name);
    if (!device) throw new Error(`no ${name}`);
    device.asked++;
    await new Promise<void>((resolve) => {
      if (Number.isFinite(device.delayMs)) this.clock.after(device.delayMs, resolve);
    });
    return device.answer();
  }
}

function answerOf(host: string, state: string): HostAnswer {
  if (state === 'lost') {
    return {
      status: 'failed',
      host,
      error: { code: 'hung-up', message: `${host} is gone`, advice: '' },
    };
  }
  const isRefused = state === 'refused';
  const table: Table = {
    columns: ['interface', 'state'],
    rows: [['Gi0', state]],
    origin: undefined,
  };
  const result = {
    ...{ host, platform: 'cisco_ios', command: 'show states', mode: 'privileged' },
    text: isRefused ? '% Invalid input detected' : `Gi0 ${state}`,
    outcome: isRefused ? ('refused' as const) : ('ok' as const),
    startedAtMs: 0,
    elapsedMs: 10,
    table: isRefused ? undefined : table,
  };
  return { status: 'done', result };
}

/** States one after the other, the last one for ever. */
function turns(...states: readonly string[]): () => string {
  let at = 0;
  return () => states[Math.min(at++, states.length - 1)] ?? '';
}

describe('a watch', () => {
  it('asks at whole intervals and shows what has changed', async () => {
    const desk = new Desk();
    const r1 = desk.host('r1', turns('up', 'up', 'down'));
    desk.begin();
    await desk.clock.pass(1_500);
    expect(r1.asked).toBe(2);
    expect(desk.picture).toContain('  r1    Gi0        up');
    await desk.clock.pass(1_000);
    expect(desk.picture).toContain('~ r1    Gi0        down');
    expect(desk.pictures.at(-1)).toContain('\u001b[1;7mdown');
    expect(desk.picture).toMatch(/every 1s · sample 3 · 1 changed/);
  });

  it('does not drift, however long a round takes', async () => {
    const desk = new Desk();
    const r1 = desk.host('r1', 'up', 900);
    desk.begin();
    await desk.clock.pass(60_500);
    expect(r1.asked).toBe(61);
  });

  it('ends with a bell when its condition holds, and gives the last table and all samples', async () => {
    const desk = new Desk();
    desk.host('r1', turns('INIT', 'FULL'));
    desk.host('r2', turns('INIT', 'INIT', 'FULL'));
    const { value } = desk.begin({ until: untilOf('state == FULL') });
    await desk.clock.pass(10_000);
    const given = await value;
    expect(desk.notices).toEqual(['watch: state == FULL holds']);
    expect(given).toBeInstanceOf(Watched);
    if (!(given instanceof Watched)) return;
    expect(given.rows.map((row) => row['state'])).toEqual(['FULL', 'FULL']);
    expect(given.samples.columns).toEqual(['time', 'host', 'interface', 'state']);
    expect(given.samples.rows.map((row) => row['state'])).toEqual([
      'INIT',
      'INIT',
      'FULL',
      'INIT',
      'FULL',
      'FULL',
    ]);
    expect(given.summary).toBe('3 samples in 2 s: until state == FULL holds');
    expect(desk.isEnded).toBe(true);
    expect(desk.between).toBeUndefined();
  });

  it('ends after so many samples, or after so long', async () => {
    const desk = new Desk();
    const r1 = desk.host('r1', 'up');
    const { value } = desk.begin({ times: 3 });
    await desk.clock.pass(10_000);
    await value;
    expect(r1.asked).toBe(3);
    const other = desk.begin({ forMs: 4_500 });
    await desk.clock.pass(10_000);
    await other.value;
    expect(r1.asked).toBe(3 + 5);
  });

  it('stops at a key, also while it waits for an answer', async () => {
    const desk = new Desk();
    desk.host('r1', 'up', Number.POSITIVE_INFINITY);
    const { value } = desk.begin();
    await desk.clock.pass(100);
    desk.press();
    await settled();
    await expect(value).resolves.toBeUndefined();
  });

  it('pauses and goes on at once, and takes longer or shorter intervals', async () => {
    const desk = new Desk();
    const r1 = desk.host('r1', 'up');
    desk.begin();
    await desk.clock.pass(500);
    desk.live.onKey?.('p');
    await desk.clock.pass(60_000);
    expect(r1.asked).toBe(1);
    expect(desk.picture).toContain('paused');
    desk.live.onKey?.('p');
    await desk.clock.pass(100);
    expect(r1.asked).toBe(2);
    desk.live.onKey?.('+');
    expect(desk.picture).toContain('every 2s');
    desk.live.onKey?.('-');
    desk.live.onKey?.('-');
    expect(desk.picture).toContain('every 500ms');
    await desk.clock.pass(5_050);
    expect(r1.asked).toBe(12);
  });
});

describe('a host that does not keep up', () => {
  it('is asked again only once it has answered; the others go on', async () => {
    const desk = new Desk();
    const fast = desk.host('fast', 'up');
    const slow = desk.host('slow', 'up', 7_500);
    desk.begin();
    await desk.clock.pass(20_500);
    expect(fast.asked).toBe(21);
    expect(slow.asked).toBe(3);
  });

  it('is shown as late with how long it owes its answer, and without a row before the first', async () => {
    const desk = new Desk();
    desk.host('fast', 'up');
    desk.host('slow', 'up', 10_000);
    desk.begin();
    await desk.clock.pass(5_050);
    expect(desk.picture).toContain('fast');
    expect(desk.picture).toContain('late: slow 5s');
    await desk.clock.pass(5_200);
    expect(desk.picture).toMatch(/slow +Gi0 +up/);
    expect(desk.picture).not.toContain('late');
  });

  it('is waited for where nobody has answered yet', async () => {
    const desk = new Desk();
    desk.host('slow', 'up', 5_000);
    const ask = async () => {
      const given = await desk.ask();
      if (!(given instanceof Results) || given.length === 0) throw new TypeError('no table');
      return given;
    };
    desk.begin({ ask });
    await desk.clock.pass(4_000);
    expect(desk.picture).toContain('waiting for the first answer');
    await desk.clock.pass(1_500);
    expect(desk.picture).toMatch(/slow +Gi0 +up/);
  });

  it('is no reason to end: nothing is judged before all have answered', async () => {
    const desk = new Desk();
    desk.host('fast', 'FULL');
    desk.host('slow', 'FULL', 6_000);
    const { value } = desk.begin({ until: untilOf('state == FULL') });
    await desk.clock.pass(4_000);
    expect(desk.notices).toEqual([]);
    expect(desk.picture).toContain('until state == FULL (waits for all answers)');
    await desk.clock.pass(3_000);
    await value;
    expect(desk.notices).toHaveLength(1);
  });

  it('makes no sample of an answer twice', async () => {
    const desk = new Desk();
    desk.host('fast', 'up');
    desk.host('slow', 'up', 3_500);
    const { value } = desk.begin({ times: 4 });
    await desk.clock.pass(8_000);
    const given = await value;
    if (!(given instanceof Watched)) throw new Error('no table');
    const hosts = given.samples.rows.map((row) => row['host']);
    expect(hosts.filter((host) => host === 'fast')).toHaveLength(4);
    expect(hosts.filter((host) => host === 'slow').length).toBeLessThanOrEqual(1);
  });
});

describe('a host in trouble', () => {
  it('is shown as lost, and is back by itself', async () => {
    const desk = new Desk();
    desk.host('r1', 'up');
    desk.host('r2', turns('up', 'lost', 'up'));
    desk.begin();
    await desk.clock.pass(1_500);
    expect(desk.picture).toContain('lost: r2 (r2 is gone)');
    expect(desk.picture).toMatch(/- r2 +Gi0/);
    await desk.clock.pass(1_000);
    expect(desk.picture).not.toContain('lost');
    expect(desk.picture).toMatch(/\+ r2 +Gi0/);
  });

  it('is no mistake of the person, whatever cannot be made of no answer', async () => {
    const desk = new Desk();
    desk.host('r1', turns('lost', 'up'));
    const ask = async () => {
      const given = await desk.ask();
      if (given instanceof Results && given.length === 0) throw new TypeError('no table');
      return given;
    };
    desk.begin({ ask });
    await desk.clock.pass(500);
    expect(desk.picture).toContain('lost: r1 (r1 is gone)');
    expect(desk.picture).not.toContain('no table');
    await desk.clock.pass(1_000);
    expect(desk.picture).toMatch(/r1 +Gi0 +up/);
  });

  it('is shown as refusing, and keeps a condition from being judged', async () => {
    const desk = new Desk();
    desk.host('r1', 'up');
    desk.host('r2', 'refused');
    desk.begin({ until: untilOf('count == 1') });
    await desk.clock.pass(1_500);
    expect(desk.picture).toContain('refused: r2 (% Invalid input detected)');
    expect(desk.notices).toEqual([]);
  });

  it('does not end the watch when it is the only one', async () => {
    const desk = new Desk();
    const error = {
      status: 'failed',
      host: 'r1',
      error: { code: 'hung-up', message: 'r1 is gone', advice: '' },
    } as const;
    let rounds = 0;
    desk.begin({
      ask: async () => {
        if (rounds++ < 2) throw new HostError(error);
        return 7;
      },
    });
    await desk.clock.pass(1_500);
    expect(desk.picture).toContain('r1 is gone');
    await desk.clock.pass(1_000);
    expect(desk.picture).toContain('7');
    expect(desk.picture).not.toContain('gone');
  });
});

describe('what is wrong', () => {
  it('ends the watch at once where nothing was ever seen', async () => {
    const desk = new Desk();
    const { value } = desk.begin({
      ask: async () => Promise.reject(new TypeError('x is not a function')),
    });
    await expect(value).rejects.toThrow('x is not a function');
    expect(desk.isEnded).toBe(true);
  });

  it('is shown where it comes later, and the watch goes on', async () => {
    const desk = new Desk();
    let round = 0;
    desk.begin({
      ask: async () => {
        if (++round === 2) throw new TypeError('no such row');
        return `round ${round}`;
      },
    });
    await desk.clock.pass(1_500);
    expect(desk.picture).toContain('no such row');
    await desk.clock.pass(1_000);
    expect(desk.picture).toContain('round 3');
    expect(desk.picture).not.toContain('no such row');
  });

  it('says so at once when a condition names a column that is not there', async () => {
    const desk = new Desk();
    desk.host('r1', 'up');
    const { value } = desk.begin({ until: untilOf('speed > 3') });
    await desk.clock.pass(100);
    await expect(value).rejects.toThrow("'speed'");
  });
});

describe('what is shown', () => {
  it('is a chart over the samples where one is asked for', async () => {
    const desk = new Desk();
    let value = 0;
    desk.begin({ ask: async () => ++value, chart: { kind: 'line', y: ['value'] } });
    await desk.clock.pass(5_500);
    expect(desk.picture).toMatch(/┤/);
    expect(desk.picture).toContain('● value 6');
  });

  it('fits the room there is', async () => {
    const desk = new Desk();
    desk.room = { cols: 40, rows: 8 };
    for (let i = 0; i < 30; i++) desk.host(`r${i}`, 'up');
    desk.begin();
    await desk.clock.pass(500);
    const lines = desk.picture.split('\n');
    expect(lines.length).toBeLessThanOrEqual(8);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
  });

  it('has who is in trouble in its text where there is no screen', async () => {
    const desk = new Desk();
    desk.room = undefined;
    desk.host('r1', 'up');
    desk.host('r2', 'lost');
    desk.begin();
    await desk.clock.pass(500);
    expect(desk.pictures.at(-1)).toContain('lost: r2 (r2 is gone)');
  });

  it('is told to a function when it has changed', async () => {
    const desk = new Desk();
    const seen: unknown[] = [];
    const values = turns('a', 'a', 'b', 'b', 'c');
    desk.begin({ ask: async () => values(), onChange: (value) => seen.push(value) });
    await desk.clock.pass(6_500);
    expect(seen).toEqual(['b', 'c']);
  });
});

it('pushes no configuration, however often it is told to', async () => {
  const desk = new Desk();
  desk.host('r1', 'up');
  let pushes = 0;
  const operation = { kind: 'config', lines: ['interface Lo1'] } as const;
  const ask = async () =>
    desk.between?.({ kind: 'operate', hosts: ['r1'], operation, options: {} }, async () => {
      pushes++;
      return [];
    });
  const { value } = desk.begin({ ask });
  await settled();
  await expect(value).rejects.toThrow('a watch only asks: config is not repeated');
  expect(pushes).toBe(0);
});

it('does nothing again that is no command, for the sake of a late answer', async () => {
  const desk = new Desk();
  desk.host('slow', 'up', 5_000);
  let pushes = 0;
  const ask = async () => {
    const value = await desk.ask();
    await desk.between?.(
      {
        kind: 'operate',
        hosts: ['slow'],
        operation: { kind: 'mode', mode: 'privileged' },
        options: {},
      },
      async () => {
        pushes++;
        return [];
      },
    );
    return value;
  };
  desk.begin({ ask, everyMs: 60_000 });
  await desk.clock.pass(30_000);
  expect(pushes).toBe(1);
});
