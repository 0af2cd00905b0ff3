import { echo, sourceFor } from '../../model/forward.ts';
import { formatIpv4, type Ipv4, parseIpv4 } from '../../model/ipv4.ts';
import type { Args, Command, RunContext, View } from '../command.ts';
import { EXEC } from '../mode.ts';
import { roundTripMs } from '../round-trip.ts';

const TIMEOUT_MS = 2_000;
/** A router sends at most two unreachables a second, so every other probe stays unanswered. */
const UNREACHABLE_EVERY = 2;

export const pingCommands: readonly Command[] = [
  ping('ping <target:ip>', ['Send echo messages', 'Ping destination address']),
  ping('ping ip <target:ip>', ['IP echo', 'Ping destination address']),
];

function ping(path: string, help: readonly string[]): Command {
  return {
    modes: EXEC,
    path,
    help,
    options: [
      { path: 'repeat <repeat:1-2147483647>', help: ['specify repeat count', 'repeat count'] },
      { path: 'size <size:36-18024>', help: ['specify datagram size', 'datagram size'] },
      {
        path: 'timeout <timeout:0-3600>',
        help: ['specify timeout interval', 'timeout in seconds'],
      },
      { path: 'source <source:ip>', help: ['specify source address or name', 'Source address'] },
      { path: 'source <sourceInterface:interface>', help: ['specify source address or name'] },
    ],
    run: runPing,
  };
}

async function runPing(context: RunContext, args: Args): Promise<void> {
  const { terminal, network, device } = context;
  const destination = parseIpv4(args['target'] ?? '') ?? 0;
  const given = givenSource(context, args);
  if (given === 'invalid') {
    terminal.write('% Invalid source address- IP address not on any of our up interfaces\n');
    return;
  }
  const count = Number(args['repeat'] ?? 5);
  const timeoutMs = args['timeout'] === undefined ? TIMEOUT_MS : Number(args['timeout']) * 1000;
  const size = args['size'] ?? '100';
  terminal.write(
    `Type escape sequence to abort.\nSending ${count}, ${size}-byte ICMP Echos to ${formatIpv4(destination)}, timeout is ${timeoutMs / 1000} seconds:\n`,
  );
  if (given !== undefined) {
    terminal.write(`Packet sent with a source address of ${formatIpv4(given)} \n`);
  }
  const times: number[] = [];
  let sent = 0;
  for (let isGoing = true; isGoing && sent < count; sent++) {
    const source = given ?? sourceFor(network.operation, device.name, destination) ?? 0;
    const { outcome, forward } = echo(network.operation, device.name, { source, destination });
    if (outcome === 'replied') {
      const tookMs = roundTripMs(forward.hops.length, destination + sent);
      times.push(tookMs);
      isGoing = await terminal.wait(tookMs);
      terminal.write('!');
    } else if (outcome === 'unreachable' && sent % UNREACHABLE_EVERY === 0) {
      isGoing = await terminal.wait(roundTripMs(forward.hops.length, sent));
      terminal.write('U');
    } else {
      isGoing = await terminal.wait(timeoutMs);
      if (isGoing) terminal.write('.');
    }
    if (!isGoing && outcome !== 'replied') break;
    if ((sent + 1) % 70 === 0) terminal.write('\n');
  }
  terminal.write(`\n${summary(times, sent)}\n`);
}

function summary(times: readonly number[], sent: number): string {
  const percent = sent === 0 ? 0 : Math.floor((100 * times.length) / sent);
  const rate = `Success rate is ${percent} percent (${times.length}/${sent})`;
  if (times.length === 0) return rate;
  const average = Math.round(times.reduce((sum, one) => sum + one, 0) / times.length);
  const [low, high] = [Math.min(...times), Math.max(...times)];
  return `${rate}, round-trip min/avg/max = ${low}/${average}/${high} ms`;
}

function givenSource({ network, device }: View, args: Args): Ipv4 | 'invalid' | undefined {
  const states = (network.operation.interfaces.get(device.name) ?? []).filter(
    (one) => one.protocol === 'up' && one.config.address,
  );
  if (args['source'] !== undefined) {
    const address = parseIpv4(args['source']);
    return states.some((one) => one.config.address?.address === address) ? address : 'invalid';
  }
  if (args['sourceInterface'] === undefined) return undefined;
  const found = states.find((one) => one.config.name === args['sourceInterface']);
  return found?.config.address?.address ?? 'invalid';
}
