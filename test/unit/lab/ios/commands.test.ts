import { describe, expect, it } from 'vitest';
import { applyConfigText } from '../../../../src/lab/ios/config-text.ts';
import { renderConfig } from '../../../../src/lab/ios/running-config.ts';
import { emptyConfig } from '../../../../src/lab/model/config.ts';
import { FORMING_MS } from '../../../../src/lab/model/network.ts';
import { Seat, square } from '../square.ts';

/** The columns at which words of a header start. */
function columnsOf(header: string): number[] {
  return [...header.matchAll(/\S+( \S+)*/g)].map((match) => match.index);
}

describe('show commands', () => {
  it('show ip interface brief keeps every value under its heading', () => {
    const [header = '', ...rows] = new Seat().run('show ip interface brief').split('\n');
    const words = ['Interface', 'IP-Address', 'OK?', 'Method', 'Status', 'Protocol'];
    expect(words.map((word) => header.indexOf(word))).toEqual([0, 27, 43, 47, 54, 76]);
    expect(rows).toContain(
      'GigabitEthernet0/3         unassigned      YES unset  administratively down down    ',
    );
    expect(rows).toHaveLength(5);
  });

  it('show ip route groups by network and shows both ways', () => {
    const text = new Seat().run('show ip route ospf');
    expect(text).toContain(
      [
        '      3.0.0.0/32 is subnetted, 1 subnets',
        'O        3.3.3.3 [110/3] via 10.0.41.1, 6d22h, GigabitEthernet0/0',
      ].join('\n'),
    );
    expect(text).toMatch(/\n {17}\[110\/3\] via 10\.0\.12\.2, \w+, GigabitEthernet0\/1\n/);
    expect(text).not.toMatch(/^C /m);
  });

  it('show ip route shows a static default as the gateway of last resort', () => {
    const seat = new Seat();
    seat.configure('ip route 0.0.0.0 0.0.0.0 10.0.12.2');
    const text = seat.run('show ip route');
    expect(text).toContain('Gateway of last resort is 10.0.12.2 to network 0.0.0.0');
    expect(text).toContain('S*    0.0.0.0/0 [1/0] via 10.0.12.2');
    seat.configure('no ip route 0.0.0.0 0.0.0.0 10.0.12.2');
    expect(seat.run('show ip route static')).toContain('Gateway of last resort is not set');
  });

  it('show ip ospf neighbor has IOS columns', () => {
    const [, header = '', row = ''] = new Seat().run('show ip ospf neighbor').split('\n');
    expect(columnsOf(header)).toEqual([0, 16, 22, 38, 50, 66]);
    expect(row).toMatch(
      /^4\.4\.4\.4 {11}1 {3}FULL\/DR {9}00:00:3\d {4}10\.0\.41\.1 {7}GigabitEthernet0\/0$/,
    );
  });

  it('show version tells version, image, uptime, serial and register', () => {
    const text = new Seat().run('show version');
    expect(text).toMatch(/^Cisco IOS Software, .*, Version 15\.9\(3\)M6, RELEASE SOFTWARE/);
    expect(text).toContain('r1 uptime is 2 weeks, 3 days, 5 hours, 12 minutes');
    expect(text).toContain('Processor board ID LAB1127A0R1');
    expect(text).toContain('Configuration register is 0x2102');
  });

  it.each([
    ['show interfaces', /^GigabitEthernet0\/0 is up, line protocol is up\n {2}Hardware is/],
    [
      'show interfaces gi 0/3',
      /^GigabitEthernet0\/3 is administratively down, line protocol is down/,
    ],
    ['show interfaces description', /\nGi0\/3 {26}admin down {5}down/],
    ['show arp', /\nInternet {2}10\.0\.12\.1 {15}- {3}aabb\./],
    ['show ip arp', /\nInternet/],
    ['show users', /\n\* {2}2 vty 0 {5}admin {6}idle {17}00:00:00 {3}127\.0\.0\.1/],
    ['show history', /show history$/],
    ['show logging', /\n\*.*%OSPF-5-ADJCHG/],
    ['show clock', /^\*\d\d:\d\d:\d\d\.\d{3} UTC \w{3} \w{3} \d+ \d{4}$/],
    ['show ip protocols', /\n {2}Router ID 1\.1\.1\.1\n/],
    ['show ip ospf', /^ Routing Process "ospf 1" with ID 1\.1\.1\.1/],
    ['show ip ospf interface brief', /\nLo0 {10}1 {5}0 {15}1\.1\.1\.1\/32 {9}1 {5}LOOP {2}0\/0/],
    [
      'show ip route 3.3.3.3',
      /^Routing entry for 3\.3\.3\.3\/32\n {2}Known via "ospf 1", distance 110, metric 3/,
    ],
    ['show ip route 9.9.9.9', /^% Network not in table$/],
    ['show running-config interface lo0', /\ninterface Loopback0\n ip address 1\.1\.1\.1/],
    ['show terminal', /Width: 100 columns/],
  ])('%s', (command, expected) => {
    expect(new Seat().run(command)).toMatch(expected);
  });
});

describe('configuring', () => {
  it('changes the prompt with mode and host name', () => {
    const seat = new Seat();
    seat.type('configure terminal\rhostname an-uncommonly-long-name\rinterface lo7\r');
    expect(seat.take()).toMatch(/\r\nan-uncommonly-long-n\(config-if\)#$/);
    seat.type('router ospf 1\rexit\rline vty 0 4\rend\r');
    expect(seat.take()).toMatch(
      /\(config-router\)#exit\r\n\S+\(config\)#line vty 0 4\r\n\S+\(config-line\)#end\r\nan-uncommonly-long-name#$/,
    );
  });

  it('reaches show commands with do, and global commands from below', () => {
    const seat = new Seat();
    seat.type('configure terminal\rinterface gi0/1\r');
    expect(seat.run('do show ip interface brief')).toMatch(/^Interface/);
    seat.type('ip route 8.0.0.0 255.0.0.0 10.0.12.2\r');
    expect(seat.take()).toMatch(/\(config\)#$/);
    expect(seat.network.device('r1').config.staticRoutes).toHaveLength(1);
  });

  it('makes and removes loopbacks that everyone hears of', () => {
    const at = square();
    const seat = new Seat(at);
    seat.configure('interface Loopback5', 'ip address 5.5.5.5 255.255.255.255', 'ip ospf 1 area 0');
    const far = new Seat(at, { device: 'r3' });
    expect(far.run('show ip route 5.5.5.5')).toMatch(/^Routing entry for 5\.5\.5\.5\/32/);
    seat.configure('no interface Loopback5');
    expect(far.run('show ip route 5.5.5.5')).toBe('% Network not in table');
  });

  it('follows costs, passive interfaces and the router ID', () => {
    const at = square();
    const seat = new Seat(at);
    seat.configure('interface gi0/1', 'ip ospf cost 50');
    expect(seat.run('show ip route 2.2.2.2')).toContain('* 10.0.41.1');
    seat.configure('router ospf 1', 'passive-interface gi0/0');
    expect(seat.run('show ip ospf neighbor | include 4.4.4.4')).toBe('');
    seat.type('configure terminal\rrouter ospf 1\r');
    expect(seat.run('router-id 9.9.9.9')).toMatch(/clear ip ospf process/);
    expect(new Seat(at, { device: 'r2' }).run('show ip ospf neighbor')).toContain('1.1.1.1 ');
  });

  it('refuses addresses that overlap, network addresses and masks with gaps', () => {
    const seat = new Seat();
    seat.type('configure terminal\rinterface gi0/3\r');
    expect(seat.run('ip address 10.1.0.9 255.255.255.0')).toBe(
      '% 10.1.0.0 overlaps with GigabitEthernet0/2',
    );
    expect(seat.run('ip address 10.9.0.0 255.255.255.0')).toBe('Bad mask /24 for address 10.9.0.0');
    expect(seat.run('ip address 10.9.0.1 255.0.255.0')).toMatch(/Invalid input/);
  });

  it('carries routes between areas through border routers', () => {
    const at = square();
    const seat = new Seat(at);
    seat.configure('router ospf 1', 'network 10.1.0.0 0.0.0.255 area 7');
    expect(new Seat(at, { device: 'r3' }).run('show ip route ospf')).toMatch(
      /\nO IA {5}10\.1\.0\.0\/24 \[110\/3\] via /,
    );
  });

  it('forms no neighbour across areas', () => {
    const at = square();
    const seat = new Seat(at);
    seat.configure('interface gi0/1', 'ip ospf 1 area 3');
    seat.clock.advance(FORMING_MS);
    expect(seat.run('show ip ospf neighbor | include 2.2.2.2')).toBe('');
    seat.configure('interface gi0/1', 'no ip ospf 1 area 3');
    seat.clock.advance(FORMING_MS);
    expect(seat.run('show ip ospf neighbor | include 2.2.2.2')).toContain('FULL/DR');
  });

  it('prints a configuration that gives itself again', () => {
    const seat = new Seat();
    seat.configure(
      'ip route 9.0.0.0 255.0.0.0 gi0/1 10.0.12.2 200',
      'interface gi0/1',
      'ip ospf network point-to-point',
      'ip ospf priority 7',
      'description a | b ! c',
      'router ospf 1',
      'passive-interface default',
      'no passive-interface gi0/1',
    );
    const { config } = seat.network.device('r1');
    const text = renderConfig({ ...config, motd: 'Hello\n\nthere' }, '15.9(3)M6');
    const base = emptyConfig(
      'x',
      ['0', '1', '2', '3'].map((port) => `GigabitEthernet0/${port}`),
    );
    const applied = applyConfigText(base, text);
    expect(applied.kind === 'applied' && renderConfig(applied.config, '15.9(3)M6')).toBe(text);
  });
});
