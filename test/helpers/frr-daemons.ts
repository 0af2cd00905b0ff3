import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrrFiles } from './frr-config.ts';

/** One router: a network namespace and the daemons in it. */
export interface FrrDaemons {
  readonly name: string;
  readonly namespace: string;
  /** What a person who logs in gets: the router's own shell. */
  readonly shellCommand: string;
  /** After its links are there. */
  startDaemons(): void;
  /** Resolves when the kernel of this router has a route to each address. */
  hasRoutes(addresses: readonly string[]): Promise<void>;
  vtysh(command: string): string;
  close(): Promise<void>;
}

/** Makes the namespace; nothing runs in it yet but a watch on its routes. */
export function startRouter(router: {
  readonly name: string;
  readonly files: FrrFiles;
}): FrrDaemons {
  const { name, files } = router;
  const namespace = `${PREFIX}${process.pid}-${name}`;
  execFileSync('ip', ['netns', 'add', namespace]);
  execFileSync('ip', ['-n', namespace, 'link', 'set', 'lo', 'up']);
  const routes = watchRoutes(namespace);
  const shell = ['--vty_socket', files.folder, '--config_dir', files.folder];
  return {
    name,
    namespace,
    shellCommand: `ip netns exec ${namespace} vtysh ${shell.join(' ')} -H ${join(files.folder, 'history')}`,
    startDaemons() {
      for (const daemon of ['zebra', 'staticd', 'ospfd']) {
        startDaemon({ daemon, namespace, files });
      }
    },
    hasRoutes: routes.include,
    vtysh: (command) =>
      execFileSync('ip', ['netns', 'exec', namespace, 'vtysh', ...shell, '-c', command], {
        encoding: 'utf8',
      }),
    async close() {
      await end(routes.monitor);
      removeNamespace(namespace);
    },
  };
}

const PREFIX = 'showrun-frr-';

/** Removes what test runs have left behind that were killed: namespaces and folders carry the process id of their maker. */
export function removeLeftoversOfTheDead(): void {
  const list = execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' });
  for (const [namespace, maker] of list.matchAll(/^showrun-frr-(\d+)-\S+/gm)) {
    if (!existsSync(`/proc/${maker}`)) removeNamespace(namespace);
  }
  for (const name of readdirSync(tmpdir())) {
    const maker = /^showrun-frr-(\d+)-/.exec(name)?.[1];
    if (maker !== undefined && !existsSync(`/proc/${maker}`)) {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}

function removeNamespace(namespace: string): void {
  if (!existsSync(`/run/netns/${namespace}`)) return;
  const pids = execFileSync('ip', ['netns', 'pids', namespace], { encoding: 'utf8' });
  for (const pid of pids.split('\n').filter(Boolean)) process.kill(Number(pid), 'SIGKILL');
  execFileSync('ip', ['netns', 'del', namespace]);
}

// `ip monitor` tells of every route as it enters the kernel, so nobody has to ask again and again.
function watchRoutes(namespace: string) {
  const monitor = spawn('ip', ['-n', namespace, 'monitor', 'route'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let seen = '';
  let look = (): void => undefined;
  monitor.stdout.setEncoding('utf8').on('data', (text: string) => {
    seen += text;
    look();
  });
  return {
    monitor,
    include: (addresses: readonly string[]): Promise<void> =>
      new Promise((resolve, reject) => {
        const deadline = setTimeout(
          () => reject(new Error(`FRR did not converge in 30 s; routes so far:\n${seen}`)),
          30_000,
        );
        look = () => {
          if (!addresses.every((address) => seen.includes(`${address} `))) return;
          clearTimeout(deadline);
          resolve();
        };
        look();
      }),
  };
}

// With `-d` the command ends when the daemon listens; another daemon that came too early would try again only after 10 s.
function startDaemon(one: { daemon: string; namespace: string; files: FrrFiles }): void {
  const { daemon, namespace, files } = one;
  execFileSync(
    'ip',
    [
      ...['netns', 'exec', namespace, `/usr/lib/frr/${daemon}`, '-d'],
      ...['-f', files.configOf(daemon), '--vty_socket', files.folder, '-P', '0'],
      ...['-i', join(files.folder, `${daemon}.pid`), '-z', join(files.folder, 'zserv.api')],
      ...['--log', `file:${join(files.folder, `${daemon}.log`)}`],
    ],
    { stdio: 'ignore' },
  );
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
