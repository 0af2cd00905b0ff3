import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linksBetween, loopbackOf, writeFrrFiles } from './frr-config.ts';
import { type FrrDaemons, removeLeftoversOfTheDead, startRouter } from './frr-daemons.ts';
import { firstMissing, missingCommand } from './peers.ts';
import { makeKey, type Sshd, sshdMissing, startSshd } from './sshd.ts';

/**
 * Real routers as peers: FRR's zebra, ospfd and staticd, each set in a network namespace of its own, every one linked to every
 * other, OSPF area 0 converged. Each is reached by SSH on a loopback port and answers with `vtysh`, its own shell.
 *
 *     const frr = await startFrr(['r1', 'r2']);
 *     … ssh -i frr.keyFile -p frr.routers[0].sshd.port …
 *     await frr.close();
 *
 * Resolves when every router has a route to every other's loopback in its kernel. Takes root.
 */
export async function startFrr(
  names: readonly string[] = ['r1', 'r2', 'r3'],
  { pager, greeting }: FrrOptions = {},
): Promise<Frr> {
  if (frrMissing !== undefined) throw new Error(frrMissing);
  removeLeftoversOfTheDead();
  const folder = mkdtempSync(join(tmpdir(), `showrun-frr-${process.pid}-`));
  const keyFile = join(folder, 'key');
  const authorizedKeys = [makeKey(keyFile)];
  const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const daemons = names.map((name) => {
      const files = writeFrrFiles({ folder, name, names, greeting });
      const started = startRouter({ name, files });
      closing.push(() => started.close());
      return started;
    });
    linkAll(names, daemons);
    for (const one of daemons) one.startDaemons();
    await Promise.all(daemons.map((one, i) => one.hasRoutes(loopbacksBut(names, i))));
    const routers: FrrRouter[] = [];
    for (const [i, one] of daemons.entries()) {
      const forcedCommand = one.shellCommand;
      const config = pager === undefined ? [] : [`SetEnv VTYSH_PAGER=${pager}`];
      const sshd = await startSshd({ authorizedKeys, forcedCommand, config });
      closing.push(() => sshd.close());
      routers.push({ name: one.name, loopback: loopbackOf(i), sshd, vtysh: one.vtysh });
    }
    return { routers, keyFile, close };
  } catch (error) {
    await close();
    throw error;
  }
}

export interface FrrOptions {
  /** The pager of `terminal paginate`, as `VTYSH_PAGER` names it; FRR's own choice unless told. */
  readonly pager?: string;
  /** What a login shows instead of FRR's own words. */
  readonly greeting?: string;
}

export interface Frr {
  readonly routers: readonly FrrRouter[];
  /** The private key every router lets in, as the user who runs the tests. */
  readonly keyFile: string;
  /** Ends the daemons and the servers, and removes the namespaces. Safe to call twice. */
  close(): Promise<void>;
}

export interface FrrRouter {
  readonly name: string;
  /** Its router id, an address the other routers know by OSPF. */
  readonly loopback: string;
  readonly sshd: Sshd;
  /** Runs a command in `vtysh` directly, to compare with what came by SSH. */
  vtysh(command: string): string;
}

/** Why no FRR routers can be started here; undefined when all is well. */
export const frrMissing: string | undefined = firstMissing(
  process.getuid?.() === 0 ? undefined : 'network namespaces take root',
  missingCommand('ip', 'iproute2'),
  missingCommand('zebra', 'frr'),
  missingCommand('vtysh', 'frr'),
  existsSync('/usr/lib/frr/ospfd') ? undefined : 'FRR has no ospfd (apt-get install frr)',
  sshdMissing,
  namespacesMissing(),
);

function linkAll(names: readonly string[], daemons: readonly FrrDaemons[]): void {
  for (const link of linksBetween(names)) {
    const [a, b] = link.ends;
    const from = daemons[a.router]?.namespace ?? '';
    const to = daemons[b.router]?.namespace ?? '';
    execFileSync('ip', [
      ...['link', 'add', a.port, 'netns', from, 'type', 'veth'],
      ...['peer', 'name', b.port, 'netns', to],
    ]);
    execFileSync('ip', ['-n', from, 'link', 'set', a.port, 'up']);
    execFileSync('ip', ['-n', to, 'link', 'set', b.port, 'up']);
  }
}

function loopbacksBut(names: readonly string[], own: number): string[] {
  return names.map((_, i) => loopbackOf(i)).filter((_, i) => i !== own);
}

function namespacesMissing(): string | undefined {
  try {
    execFileSync('unshare', ['--net', 'true'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'this machine does not allow network namespaces';
  }
}
