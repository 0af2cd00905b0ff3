import { designationKey, roleOf } from '../../model/designated.ts';
import { formatIpv4 } from '../../model/ipv4.ts';
import { countNeighbours, neighboursOf } from '../../model/neighbours.ts';
import type { OspfInterface } from '../../model/ospf.ts';
import { formatHms } from '../../model/time.ts';
import type { Command, View } from '../command.ts';
import { EXEC } from '../mode.ts';
import { shortName } from '../names.ts';

export const showIpOspfCommands: readonly Command[] = [
  { modes: EXEC, path: 'show ip ospf', help: '', show: showProcess },
  { modes: EXEC, path: 'show ip ospf neighbor', help: 'Neighbor list', show: showNeighbours },
  {
    modes: EXEC,
    path: 'show ip ospf interface brief',
    help: 'Display brief summary of OSPF interface information',
    show: showInterfaceBrief,
  },
];

function showNeighbours({ network, device }: View): string {
  const rows = neighboursOf(network, device.name).map(({ near, far, state, deadInMs }) =>
    [
      formatIpv4(far.routerId).padEnd(15),
      String(far.priority).padStart(4),
      '   ',
      state.padEnd(16),
      formatHms(deadInMs).padEnd(12),
      formatIpv4(far.address).padEnd(16),
      near.name,
    ].join(''),
  );
  if (rows.length === 0) return '';
  const header = '\nNeighbor ID     Pri   State           Dead Time   Address         Interface';
  return [header, ...rows].join('\n');
}

function showInterfaceBrief(view: View): string {
  const mine = ospfOf(view);
  if (mine.length === 0) return '';
  const rows = mine.map((one) => {
    const [full, all] = countNeighbours(view.network, one);
    return [
      shortName(one.name).padEnd(12),
      String(one.processId).padEnd(5),
      String(one.area).padEnd(15),
      `${formatIpv4(one.address)}/${one.length}`.padEnd(18),
      String(one.cost).padEnd(5),
      interfaceState(view, one).padEnd(5),
      `${full}/${all}`,
    ].join(' ');
  });
  const header = 'Interface    PID   Area            IP Address/Mask    Cost  State Nbrs F/C';
  return [header, ...rows].join('\n');
}

function interfaceState({ network }: View, one: OspfInterface): string {
  if (one.kind === 'loopback') return 'LOOP';
  if (one.kind === 'point-to-point') return 'P2P';
  if (!network.designations.has(designationKey(one))) return 'DR';
  const role = roleOf(one, network.designations);
  return role === 'DROTHER' ? 'DROTH' : role;
}

function showProcess(view: View): string {
  const { device, network } = view;
  const { ospf } = device.config;
  if (!ospf || device.routerId === undefined) return '';
  const mine = ospfOf(view);
  const areas = [...new Set(mine.map((one) => one.area))].sort((a, b) => a - b);
  const upMs = network.nowMs - device.bootedAtMs;
  return [
    ` Routing Process "ospf ${ospf.processId}" with ID ${formatIpv4(device.routerId)}`,
    ` Start time: 00:00:01.000, Time elapsed: ${formatHms(upMs)}.000`,
    ' Supports only single TOS(TOS0) routes',
    ' Supports opaque LSA',
    ...(areas.length > 1 && areas.includes(0) ? [' It is an area border router'] : []),
    ' Initial SPF schedule delay 5000 msecs',
    ' Minimum hold time between two consecutive SPFs 10000 msecs',
    ' Maximum wait time between two consecutive SPFs 10000 msecs',
    ' Reference bandwidth unit is 100 mbps',
    ` Number of areas in this router is ${areas.length}. ${areas.length} normal 0 stub 0 nssa`,
    ...areas.flatMap((area) => [
      area === 0 ? '    Area BACKBONE(0)' : `    Area ${area}`,
      `        Number of interfaces in this area is ${mine.filter((one) => one.area === area).length}`,
      '        Area has no authentication',
    ]),
  ].join('\n');
}

function ospfOf({ network, device }: View): OspfInterface[] {
  return network.operation.ospfInterfaces.filter((one) => one.device === device.name);
}
