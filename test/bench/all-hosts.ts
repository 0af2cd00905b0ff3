import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment } from '../helpers/clean-environment.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { showrunCommand } from '../helpers/showrun-program.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';
import { runSsh2Loop } from './contestants/ssh2-loop.ts';
import { type Bench, medianOf } from './row.ts';

const HOSTS = 100;
const ROUNDS = 9;
const BASE_PORT = 42_000;
const COMMAND = 'show ip interface brief';

/** One command on a hundred lab hosts that are connected: a script's `all.run`, tables included, beside a loop over plain ssh2. */
export const allHostsBench: Bench = async () => {
  const home = makeTempHome();
  const lab = await startHundred(home);
  try {
    const ours = await showrunTimes(home, lab.password);
    const loop = { basePort: BASE_PORT, hosts: HOSTS, password: lab.password };
    const plain = await runSsh2Loop({ ...loop, command: COMMAND, rounds: ROUNDS });
    return [
      {
        what: `@all over ${HOSTS} lab hosts, ${COMMAND}`,
        unit: 'ms',
        ours: medianOf(ours),
        peers: [{ name: 'plain ssh2, text only', ...(medianOf(plain) ?? { median: 0 }) }],
      },
    ];
  } finally {
    lab.stop();
    home.remove();
  }
};

async function showrunTimes(home: TempHome, password: string): Promise<number[]> {
  const inventory = join(home.path, 'inventory.yaml');
  const hosts = Array.from(
    { length: HOSTS },
    (_, i) => `  h${i + 1}: { address: 127.0.0.1, port: ${BASE_PORT + i} }\n`,
  );
  const defaults =
    'defaults: { username: admin, password: { env: LAB_WORD }, platform: cisco_ios }\n';
  writeFileSync(inventory, `${defaults}hosts:\n${hosts.join('')}`);
  const input = `
    await all.run('show clock');
    const samples = [];
    for (let round = 0; round < ${ROUNDS}; round++) {
      const startedAtMs = performance.now();
      const answer = await all.run('${COMMAND}');
      if (!answer.ok || answer.rows.length < ${HOSTS}) throw new Error('not all have answered');
      samples.push(performance.now() - startedAtMs);
    }
    print(JSON.stringify(samples));`;
  const args = ['script', '-', '-i', inventory, '--accept-new'];
  const ran = await runShowrun(args, { home, input, env: { LAB_WORD: password } });
  if (ran.code !== 0) throw new Error(`showrun script: ${ran.stderr}`);
  return JSON.parse(ran.stdout) as number[];
}

/** A lab of a hundred routers in a process of its own, on one LAN, without a routing protocol. */
async function startHundred(home: TempHome): Promise<{ password: string; stop: () => void }> {
  const folder = join(home.path, '.config', 'showrun', 'topologies');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'hundred.yaml'), hundred());
  const { command, args = [], cwd } = showrunCommand(['lab', 'hundred', '-p', String(BASE_PORT)]);
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: cleanEnvironment(home),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const [chunk] of dataOf(child.stdout)) {
    text += String(chunk);
    const password = /h100 .*password (\S+)/.exec(text)?.[1];
    if (password !== undefined) return { password, stop: () => child.kill() };
  }
  throw new Error(`the lab did not start: ${text}`);
}

async function* dataOf(stream: NodeJS.ReadableStream): AsyncGenerator<[unknown]> {
  const ended = once(stream, 'end').then(() => undefined);
  for (;;) {
    const data = await Promise.race([once(stream, 'data'), ended]);
    if (data === undefined) return;
    yield data as [unknown];
  }
}

function hundred(): string {
  const devices = Array.from({ length: HOSTS }, (_, i) => {
    const name = `h${i + 1}`;
    return `  ${name}:
    interfaces: [GigabitEthernet0/0, GigabitEthernet0/1]
    config: |
      hostname ${name}
      interface GigabitEthernet0/0
       ip address 10.0.0.${i + 1} 255.255.255.0
`;
  });
  const ends = Array.from({ length: HOSTS }, (_, i) => `h${i + 1}:GigabitEthernet0/0`);
  return `title: A hundred routers\ndevices:\n${devices.join('')}segments:\n  lan: [${ends.join(', ')}]\n`;
}
