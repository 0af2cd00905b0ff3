import { sourceFor, type Walk, walk } from '../../model/forward.ts';
import { formatIpv4, parseIpv4 } from '../../model/ipv4.ts';
import type { Args, Command, RunContext } from '../command.ts';
import { EXEC } from '../mode.ts';
import { roundTripMs } from '../round-trip.ts';

const PROBES = 3;
const MAX_HOPS = 30;
const TIMEOUT_MS = 3_000;

export const tracerouteCommands: readonly Command[] = [
  {
    modes: EXEC,
    path: 'traceroute <target:ip>',
    help: ['Trace route to destination', 'Trace route to destination address'],
    run: runTraceroute,
  },
];

async function runTraceroute(context: RunContext, args: Args): Promise<void> {
  const { terminal, network, device } = context;
  const destination = parseIpv4(args['target'] ?? '') ?? 0;
  const target = formatIpv4(destination);
  terminal.write(
    `Type escape sequence to abort.\nTracing the route to ${target}\nVRF info: (vrf in name/id, vrf out name/id)\n`,
  );
  for (let ttl = 1; ttl <= MAX_HOPS; ttl++) {
    terminal.write(`${String(ttl).padStart(3)} `);
    // The network is asked again for every hop: it may have changed meanwhile.
    const source = sourceFor(network.operation, device.name, destination) ?? 0;
    const way = walk(network.operation, device.name, { source, destination });
    const step = stepAt(context, { way, ttl, source, destination });
    const isGoing = await showProbes(context, step, ttl);
    terminal.write('\n');
    if (!isGoing || step.kind === 'arrived' || step.kind === 'refused') return;
  }
}

interface Probe {
  readonly way: Walk;
  readonly ttl: number;
  readonly source: number;
  readonly destination: number;
}

type Step =
  | { readonly kind: 'silent' }
  | { readonly kind: 'passed' | 'arrived' | 'refused'; readonly address: number };

function stepAt({ network, device }: RunContext, { way, ttl, source, destination }: Probe): Step {
  if (way.hops.length === 0 && way.end === 'delivered')
    return { kind: 'arrived', address: destination };
  const hop = way.hops[ttl - 1];
  if (!hop) {
    const last = way.hops.at(-1);
    const isTold = way.end === 'no-route' && last && ttl === way.hops.length + 1;
    return isTold ? { kind: 'refused', address: last.address } : { kind: 'silent' };
  }
  const back = walk(network.operation, hop.device, { source: hop.address, destination: source });
  if (back.end !== 'delivered' || back.at !== device.name) return { kind: 'silent' };
  const isLast = way.end === 'delivered' && ttl === way.hops.length;
  return isLast
    ? { kind: 'arrived', address: destination }
    : { kind: 'passed', address: hop.address };
}

async function showProbes({ terminal }: RunContext, step: Step, ttl: number): Promise<boolean> {
  if (step.kind !== 'silent') terminal.write(`${formatIpv4(step.address)} `);
  for (let probe = 0; probe < PROBES; probe++) {
    const tookMs = step.kind === 'silent' ? TIMEOUT_MS : roundTripMs(ttl, ttl * PROBES + probe);
    if (!(await terminal.wait(tookMs))) return false;
    if (step.kind === 'silent') terminal.write(' * ');
    else if (step.kind === 'refused') terminal.write(probe === 1 ? ' * ' : '!H ');
    else terminal.write(`${tookMs} msec${probe < PROBES - 1 ? ' ' : ''}`);
  }
  return true;
}
