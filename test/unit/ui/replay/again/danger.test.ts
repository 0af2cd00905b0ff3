import { describe, expect, it } from 'vitest';
import type { Danger } from '../../../../../src/state/again-view.ts';
import { dangerOf } from '../../../../../src/ui/replay/again/danger.ts';

const CASES: readonly (readonly [Danger, string, string?])[] = [
  ['reads', 'show ip route'],
  ['reads', 'sh run'],
  ['reads', 'ping 10.0.0.1'],
  ['reads', 'do show clock', 'configuration'],
  ['reads', 'exit', 'configuration'],
  ['reads', 'end', 'configuration'],
  ['reads', '! a comment', 'configuration'],
  ['unknown', 'show run | redirect flash:x'],
  ['unknown', 'configure terminal'],
  ['unknown', 'conf t'],
  ['unknown', 'frobnicate'],
  ['changes', 'interface GigabitEthernet0/1', 'configuration'],
  ['changes', 'no shutdown', 'configuration'],
  ['changes', 'hostname r9', 'configuration'],
  ['changes', 'shutdown', 'configuration'],
  ['changes', 'get', 'configuration'],
  ['changes', 'clear ip ospf process'],
  ['changes', 'wr'],
  ['changes', 'copy running-config startup-config'],
  ['changes', 'configure replace flash:x'],
  ['changes', 'commit'],
  ['destroys', 'reload'],
  ['destroys', 'relo in 5'],
  ['destroys', 'write erase'],
  ['destroys', 'wr era', 'privileged'],
  ['destroys', 'delete /force flash:x'],
  ['destroys', 'request system zeroize'],
  ['destroys', 'execute factoryreset'],
  ['destroys', 'do reload', 'configuration'],
];

describe('what a command may do', () => {
  it.each(CASES.map(([danger, command, mode = 'privileged']) => ({ danger, command, mode })))(
    '$danger: $command ($mode)',
    ({ danger, command, mode }) => {
      expect(dangerOf({ command, mode })).toBe(danger);
    },
  );
});
