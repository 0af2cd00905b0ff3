import { describe, expect, it } from 'vitest';
import { FORMING_MS } from '../../../../src/lab/model/network.ts';
import { Seat, square } from '../square.ts';

describe('typing a line', () => {
  it('echoes and edits like IOS', async () => {
    const seat = new Seat();
    seat.type('shw\x02o\x05 versoin\x1bb\x0bclock');
    expect(await seat.picture()).toBe('\nr1#show clock');
    seat.type('\x15\x7f\x08enable\x17\x01\x04');
    expect(await seat.picture()).toBe('\nr1#');
  });

  it('edits in the middle of a line that wraps, and shows what it will run', async () => {
    const seat = new Seat(square(), { cols: 20, rows: 0 });
    seat.type('! abcdefghijklmnopqrstuvwxyz0123456789');
    expect(await seat.picture()).toBe('\nr1#! abcdefghijklmno\npqrstuvwxyz012345678\n9');
    seat.type('\x01\x04\x04XY\x05\x7f\x7f!');
    expect(await seat.picture()).toBe('\nr1#XYabcdefghijklmno\npqrstuvwxyz01234567!');
    seat.type('\x01\x06\x06\x06\x0b');
    expect(await seat.picture()).toBe('\nr1#XYa');
  });

  it('keeps the cursor right when a line ends in the last column', async () => {
    const seat = new Seat(square(), { cols: 20, rows: 0 });
    seat.type('! 345678901234567');
    seat.type('\x02\x02\x02x');
    expect(await seat.picture()).toBe('\nr1#! 345678901234x56\n7');
  });

  it('recalls lines with arrows and Ctrl-P and Ctrl-N, and comes back to the draft', async () => {
    const seat = new Seat();
    seat.run('show clock');
    seat.run('show users');
    seat.take();
    seat.type('dra\x1b[A\x10');
    expect(await seat.picture()).toMatch(/r1#show clock$/);
    seat.type('\x1b[B\x0e');
    expect(await seat.picture()).toMatch(/r1#dra$/);
  });

  it('survives characters and sequences split anywhere, and ignores unknown controls', async () => {
    const seat = new Seat();
    for (const byte of Buffer.from('! Grüße €\x1b[D\x1b[D\x1b[3~\x1b[99;5u\x07\x1d\x00x')) {
      seat.session.feed(Uint8Array.of(byte));
    }
    expect(await seat.picture()).toBe('\nr1#! Grüßex€');
  });

  it('drops the line at Ctrl-C and leaves configuration at Ctrl-Z', () => {
    const seat = new Seat();
    seat.type('show xyz\x03');
    expect(seat.take()).toBe('show xyz\r\nr1#');
    seat.type('conf t\rint gi0/1\r');
    seat.take();
    seat.type('\x1a');
    expect(seat.take()).toBe('^Z\r\nr1#');
  });

  it('takes CR LF as one Return', () => {
    const seat = new Seat();
    seat.type('\r\n\r\n');
    expect(seat.take()).toBe('\r\nr1#\r\nr1#');
  });
});

describe('help and completion', () => {
  it('lists what may follow, and shows the line again', () => {
    const seat = new Seat();
    seat.type('show ip o?');
    expect(seat.take()).toBe('show ip o?\r\nospf\r\n\r\nr1#show ip o');
    seat.type('spf ?');
    const text = seat.take();
    expect(text).toContain('  neighbor   Neighbor list\r\n');
    expect(text).toContain('  <cr>\r\n');
    expect(text.endsWith('\r\n\r\nr1#show ip ospf ')).toBe(true);
  });

  it('spells a word out at Tab when it can be only one', async () => {
    const seat = new Seat();
    seat.type('sh\tver\t');
    expect(await seat.picture()).toMatch(/r1#show ver\nr1#show version$/);
    seat.type('\x15show i\t');
    expect(await seat.picture()).toMatch(/r1#show i$/);
    seat.type('\x15conf t\rint gig\t');
    expect(await seat.picture()).toMatch(/r1\(config\)#int GigabitEthernet$/);
  });

  it('explains every word of every command', () => {
    const seat = new Seat();
    for (const line of ['', 'show ', 'show ip ', 'terminal ', 'ping ', 'clear ', 'copy ']) {
      seat.type(`${line}?`);
      const choices = seat
        .take()
        .split('\r\n')
        .filter((row) => row.startsWith('  '));
      expect(choices.length).toBeGreaterThan(0);
      const unexplained = choices.filter((row) => !/^ {2}(<cr>|\S+ {2,}\S)/.test(row));
      expect(unexplained).toEqual([]);
      seat.type('\x15');
      seat.take();
    }
  });
});

describe('refusals', () => {
  it('put the mark under the first word not understood, prompt counted', async () => {
    const seat = new Seat();
    seat.type('show ip foo\r');
    expect(await seat.picture()).toBe(
      "\nr1#show ip foo\n           ^\n% Invalid input detected at '^' marker.\n\nr1#",
    );
  });

  it('say incomplete and ambiguous as IOS does', () => {
    const seat = new Seat();
    expect(seat.run('show ip')).toBe('% Incomplete command.\n');
    expect(seat.run('c')).toBe('% Ambiguous command:  "c"');
  });

  it('keep configuration away from people without privileges', () => {
    const seat = new Seat();
    seat.run('disable');
    expect(seat.run('show running-config')).toMatch(/Invalid input detected/);
    expect(seat.run('show ip interface brief')).toMatch(/^Interface/);
    seat.run('enable');
    expect(seat.run('show running-config')).toMatch(/^Building configuration/);
  });
});

describe('paging', () => {
  it('stops when the screen is full, goes on by line and page, and leaves no trace', async () => {
    const seat = new Seat(square(), { cols: 80, rows: 10 });
    seat.type('show running-config\r');
    expect(await seat.picture()).toMatch(/ --More--$/);
    seat.take();
    seat.type('\r');
    expect(seat.take()).toMatch(/^\x08{9} {8}\x08{9}\S[^\n]*\n --More-- $/);
    seat.type(' ');
    expect(seat.take().split('\n')).toHaveLength(10);
    seat.type('q');
    await seat.settle();
    expect(await seat.picture()).toMatch(/\nr1#$/);
    expect(await seat.picture()).not.toMatch(/More/);
  });

  it('is off with terminal length 0', () => {
    const seat = new Seat(square(), { cols: 80, rows: 10 });
    seat.run('terminal length 0');
    expect(seat.run('show running-config')).toMatch(/\nend\n?$/);
  });

  it('keeps what is typed meanwhile for the prompt', async () => {
    const seat = new Seat(square(), { cols: 80, rows: 10 });
    seat.type('show running-config\rqshow clock\r');
    await seat.settle();
    expect(seat.take()).toMatch(/UTC .*\r\nr1#$/);
  });
});

describe('filters', () => {
  it('include, exclude, begin and section', () => {
    const seat = new Seat();
    expect(seat.run('show ip int brief | include Loop')).toMatch(/^Loopback0 +1\.1\.1\.1/);
    expect(seat.run('show ip int brief | exclude up')).not.toMatch(/Loopback0/);
    expect(seat.run('show run | begin router ospf')).toMatch(/^router ospf 1\n router-id/);
    expect(seat.run('sh run|sec interface Loopback')).toBe(
      'interface Loopback0\n ip address 1.1.1.1 255.255.255.255',
    );
    expect(seat.run('show run | foo bar')).toMatch(/Invalid input/);
    expect(seat.run('show run | include')).toBe('% Incomplete command.\n');
  });

  it('take a malformed pattern as plain text', () => {
    const seat = new Seat();
    expect(seat.run('show run | include [')).toBe('');
    expect(seat.run('show run | include (')).toBe('');
  });
});

describe('log messages', () => {
  it('come only to terminals that monitor, between lines, and the typed line is shown again', async () => {
    const at = square();
    const watching = new Seat(at, { device: 'r2' });
    const other = new Seat(at, { device: 'r2' });
    watching.run('terminal monitor');
    watching.type('show ip ');
    other.take();
    watching.take();
    new Seat(at).configure('interface gi0/1', 'shutdown');
    await watching.settle();
    const text = watching.take();
    expect(text).toMatch(/^\r\n\*\w{3} [ \d]\d \d\d:\d\d:\d\d\.\d{3}: %OSPF-5-ADJCHG: Process 1/);
    expect(text).toContain('%LINEPROTO-5-UPDOWN');
    expect(text.endsWith('\r\nr2#show ip ')).toBe(true);
    expect(other.take()).toBe('');
  });
});

describe('commands that take time', () => {
  it('ping the far corner', async () => {
    const seat = new Seat();
    seat.type('ping 3.3.3.3\r');
    await seat.pass(200, 1);
    expect(seat.take()).toMatch(
      /Sending 5, 100-byte ICMP Echos to 3\.3\.3\.3, timeout is 2 seconds:\r\n!!!!!\r\nSuccess rate is 100 percent \(5\/5\), round-trip min\/avg\/max = \d+\/\d+\/\d+ ms\r\nr1#$/,
    );
  });

  it('time out for what nobody knows, and stop at the escape sequence', async () => {
    const seat = new Seat();
    seat.type('ping 9.9.9.9\r');
    await seat.pass(4_000);
    seat.type('show clo');
    seat.type('\x1e');
    await seat.settle();
    expect(seat.take()).toMatch(/\n\.\.\r\nSuccess rate is 0 percent \(0\/\d\)\r\nr1#show clo$/);
    expect(seat.clock.pending).toBe(0);
  });

  it('hear unreachables from a router without a route', async () => {
    const seat = new Seat();
    seat.configure('ip route 9.9.9.9 255.255.255.255 10.0.12.2');
    seat.type('ping 9.9.9.9\r');
    await seat.pass(6_000, 100);
    expect(seat.take()).toContain('\r\nU.U.U\r\nSuccess rate is 0 percent (0/5)');
  });

  it('trace the route the packets take', async () => {
    const seat = new Seat();
    seat.configure('interface gi0/0', 'shutdown');
    seat.type('traceroute 4.4.4.4\r');
    await seat.pass(500, 1);
    const hops = [...seat.take().matchAll(/^ {2}\d (\S+) \d+ msec/gm)].map((match) => match[1]);
    expect(hops).toEqual(['10.0.12.2', '10.0.23.2', '4.4.4.4']);
  });

  it('end with the login', async () => {
    const seat = new Seat();
    seat.type('ping 9.9.9.9 repeat 1000\r');
    await seat.settle();
    seat.session.end();
    await seat.settle();
    expect(seat.isEnded).toBe(true);
    expect(seat.clock.pending).toBe(0);
    expect(seat.network.device('r1').lines).toEqual([]);
  });
});

describe('questions', () => {
  it('ask for the file name when copying, and the startup configuration follows', async () => {
    const seat = new Seat();
    seat.configure('hostname core1');
    expect(seat.run('show startup-config | include hostname')).toBe('hostname r1');
    seat.type('copy running-config startup-config\r');
    expect(seat.take()).toMatch(/\nDestination filename \[startup-config\]\? $/);
    seat.type('\r');
    await seat.settle();
    expect(seat.take()).toBe('\r\nBuilding configuration...\r\n[OK]\r\ncore1#');
    expect(seat.run('show startup-config | include hostname')).toBe('hostname core1');
  });

  it('ask before resetting OSPF, and no is the answer unless one says yes', async () => {
    const seat = new Seat();
    seat.type('clear ip ospf process\r\r');
    await seat.settle();
    expect(seat.run('show ip ospf neighbor | count FULL')).toMatch(/= 2$/);
    seat.type('clear ip ospf process\ry\r');
    await seat.settle();
    expect(seat.run('show ip ospf neighbor | count FULL')).toMatch(/= 0$/);
    seat.clock.advance(FORMING_MS);
    expect(seat.run('show ip ospf neighbor | count FULL')).toMatch(/= 2$/);
  });

  it('ask to save and to confirm before a reload', async () => {
    const seat = new Seat();
    seat.configure('hostname changed');
    seat.type('reload\r');
    expect(seat.take()).toContain('System configuration has been modified. Save? [yes/no]: ');
    seat.type('no\r');
    await seat.settle();
    expect(seat.take()).toMatch(/Proceed with reload\? \[confirm\]$/);
    seat.type('\r');
    await seat.settle();
    expect(seat.network.device('r1').isUp).toBe(false);
  });

  it('read a banner over several lines', async () => {
    const seat = new Seat();
    seat.type('conf t\rbanner motd #\rKeep out\r(really)#\rend\r');
    await seat.settle();
    await seat.settle();
    expect(seat.network.device('r1').config.motd).toBe('Keep out\n(really)');
    const visitor = new Seat({ network: seat.network, clock: seat.clock });
    expect(await visitor.picture()).toBe('\nKeep out\n(really)\n\nr1#');
  });
});
