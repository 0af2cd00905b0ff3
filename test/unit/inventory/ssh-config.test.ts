import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSshConfig } from '../../../src/inventory/ssh-config.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'showrun-home-'));
});
afterEach(() => rmSync(home, { recursive: true }));

function write(path: string, text: string): string {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function config(text: string, env: Record<string, string> = {}) {
  const file = write('.ssh/config', text);
  return loadSshConfig({ home, env, localUser: 'ann' }, [file]);
}

describe('ssh_config', () => {
  it('is empty when there is no file', () => {
    const none = loadSshConfig({ home, env: {}, localUser: 'ann' }, [join(home, 'none')]);
    expect(none.names).toEqual([]);
    expect(none.settingsFor('r1', undefined)).toMatchObject({ address: 'r1', port: undefined });
  });

  it('lets the first value of a keyword win and adds up identity files', () => {
    const found = config(`
Host r1
  Port 2022
  IdentityFile ~/.ssh/one
Host r*
  Port 22
  User ops
  IdentityFile ~/.ssh/two
`).settingsFor('r1', undefined);
    expect(found).toMatchObject({ port: 2022, user: 'ops' });
    expect(found.identityFiles).toEqual([join(home, '.ssh/one'), join(home, '.ssh/two')]);
  });

  it('reads keywords in any case, with = and quotes', () => {
    const found = config('Host r1\n  hostname="10.0.0.1"\n  PORT = 2022\n');
    expect(found.settingsFor('r1', undefined)).toMatchObject({ address: '10.0.0.1', port: 2022 });
  });

  it('leaves out a host whose name matches a negated pattern', () => {
    const found = config('Host * !r9\n  User ops\n');
    expect(found.settingsFor('r1', undefined).user).toBe('ops');
    expect(found.settingsFor('r9', undefined).user).toBeUndefined();
  });

  it('lets a typed user win', () => {
    expect(config('Host *\n User ops\n').settingsFor('r1', 'eve').user).toBe('eve');
  });

  it('applies Match by host, original name and user', () => {
    const found = config(`
Host r1
  HostName core1.example.net
Match host *.example.net user ops
  Port 1
Match originalhost r1
  Port 2
Match !user ops
  HostKeyAlias other
`);
    expect(found.settingsFor('r1', 'ops')).toMatchObject({ port: 1, hostKeyAlias: undefined });
    expect(found.settingsFor('r1', 'eve')).toMatchObject({ port: 2, hostKeyAlias: 'other' });
  });

  it('runs nothing for Match exec and CanonicalizeHostname', () => {
    const witness = join(home, 'ran');
    const found = config(`
Host *
  CanonicalizeHostname yes
  CanonicalDomains example.invalid
Match exec "touch ${witness}"
  Port 1
Match !exec "touch ${witness}"
  Port 2
`).settingsFor('r1', undefined);
    expect(found.port).toBeUndefined();
    expect(() => rmSync(witness)).toThrow();
  });

  it('includes files by pattern, in place and only under the host they stand under', () => {
    write('.ssh/conf.d/10-a', 'Host r1\n  Port 1001\n');
    write('.ssh/conf.d/20-b', 'Host r1\n  Port 1002\n  User bob\n');
    write('.ssh/under', 'User inner\n');
    const found = config('Include conf.d/*\nHost r2\n  Include ~/.ssh/under\nHost r1\n Port 1\n');
    expect(found.settingsFor('r1', undefined)).toMatchObject({ port: 1001, user: 'bob' });
    expect(found.settingsFor('r2', undefined).user).toBe('inner');
    expect(found.settingsFor('r3', undefined).user).toBeUndefined();
    expect(found.names).toEqual(['r1', 'r2']);
  });

  it('survives a file that includes itself', () => {
    expect(config('Include config\nHost r1\n Port 5\n').settingsFor('r1', undefined).port).toBe(5);
  });

  it('expands tokens and the home in file names', () => {
    const found = config(
      `
Host r1
  HostName %h.example.net
  Port 2022
  User ops
  IdentityFile ~/.ssh/%n-%h-%p-%r-%u-100%%
  IdentityFile \${KEYS}/k
  IdentityFile %d/.ssh/d
`,
      { KEYS: '/keys' },
    ).settingsFor('r1', undefined);
    expect(found.identityFiles).toEqual([
      join(home, '.ssh/r1-r1.example.net-2022-ops-ann-100%'),
      '/keys/k',
      join(home, '.ssh/d'),
    ]);
  });

  it('reads several known_hosts files and what else concerns host keys', () => {
    const found = config(`
Host r1
  UserKnownHostsFile ~/.ssh/a /b
  StrictHostKeyChecking Accept-New
  HashKnownHosts yes
  HostKeyAlias alias
`).settingsFor('r1', undefined);
    expect(found).toMatchObject({
      userKnownHostsFiles: [join(home, '.ssh/a'), '/b'],
      strictHostKeyChecking: 'accept-new',
      hashKnownHosts: true,
      hostKeyAlias: 'alias',
    });
  });

  it.each([
    ['IdentityAgent none', 'none'],
    ['IdentityAgent SSH_AUTH_SOCK', undefined],
    ['IdentityAgent $MY_AGENT', '/my/agent'],
    ['IdentityAgent ~/agent', 'HOME/agent'],
  ])('finds the agent of "%s"', (line, expected) => {
    const { identityAgent } = config(`${line}\n`, { MY_AGENT: '/my/agent' }).settingsFor(
      'r1',
      undefined,
    );
    expect(identityAgent).toBe(expected?.replace('HOME', home));
  });

  it('lists the hops of ProxyJump and knows none', () => {
    expect(config('ProxyJump a,bob@b:2022\n').settingsFor('r1', undefined).proxyJump).toEqual([
      'a',
      'bob@b:2022',
    ]);
    expect(config('ProxyJump none\n').settingsFor('r1', undefined).proxyJump).toEqual([]);
  });
});
