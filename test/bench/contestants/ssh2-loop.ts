import { performance } from 'node:perf_hooks';
import ssh2, { type ClientChannel, type Client as SshClient } from 'ssh2';

const { Client } = ssh2;

interface Loop {
  readonly basePort: number;
  readonly hosts: number;
  readonly password: string;
  readonly command: string;
  readonly rounds: number;
}

/** What somebody writes in ten minutes: a shell on each host, and every round the command on all of them until the prompt is back. */
export async function runSsh2Loop({
  basePort,
  hosts,
  password,
  command,
  rounds,
}: Loop): Promise<number[]> {
  const ports = Array.from({ length: hosts }, (_, i) => basePort + i);
  const shells = await Promise.all(ports.map((port) => openShell(port, password)));
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAtMs = performance.now();
    await Promise.all(shells.map(({ channel }) => ask(channel, command)));
    samples.push(performance.now() - startedAtMs);
  }
  for (const { client } of shells) client.end();
  return samples;
}

async function openShell(
  port: number,
  password: string,
): Promise<{ client: SshClient; channel: ClientChannel }> {
  const client = new Client();
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    client.on('error', reject).on('ready', () => {
      client.setNoDelay(true);
      client.shell({ cols: 511, rows: 100 }, (error, shell) =>
        error ? reject(error) : resolve(shell),
      );
    });
    const hostVerifier = () => true;
    client.connect({ host: '127.0.0.1', port, username: 'admin', password, hostVerifier });
  });
  await prompt(channel);
  await ask(channel, 'terminal length 0');
  return { client, channel };
}

function ask(channel: ClientChannel, command: string): Promise<void> {
  const answered = prompt(channel);
  channel.write(`${command}\r`);
  return answered;
}

function prompt(channel: ClientChannel): Promise<void> {
  let text = '';
  return new Promise((resolve) => {
    const look = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (!/\nh\d+#$/.test(text)) return;
      channel.off('data', look);
      resolve();
    };
    channel.on('data', look);
  });
}
