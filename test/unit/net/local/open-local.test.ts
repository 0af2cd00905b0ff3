import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Clock, systemClock } from '../../../../src/core/clock.ts';
import type { Host } from '../../../../src/core/host.ts';
import type { Transport, TransportEnd } from '../../../../src/core/transport.ts';
import { loadPty } from '../../../../src/net/local/load-pty.ts';
import { openLocal } from '../../../../src/net/local/open-local.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { testHost } from '../../../helpers/test-host.ts';

interface Given {
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly secretVariables?: readonly string[];
  readonly loadPty?: typeof loadPty;
}

function opening(command: Host['command'], given: Given = {}): Promise<Transport> {
  const { env = {}, clock = systemClock, secretVariables = [], ...rest } = given;
  const open = openLocal(
    testHost({ name: 'box', transport: 'local', ...(command === undefined ? {} : { command }) }),
    {
      env: { PATH: process.env['PATH'] ?? '', HOME: '/', ...env },
      clock,
      secretVariables,
      ...rest,
    },
  );
  return open({
    size: { cols: 100, rows: 30 },
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
}

/** Runs a command, and hears it. */
async function hears(command: Host['command'], given?: Given) {
  const transport = await opening(command, given);
  onTestFinished(() => transport.close());
  const heard = new Heard(transport);
  return { transport, heard };
}

class Heard {
  text = '';
  bytes = 0;
  readonly ended: Promise<TransportEnd>;
  #wake: () => void = () => undefined;

  constructor(transport: Transport) {
    transport.onBytes((chunk) => {
      this.text += Buffer.from(chunk).toString('latin1');
      this.bytes += chunk.length;
      this.#wake();
    });
    this.ended = new Promise((resolve) => transport.onClosed(resolve));
  }

  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.text);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/** A process that only waits for its parent to take note of its end lives no more. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** By the end of what tail(1) does while that process lives. */
function ending(pid: number): Promise<void> {
  const tail = spawn('tail', ['--pid', String(pid), '-s', '0.02', '-f', '/dev/null']);
  return new Promise((resolve) => tail.once('exit', () => resolve()));
}

describe('a command of this machine', () => {
  it.skipIf(process.platform !== 'linux')('has no terminal but its own open', async () => {
    const first = await hears(['sleep', '100']);
    const second = await hears('ls -l /proc/self/fd; ls -l /proc/self/fd >&2; echo done');
    await second.heard.until(/done/);
    expect(second.heard.text).not.toContain('ptmx');
    expect(second.heard.text.match(/2 -> \/dev\/pts/g)).toHaveLength(2);
    await first.transport.close();
  });

  it('has the environment as it is, odd things in it, too', async () => {
    const env = {
      ...{ BASH_ENV: '/dev/null', PS1: 'a\nb$ ', PS2: '', EMPTY: '', EQUALS: 'a=b=c', SHLVL: '7' },
      ...{ QUOTES: `'"$(false)` },
    };
    const { heard } = await hears(['env', '-0'], { env });
    await heard.ended;
    const words = heard.text.replaceAll('\r\n', '\n').split('\0');
    for (const [name, value] of Object.entries(env)) {
      const shown = words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
      expect(shown?.replaceAll(/\s+/g, ' ')).toBe(value.replaceAll(/\s+/g, ' '));
    }
  });

  it('runs a text in a shell and tells its exit code', async () => {
    const { heard } = await hears('printf "a b|" | tr b c; exit 3');
    expect(await heard.ended).toEqual({ kind: 'ended', exitCode: 3 });
    expect(heard.text).toBe('a c|');
  });

  it('runs a list of words as they are, nothing in them means anything to a shell', async () => {
    const { heard } = await hears(['printf', '%s|', '$(id)', '; rm x', 'a  b']);
    await heard.ended;
    expect(heard.text).toBe('$(id)|; rm x|a  b|');
  });

  it("runs the person's own shell where nothing is named", async () => {
    const { heard } = await hears(undefined, { env: { SHELL: '/bin/true' } });
    expect(await heard.ended).toEqual({ kind: 'ended', exitCode: 0 });
  });

  it('tells of a signal as a shell does', async () => {
    const { heard } = await hears('kill -TERM $$');
    expect(await heard.ended).toEqual({ kind: 'ended', exitCode: 143 });
  });

  it('gives bytes as they are, also those that are no UTF-8', async () => {
    const { heard } = await hears(String.raw`printf '\377\303\251\200'`);
    await heard.ended;
    expect(Buffer.from(heard.text, 'latin1')).toEqual(Buffer.from([0xff, 0xc3, 0xa9, 0x80]));
  });

  it('has the size it is opened with, and follows a new one', async () => {
    const { transport, heard } = await hears('stty size; read x; stty size');
    await heard.until(/30 100\r\n/);
    transport.resize({ cols: 70, rows: 20 });
    transport.write(Buffer.from('\r'));
    await heard.until(/20 70\r\n/);
  });

  it('has a terminal of its own and the environment of the person, without our secrets', async () => {
    const { heard } = await hears('env', {
      env: { MINE: 'yes', R1_PASSWORD: 'hush', TMUX: 'x', COLUMNS: '5', TERM: 'vt52' },
      secretVariables: ['R1_PASSWORD'],
    });
    await heard.ended;
    expect(heard.text).toMatch(/^TERM=xterm-256color\r$/m);
    expect(heard.text).toMatch(/^MINE=yes\r$/m);
    expect(heard.text).not.toMatch(/hush|R1_PASSWORD|TMUX|COLUMNS|vt52/);
  });

  it('holds a flooding program back while paused, and loses nothing of it', async () => {
    const { transport, heard } = await hears('seq 1 30000');
    transport.onBytes((chunk) => {
      heard.text += Buffer.from(chunk).toString('latin1');
      transport.pause();
      setTimeout(() => transport.resume(), 1);
    });
    await heard.ended;
    const lines = heard.text.split('\r\n');
    expect(lines.length).toBe(30_001);
    expect(lines[29_999]).toBe('30000');
  });

  it('keeps the last words of a program that has ended while it was paused', async () => {
    const transport = await opening('echo $$; read x; seq 1 500; echo end');
    onTestFinished(() => transport.close());
    const heard = new Heard(transport);
    const pid = Number((await heard.until(/(\d+)\r\n/))[1]);
    transport.pause();
    transport.write(Buffer.from('\r'));
    await ending(pid);
    // The package gives up on whatever is unread 200 ms after the end of its program.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(heard.text).not.toMatch(/499/);
    transport.resume();
    expect(await heard.ended).toEqual({ kind: 'ended', exitCode: 0 });
    expect(heard.text).toMatch(/\r\n499\r\n500\r\nend\r\n$/);
  });

  it('ends, with all it said, though something it began still has its terminal', async () => {
    const { transport, heard } = await hears("(trap '' HUP; exec sleep 2) & echo bye; exit 7");
    expect(await heard.ended).toEqual({ kind: 'ended', exitCode: 7 });
    expect(heard.text).toBe('bye\r\n');
    await transport.close();
  });

  it('does not wait for a program that reads nothing, and gives it all when it does', async () => {
    const { transport, heard } = await hears(
      "stty raw -echo; printf go; trap 'dd bs=1000 count=100 iflag=fullblock 2>/dev/null | wc -c; exit' USR1; echo $$; while :; do sleep 0.05; done",
    );
    const pid = Number((await heard.until(/go(\d+)/))[1]);
    transport.write(Buffer.alloc(100_000, 'x'));
    // We come here at once, and timers go on.
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.kill(pid, 'SIGUSR1');
    await heard.until(/100000/);
  });

  it('is safe to write to and to size after its end', async () => {
    const { transport, heard } = await hears('exit 0');
    await heard.ended;
    transport.write(Buffer.from('x'));
    transport.resize({ cols: 10, rows: 10 });
    await transport.close();
    await transport.close();
  });
});

describe('closing a command of this machine', () => {
  it('hangs up, so that the program can put its things in order', async () => {
    const transport = await opening("trap 'exit 0' HUP; echo $$; while :; do sleep 0.02; done");
    const heard = new Heard(transport);
    const pid = Number((await heard.until(/(\d+)\r\n/))[1]);
    await transport.close();
    expect(isAlive(pid)).toBe(false);
    expect(await heard.ended).toEqual({ kind: 'ended', exitCode: undefined });
  });

  it('kills what ignores that, and everything of its group, after a grace', async () => {
    const clock = new FakeClock();
    const transport = await opening("trap '' HUP; sleep 1000 & echo $$ $!; wait", { clock });
    const heard = new Heard(transport);
    const [, shell = '', child = ''] = await heard.until(/(\d+) (\d+)\r\n/);
    const closing = transport.close();
    await clock.pass(499);
    expect([isAlive(Number(shell)), isAlive(Number(child))]).toEqual([true, true]);
    await clock.pass(1);
    await closing;
    await Promise.all([ending(Number(shell)), ending(Number(child))]);
  });

  it('ends what a shell runs in the foreground, in a group of its own', async () => {
    const transport = await opening('exec bash --norc --noprofile -i', {
      env: { PS1: 'ready>' },
    });
    const heard = new Heard(transport);
    await heard.until(/ready>/);
    transport.write(Buffer.from('sh -c \'trap "" HUP; echo pid=$$; sleep 1000\'\r'));
    const pid = Number((await heard.until(/pid=(\d+)/))[1]);
    await transport.close();
    await ending(pid);
  });
});

describe('a command of this machine that cannot be started', () => {
  it('is refused in one line where its program is missing', async () => {
    await expect(opening(['no-such-program', 'x'])).rejects.toMatchObject({
      code: 'unreachable',
      line: "box: there is no program 'no-such-program' here: check its name and your PATH",
    });
  });

  it('is refused in one line where the pty package is missing', async () => {
    const missing: typeof loadPty = (who) =>
      loadPty(who, () => Promise.reject(new Error('Cannot find package')));
    await expect(opening('true', { loadPty: missing })).rejects.toMatchObject({
      code: 'unreachable',
      line: 'box is a command of this machine, and the optional package @lydell/node-pty that runs it is missing: install showrun again without --omit=optional',
    });
  });
});
