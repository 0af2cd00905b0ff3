import { describe, expect, it } from 'vitest';
import { expandProxyCommand } from '../../../src/net/proxy-command.ts';
import { testHost } from '../../helpers/test-host.ts';

const host = testHost({
  address: 'fe80::1%eth0',
  port: 2022,
  ssh: { proxy: { command: '', originalName: 'core1' } },
});
const request = { host, who: 'r1', username: 'ops' };

describe('a ProxyCommand', () => {
  it('has its tokens filled in', () => {
    expect(expandProxyCommand('nc %h %p # %r@%n 100%% %x', request)).toBe(
      'nc fe80::1%eth0 2022 # ops@core1 100% %x',
    );
  });

  it.each(['-oProxyCommand=x', 'a;b', '$(id)', '`id`', 'a b', "a'b", 'a|b', 'a\nb', '*', '~root'])(
    'never holds the name %j',
    (address) => {
      const bad = { ...request, host: { ...host, address } };
      expect(() => expandProxyCommand('nc %h', bad)).toThrow(/cannot stand for %h/);
      expect(expandProxyCommand('nc fixed', bad)).toBe('nc fixed');
    },
  );
});
