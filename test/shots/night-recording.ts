import { makeRecording } from '../helpers/make-recording.ts';

/** A night at the lab's routers: a link is shut, and what the others say of it. Gives the recording's folder; it is removed at the end of the process. */
export function nightRecording(): string {
  const made = makeRecording({
    name: 'night',
    startedAtMs: Date.UTC(2026, 10, 20, 2, 2, 11),
    sessions: NIGHT,
  });
  process.on('exit', () => made.remove());
  return made.path;
}

const size = { cols: 70, rows: 12 };

const NEIGHBORS = [
  'Neighbor ID     Pri   State           Dead Time   Address         Interface',
  '2.2.2.2           1   FULL/DR         00:00:38    10.0.12.2       Gi0/0',
  '4.4.4.4           1   FULL/BDR        00:00:34    10.0.41.4       Gi0/1',
].join('\n');

const ROUTES = [
  'O        2.2.2.2/32 [110/2] via 10.0.12.2, 00:12:41, Gi0/0',
  'O        3.3.3.3/32 [110/3] via 10.0.12.2, 00:12:41, Gi0/0',
  'O        4.4.4.4/32 [110/2] via 10.0.41.4, 00:12:30, Gi0/1',
].join('\n');

const DOWN = '*Nov 20 02:04:12.114: %OSPF-5-ADJCHG: Process 1, Nbr';

const NIGHT: Parameters<typeof makeRecording>[0]['sessions'] = [
  {
    ...{ name: 'r1', prompt: 'r1#', size },
    steps: [
      [0.4, '\r\nr1#'],
      [12, { command: 'show ip ospf neighbor', answer: NEIGHBORS }],
      [60, { command: 'show ip route ospf', answer: ROUTES }],
      [121, `\r\n${DOWN} 2.2.2.2 on Gi0/0 from FULL to DOWN\r\nr1#`],
      [
        140,
        {
          command: 'show ip route ospf',
          answer: 'O        4.4.4.4/32 [110/2] via 10.0.41.4, 00:14:10, Gi0/1',
        },
      ],
      [
        190,
        {
          command: 'ping 3.3.3.3',
          answer: 'Sending 5, 100-byte ICMP Echos to 3.3.3.3, timeout is 2 seconds:\n.!!!!',
        },
      ],
    ],
  },
  {
    ...{ name: 'r2', prompt: 'r2#', size },
    steps: [
      [0.5, '\r\nr2#'],
      [
        80,
        {
          command: 'configure terminal',
          answer: 'Enter configuration commands, one per line.',
          prompt: 'r2(config)#',
        },
      ],
      [
        92,
        {
          command: 'interface GigabitEthernet0/0',
          answer: '',
          prompt: 'r2(config-if)#',
          mode: 'configuration',
        },
      ],
      [
        118,
        {
          command: 'shutdown',
          answer: `${DOWN} 1.1.1.1 on Gi0/0 from FULL to DOWN`,
          prompt: 'r2(config-if)#',
          mode: 'configuration',
        },
      ],
      [
        160,
        { command: 'no shutdown', answer: '', prompt: 'r2(config-if)#', mode: 'configuration' },
      ],
      [170, { command: 'end', answer: '', mode: 'configuration' }],
    ],
  },
  {
    ...{ name: 'r3', prompt: 'r3#', size },
    steps: [
      [0.6, '\r\nr3#'],
      [
        130,
        {
          command: 'show ip route 1.1.1.1',
          answer:
            'Routing entry for 1.1.1.1/32\n  Known via "ospf 1", distance 110, metric 3\n  * 10.0.34.4, from 1.1.1.1, 00:00:08 ago, via Gi0/1',
        },
      ],
    ],
  },
  {
    ...{ name: 'r4', prompt: 'r4#', size },
    steps: [
      [0.7, '\r\nr4#'],
      [
        150,
        { command: 'show ip ospf neighbor', answer: NEIGHBORS.replace('10.0.12.2', '10.0.41.1') },
      ],
      [200, { command: 'show log', answer: 'Syslog logging: enabled' }],
    ],
  },
];
