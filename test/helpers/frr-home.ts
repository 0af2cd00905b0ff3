import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Frr } from './frr.ts';
import { rememberSshds } from './ssh-home.ts';
import { makeTempHome, type TempHome } from './temp-home.ts';

/** A home that knows the routers' keys; it goes with the test. */
export function frrHome({ routers, keyFile }: Frr): TempHome {
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  rememberSshds(
    home,
    routers.map(({ name, sshd }) => ({ name, sshd, keyFile })),
  );
  return home;
}

/** An inventory of the routers, all in one group; without a platform showrun has to find it. Gives its path. */
export function frrInventory(
  { routers, keyFile }: Frr,
  home: TempHome,
  { group, platform }: { readonly group: string; readonly platform?: string },
): string {
  const file = join(home.path, 'inventory.yaml');
  const hosts = routers.map(
    ({ name, sshd }) => `  ${name}: { address: 127.0.0.1, port: ${sshd.port}, groups: [${group}] }`,
  );
  const known = platform === undefined ? '' : `, platform: ${platform}`;
  const defaults = `defaults: { username: ${routers[0]?.sshd.username}, key: ${keyFile}${known} }`;
  writeFileSync(file, `${defaults}\nhosts:\n${hosts.join('\n')}\n`);
  return file;
}
