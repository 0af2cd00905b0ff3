import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../../src/inventory/target-text.ts';

describe('a target as typed', () => {
  it.each([
    ['r1', { user: undefined, host: 'r1', port: undefined }],
    ['admin@r1', { user: 'admin', host: 'r1', port: undefined }],
    ['admin@10.0.0.1:2222', { user: 'admin', host: '10.0.0.1', port: 2222 }],
    ['ann@example.net@r1', { user: 'ann@example.net', host: 'r1', port: undefined }],
    ['[::1]:2222', { user: undefined, host: '::1', port: 2222 }],
    ['[fe80::1%eth0]', { user: undefined, host: 'fe80::1%eth0', port: undefined }],
    ['2001:db8::1', { user: undefined, host: '2001:db8::1', port: undefined }],
    ['ssh://admin@r1:2022/', { user: 'admin', host: 'r1', port: 2022 }],
  ])('%s is taken apart', (text, parts) => {
    expect(parseTarget(text)).toEqual(parts);
  });

  it.each([
    ['-oProxyCommand=id', 'starts with -'],
    ['r1;id', "holds ';'"],
    ['$(id)', "holds '$'"],
    ['`id`', "holds '`'"],
    ['a b', "holds ' '"],
    ["o'r1", "holds '''"],
    ['r1\u001b[31m', "holds '␛'"],
    ['r\u202e1', "holds '\ufffd'"],
    ['-x@r1', 'starts with -'],
    ['a|b@r1', "holds '|'"],
    ['', 'is empty'],
    ['admin@', 'is empty'],
    ['r1:0', "'0' is not a port"],
    ['r1:65536', "'65536' is not a port"],
    ['r1:', "'' is not a port"],
    ['r1:ssh', "'ssh' is not a port"],
  ])('%j is refused', (text, reason) => {
    expect(() => parseTarget(text)).toThrow(reason);
  });
});
