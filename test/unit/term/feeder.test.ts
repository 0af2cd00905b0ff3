import { afterEach, describe, expect, it } from 'vitest';
import type { FeedLine } from '../../../src/term/feed-line.ts';
import { Feeder } from '../../../src/term/feeder.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

const KB = 1_024;

describe('the feeder', () => {
  const open: Feeder[] = [];
  afterEach(() => {
    for (const feeder of open.splice(0)) feeder.close();
  });

  it('parses a small chunk at once when nothing waits', () => {
    const { line, fed } = attach();

    line.push(Buffer.from('x'));

    expect(fed()).toBe('x');
    expect(line.pendingBytes).toBe(0);
  });

  it('keeps the order of what was pushed', async () => {
    const { line, fed } = attach();

    line.push(Buffer.from('a'.repeat(40 * KB)));
    line.push(Buffer.from('b'));
    line.push(Buffer.from('c'.repeat(3 * KB)));
    await line.drained();
    line.push(Buffer.from('d'));

    expect(fed()).toBe(`${'a'.repeat(40 * KB)}b${'c'.repeat(3 * KB)}d`);
  });

  it('does what is to be done between bytes in its turn', async () => {
    const { line, fed } = attach();
    const seen: number[] = [];
    const look = () => void seen.push(fed().length);

    await line.inTurn(look);
    line.push(Buffer.from('a'.repeat(40 * KB)));
    const first = line.inTurn(look);
    line.push(Buffer.from('b'.repeat(3 * KB)));
    void line.inTurn(look);
    await first;
    await line.drained();

    expect(seen).toEqual([0, 40 * KB, 43 * KB]);
  });

  it('parses all that waits when it has to, and goes on as before', async () => {
    const feeder = make({ msPerSlice: 0.1 });
    const line = feeder.attach('line');
    line.push(Buffer.alloc(100 * KB));

    line.flush();
    const after = feeder.log.length;
    line.push(Buffer.alloc(20 * KB));
    await line.drained();
    await turn();

    expect(line.pendingBytes).toBe(0);
    expect(feeder.log.length).toBe(after + 2);
  });

  it('forgets what waits, and lets the far end go', async () => {
    const { line, fed, signals } = attach();
    line.push(Buffer.alloc(40 * KB));
    let isDone = false;
    const step = line.inTurn(() => {
      isDone = true;
    });

    line.drop();
    await Promise.all([step, line.drained()]);
    line.push(Buffer.from('new'));

    expect([fed(), isDone, signals]).toEqual(['new', false, ['pause', 'resume']]);
  });

  it('holds the far end back above 32 KB and lets go below 8', async () => {
    const { line, signals, pendingAt } = attach();

    line.push(Buffer.alloc(31 * KB));
    expect(signals).toEqual([]);
    line.push(Buffer.alloc(2 * KB));
    expect(signals).toEqual(['pause']);
    await line.drained();

    expect(signals).toEqual(['pause', 'resume']);
    expect(pendingAt.resume).toBeLessThan(8 * KB);
  });

  it('gives a line its turn while another floods', async () => {
    const feeder = make({ msPerSlice: 3 });
    const flood = feeder.attach('flood');
    const quiet = feeder.attach('quiet');

    flood.push(Buffer.alloc(1_000 * KB));
    quiet.push(Buffer.alloc(2 * KB));
    await quiet.drained();

    expect(feeder.log.filter((name) => name === 'flood').length).toBeLessThanOrEqual(2);
    expect(flood.pendingBytes).toBeGreaterThan(900 * KB);
  });

  it('parses the echo of a key in another pane at once, whatever waits elsewhere', async () => {
    const feeder = make({ msPerSlice: 3 });
    const flood = feeder.attach('flood');
    const quiet = feeder.attach('quiet');
    flood.push(Buffer.alloc(1_000 * KB));
    await turn();

    quiet.push(Buffer.from('k'));

    expect(feeder.log.at(-1)).toBe('quiet');
    expect(quiet.pendingBytes).toBe(0);
  });

  it('serves the focused line every second slice and starves nobody', async () => {
    const feeder = make({ msPerSlice: 0.1 });
    const names = ['one', 'two', 'three', 'four'];
    const lines = names.map((name) => feeder.attach(name));
    lines[2]?.setFocused('focused');
    for (const line of lines) line.push(Buffer.alloc(320 * KB));

    await turn();

    const first = feeder.log.slice(0, 12);
    expect(first.filter((name) => name === 'three')).toHaveLength(6);
    expect(new Set(first)).toEqual(new Set(names));
  });

  it('ends its turn when the budget is spent', async () => {
    const feeder = make({ msPerSlice: 1 });
    const line = feeder.attach('line');
    line.push(Buffer.alloc(1_000 * KB));

    await turn();

    expect(feeder.log.length).toBe(2);
  });

  it('takes smaller slices from a stream that proves expensive', async () => {
    const feeder = make({ msPerSlice: 40 });
    const line = feeder.attach('line');
    line.push(Buffer.alloc(1_000 * KB));
    for (let turns = 0; turns < 12; turns++) await turn();

    expect(feeder.sizes[0]).toBe(16 * KB);
    expect(feeder.sizes.at(-1)).toBeLessThan(600);
  });

  it('goes on with the others when a listener throws', async () => {
    const feeder = make({ msPerSlice: 0 });
    const bad = feeder.attach('bad', () => {
      throw new Error('from a listener');
    });
    const good = feeder.attach('good');
    const thrown = new Promise((resolve) =>
      process.prependOnceListener('uncaughtException', resolve),
    );
    const others = process.listeners('uncaughtException').slice(1);
    for (const other of others) process.off('uncaughtException', other);

    bad.push(Buffer.alloc(2 * KB));
    good.push(Buffer.alloc(2 * KB));
    await good.drained();

    expect(await thrown).toBeInstanceOf(Error);
    for (const other of others) process.on('uncaughtException', other);
  });

  it('drops what waits when a line is closed', async () => {
    const { line, fed } = attach();
    line.push(Buffer.alloc(64 * KB));

    line.close();
    await line.drained();
    line.push(Buffer.from('late'));
    await turn();

    expect(line.pendingBytes).toBe(0);
    expect(fed()).toBe('');
  });

  it('knows when it is idle', async () => {
    const feeder = make({ msPerSlice: 0 });
    const line = feeder.attach('line');
    line.push(Buffer.alloc(20 * KB));
    expect(feeder.pendingBytes).toBe(20 * KB);

    await line.drained();

    expect(feeder.pendingBytes).toBe(0);
  });

  function make({ msPerSlice }: { msPerSlice: number }) {
    const clock = new FakeClock();
    const feeder = new Feeder({ clock });
    open.push(feeder);
    const log: string[] = [];
    const sizes: number[] = [];
    return {
      log,
      sizes,
      get pendingBytes() {
        return feeder.pendingBytes;
      },
      attach: (name: string, onFeed: () => void = () => undefined): FeedLine =>
        feeder.attach({
          emulator: {
            feed: (chunk) => {
              log.push(name);
              sizes.push(chunk.length);
              clock.advance(msPerSlice);
              onFeed();
            },
          },
          pause: () => undefined,
          resume: () => undefined,
        }),
    };
  }

  function attach() {
    const feeder = new Feeder({ clock: new FakeClock() });
    open.push(feeder);
    const chunks: Buffer[] = [];
    const signals: string[] = [];
    const pendingAt: Record<string, number> = {};
    const note = (signal: string) => {
      signals.push(signal);
      pendingAt[signal] = line.pendingBytes;
    };
    const line: FeedLine = feeder.attach({
      emulator: { feed: (chunk) => chunks.push(Buffer.from(chunk)) },
      pause: () => note('pause'),
      resume: () => note('resume'),
    });
    return {
      line,
      signals,
      pendingAt: pendingAt as { resume: number },
      fed: () => Buffer.concat(chunks).toString('latin1'),
    };
  }
});

/** One turn of the event loop: what was due in it has run. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
