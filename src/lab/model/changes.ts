import type { InterfaceState } from './interfaces.ts';
import { formatIpv4 } from './ipv4.ts';
import type { Operation } from './operation.ts';
import type { OspfInterface, Pairing } from './ospf.ts';

/** A message a device has to log. */
export interface Change {
  readonly device: string;
  readonly message: string;
}

/** What devices log between two moments: neighbours lost, interfaces changed, neighbours won, in IOS's order. */
export function changesBetween(before: Operation, after: Operation): Change[] {
  const lost = before.pairings.filter(({ key }) => before.full.has(key) && !after.full.has(key));
  const won = after.pairings.filter(({ key }) => after.full.has(key) && !before.full.has(key));
  return [
    ...lost.flatMap(({ ends }) => bothWays(ends, (near, far) => lostMessage(near, far, after))),
    ...interfaceChanges(before, after),
    ...won.flatMap(wonChanges),
  ];
}

/** What both ends log when they have finished exchanging. */
export function wonChanges({ ends }: Pairing): Change[] {
  return bothWays(
    ends,
    (near, far) => `${neighbour(near, far)} from LOADING to FULL, Loading Done`,
  );
}

function bothWays(
  [first, second]: Pairing['ends'],
  say: (near: OspfInterface, far: OspfInterface) => string,
): Change[] {
  return [
    { device: first.device, message: say(first, second) },
    { device: second.device, message: say(second, first) },
  ];
}

function lostMessage(near: OspfInterface, far: OspfInterface, after: Operation): string {
  const stillRuns = after.ospfInterfaces.some(
    (one) => one.device === near.device && one.name === near.name && !one.isPassive,
  );
  const reason = stillRuns ? 'Dead timer expired' : 'Interface down or detached';
  return `${neighbour(near, far)} from FULL to DOWN, Neighbor Down: ${reason}`;
}

function neighbour(near: OspfInterface, far: OspfInterface): string {
  return `%OSPF-5-ADJCHG: Process ${near.processId}, Nbr ${formatIpv4(far.routerId)} on ${near.name}`;
}

function interfaceChanges(before: Operation, after: Operation): Change[] {
  const changes: Change[] = [];
  for (const [device, states] of after.interfaces) {
    const old = before.interfaces.get(device) ?? [];
    const names = new Set([...states, ...old].map(({ config }) => config.name));
    for (const name of names) {
      const isNamed = (state: InterfaceState): boolean => state.config.name === name;
      for (const message of stateMessages(name, old.find(isNamed), states.find(isNamed))) {
        changes.push({ device, message });
      }
    }
  }
  return changes;
}

function stateMessages(
  name: string,
  old: InterfaceState | undefined,
  now: InterfaceState | undefined,
): string[] {
  const messages: string[] = [];
  const status = now?.status ?? 'administratively down';
  const oldStatus = old?.status ?? (now ? status : undefined);
  if (status !== oldStatus) {
    const mark = status === 'administratively down' ? '%LINK-5-CHANGED' : '%LINK-3-UPDOWN';
    messages.push(`${mark}: Interface ${name}, changed state to ${status}`);
  }
  const protocol = now?.protocol ?? 'down';
  if (protocol !== (old?.protocol ?? 'down')) {
    messages.push(
      `%LINEPROTO-5-UPDOWN: Line protocol on Interface ${name}, changed state to ${protocol}`,
    );
  }
  return messages;
}
