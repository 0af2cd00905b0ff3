import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One link of the network: two routers by number, and the port of each. */
export interface FrrLink {
  readonly ends: readonly [FrrLinkEnd, FrrLinkEnd];
}

interface FrrLinkEnd {
  readonly router: number;
  readonly port: string;
  /** `10.12.0.1/24` is router 1 on the link of routers 1 and 2. */
  readonly address: string;
}

export interface FrrFiles {
  /** Holds the sockets and the configuration of one router. */
  readonly folder: string;
  configOf(daemon: string): string;
}

/** Every router linked to every other one. Ports are numbered per router: `eth0`, `eth1`, … */
export function linksBetween(names: readonly string[]): FrrLink[] {
  const used = names.map(() => 0);
  const end = (router: number, subnet: string): FrrLinkEnd => {
    const number = used[router] ?? 0;
    used[router] = number + 1;
    return { router, port: `eth${number}`, address: `${subnet}.${router + 1}/24` };
  };
  return names.flatMap((_, a) =>
    names.slice(a + 1).map((_, offset) => {
      const b = a + 1 + offset;
      const subnet = `10.${a + 1}${b + 1}.0`;
      return { ends: [end(a, subnet), end(b, subnet)] as const };
    }),
  );
}

export function loopbackOf(router: number): string {
  return `10.255.0.${router + 1}`;
}

/** Writes what zebra, ospfd, staticd and vtysh of one router read. The daemons run as the user `frr`, who must own it. */
export function writeFrrFiles(router: {
  readonly folder: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly greeting?: string | undefined;
}): FrrFiles {
  const number = router.names.indexOf(router.name);
  const folder = join(router.folder, router.name);
  const ends = linksBetween(router.names)
    .flatMap((link) => link.ends)
    .filter((end) => end.router === number);
  const files: FrrFiles = { folder, configOf: (daemon) => join(folder, `${daemon}.conf`) };
  mkdirSync(folder);
  writeFileSync(files.configOf('zebra'), zebraConfig(router.name, number, ends));
  writeFileSync(files.configOf('ospfd'), ospfConfig(router.name, number, ends));
  writeFileSync(
    files.configOf('staticd'),
    `hostname ${router.name}\nip route 192.0.2.${number + 1}/32 Null0\n`,
  );
  const motd = router.greeting === undefined ? '' : `banner motd line ${router.greeting}\n`;
  writeFileSync(
    files.configOf('vtysh'),
    `hostname ${router.name}\nno service integrated-vtysh-config\n${motd}`,
  );
  execFileSync('chmod', ['755', router.folder]);
  execFileSync('chown', ['-R', 'frr:frrvty', folder]);
  return files;
}

function zebraConfig(name: string, number: number, ends: readonly FrrLinkEnd[]): string {
  return [
    `hostname ${name}`,
    'interface lo',
    ` ip address ${loopbackOf(number)}/32`,
    ...ends.flatMap((end) => [`interface ${end.port}`, ` ip address ${end.address}`]),
    '',
  ].join('\n');
}

// Hellos every second and no designated router: neighbours are full in about a second instead of forty.
function ospfConfig(name: string, number: number, ends: readonly FrrLinkEnd[]): string {
  return [
    `hostname ${name}`,
    ...ends.flatMap((end) => [
      `interface ${end.port}`,
      ' ip ospf hello-interval 1',
      ' ip ospf dead-interval 4',
      ' ip ospf network point-to-point',
    ]),
    'router ospf',
    ` ospf router-id ${loopbackOf(number)}`,
    ' timers throttle spf 0 50 200',
    ' timers throttle lsa all 0',
    ' timers lsa min-arrival 0',
    ' network 10.0.0.0/8 area 0',
    '',
  ].join('\n');
}
