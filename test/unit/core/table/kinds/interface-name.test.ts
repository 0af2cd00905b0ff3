import { describe, expect, it } from 'vitest';
import {
  interfaceKey,
  isSameInterface,
  namesInterfaces,
} from '../../../../../src/core/table/kinds/interface-name.ts';

describe('an interface', () => {
  it.each([
    ['Gi0/1', 'GigabitEthernet0/1'],
    ['gi 0/1', 'GigabitEthernet0/1'],
    ['Po1', 'Port-channel1'],
    ['Et1/1.20', 'Ethernet1/1.20'],
    ['Vl10', 'Vlan10'],
    ['xe-0/0/0', 'xe-0/0/0'],
  ])('%s is %s', (a, b) => {
    expect(isSameInterface(a, b)).toBe(true);
    expect(isSameInterface(b, a)).toBe(true);
    expect(interfaceKey(a)).toBe(interfaceKey(b));
  });

  it.each([
    ['Gi0/1', 'Gi0/10'],
    ['Te1/0/1', 'TwentyFiveGigE1/0/1'],
    ['Gi0/1', 'Fa0/1'],
    ['G0/1', 'GigabitEthernet0/1'],
    ['up', 'uplink'],
    ['', ''],
  ])('%s is not %s', (a, b) => {
    expect(isSameInterface(a, b)).toBe(false);
  });

  it('is what columns of these names hold', () => {
    const names = ['interface', 'local_intf', 'neighbor_port', 'nexthop_if', 'Interface'];
    expect(names.every(namesInterfaces)).toBe(true);
    expect(['host', 'proportion', 'status', 'difference'].some(namesInterfaces)).toBe(false);
  });
});
