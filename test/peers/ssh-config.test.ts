import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadSshConfig } from '../../src/inventory/ssh-config.ts';
import type { SshSettings } from '../../src/inventory/ssh-config-settings.ts';
import { applyRule } from '../../src/net/algorithm-rule.ts';
import { missingCommand, peer } from '../helpers/peers.ts';

let folder: string;
let openssh: ReturnType<typeof opensshLists>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-ssh-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

type Printed = ReadonlyMap<string, readonly string[]>;

/** What `ssh -G` prints for a host: values by keyword. */
function printedBySsh(file: string, target: readonly string[]): Printed {
  const printed = execFileSync('ssh', ['-G', '-F', file, ...target], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const found = new Map<string, string[]>();
  for (const line of printed.trimEnd().split('\n')) {
    const blank = line.indexOf(' ');
    const keyword = blank < 0 ? line : line.slice(0, blank);
    const value = blank < 0 ? '' : line.slice(blank + 1);
    found.set(keyword, [...(found.get(keyword) ?? []), value]);
  }
  return found;
}

const LISTS = [
  ['kex', 'kexalgorithms', 'kex'],
  ['cipher', 'ciphers', 'cipher'],
  ['mac', 'macs', 'mac'],
  ['hostKey', 'hostkeyalgorithms', 'HostKeyAlgorithms'],
  ['pubkey', 'pubkeyacceptedalgorithms', 'PubkeyAcceptedAlgorithms'],
] as const;

/** What OpenSSH has by default and at all, so that rules can be applied to the same lists. */
function opensshLists(): ReadonlyMap<string, { defaults: string[]; supported: string[] }> {
  const usual = printedBySsh('none', ['any']);
  return new Map(
    LISTS.map(([kind, keyword, query]) => {
      const supported = execFileSync('ssh', ['-Q', query], { encoding: 'utf8' });
      const defaults = (usual.get(keyword)?.[0] ?? '').split(',');
      return [kind, { defaults, supported: supported.trim().split('\n') }];
    }),
  );
}

/** Our settings in the words of `ssh -G`, where they say something. */
function inSshWords(settings: SshSettings) {
  const words = new Map<string, readonly string[]>();
  const say = (keyword: string, value: string | number | undefined) => {
    if (value !== undefined) words.set(keyword, [String(value)]);
  };
  say('hostname', settings.address);
  say('port', settings.port ?? 22);
  say('user', settings.user);
  say('identitiesonly', settings.identitiesOnly ? 'yes' : 'no');
  say('identityagent', settings.identityAgent);
  say('hostkeyalias', settings.hostKeyAlias);
  say('userknownhostsfile', settings.userKnownHostsFiles?.join(' '));
  say('hashknownhosts', settings.hashKnownHosts ? 'yes' : 'no');
  say('serveraliveinterval', settings.serverAliveIntervalS ?? 0);
  say('serveralivecountmax', settings.serverAliveCountMax ?? 3);
  say('connecttimeout', settings.connectTimeoutS ?? 'none');
  words.set('proxycommand', settings.proxyCommand === undefined ? [] : [settings.proxyCommand]);
  words.set('proxyjump', settings.proxyJump.length === 0 ? [] : [settings.proxyJump.join(',')]);
  words.set(
    'setenv',
    Object.entries(settings.setEnv).map(([name, value]) => `${name}=${value}`),
  );
  if (settings.identityFiles.length > 0) words.set('identityfile', settings.identityFiles);
  for (const [kind, keyword] of LISTS) {
    const lists = openssh.get(kind) ?? { defaults: [], supported: [] };
    say(keyword, applyRule(settings.algorithms[kind], lists).join(','));
  }
  return words;
}

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function compare(text: string, targets: readonly (readonly [string, string?])[]): void {
  const file = write('config', text);
  const person = { home: folder, env: {}, localUser: userInfo().username };
  const config = loadSshConfig(person, [file]);
  for (const [name, user] of targets) {
    const printed = printedBySsh(file, user === undefined ? [name] : ['-l', user, name]);
    const ours = inSshWords(config.settingsFor(name, user));
    const theirs = new Map(
      [...ours.keys()].map((keyword) => [keyword, [...(printed.get(keyword) ?? [])].sort()]),
    );
    const sorted = new Map([...ours].map(([keyword, values]) => [keyword, [...values].sort()]));
    expect(sorted, `${name} ${user ?? ''}\n${text}`).toEqual(theirs);
  }
}

const TARGETS = [['r1'], ['r2', 'ops'], ['core1.example.net'], ['r9', 'root'], ['other']] as const;

peer('ssh', missingCommand('ssh', 'openssh-client'))('ssh_config, next to ssh -G', () => {
  beforeAll(() => {
    openssh = opensshLists();
  });

  it.each([
    ['nothing', ''],
    ['the first value', 'Host r1\n Port 2022\n User a\nHost *\n Port 22\n User b\n'],
    ['negation', 'Host * !r9 !core*\n User ops\n Port 1000\nHost r9\n Port 2000\n'],
    ['quotes, = and comments', 'Host "r1" r2 # both\n port = 2022\n USER="a b" # x\n'],
    ['tokens in HostName', 'Host r*\n HostName %h.example.net\nHost core*\n HostName=100%%\n'],
    ['Match host', 'Host r1\n HostName a.lab\nMatch host *.lab\n User x\nMatch host=r1\n Port 7\n'],
    ['Match originalhost and user', 'Match originalhost r1,r2 user ops\n Port 7\n'],
    ['a negated Match', 'Match !user ops,root\n Port 7\nMatch all\n Port 8\n'],
    ['Match quotes', 'Match host "r1,r2" !originalhost "r1"\n Port 7\n'],
    ['a user known by then', 'Host r1\n User ops\nMatch user ops\n Port 7\nHost *\n User ops\n'],
    ['times', 'ConnectTimeout 1m30\nServerAliveInterval 2M\nServerAliveCountMax 7\n'],
    ['no time', 'ConnectTimeout none\nServerAliveInterval 0\nServerAliveCountMax 0\n'],
    ['environment', 'SetEnv A=b "C=d e" F="g h" A=z\nSetEnv LATE=1\n'],
    ['a command as it stands', 'ProxyCommand sh -c "nc \'%h\' %p" # x\nProxyJump b\n'],
    ['a jump before a command', 'ProxyJump ops@b:2022,c\nProxyCommand nc %h %p\n'],
    ['no command at all', 'ProxyCommand none\nHost *\nProxyJump b\n'],
    ['no jump at all', 'ProxyJump none\nProxyCommand nc %h %p\n'],
    ['= before a command', 'ProxyCommand = nc %h %p\n'],
    [
      'added algorithms',
      'KexAlgorithms +diffie-hellman-group1-sha1\nCiphers +aes128-cbc,3des-cbc\n',
    ],
    ['removed algorithms', 'KexAlgorithms -*nistp*,sntrup*\nMACs -umac-*,*sha1*\n'],
    ['algorithms first', 'Ciphers ^3des-cbc,aes256-ctr\nHostKeyAlgorithms ^ssh-rsa\n'],
    [
      'algorithms in place',
      'Ciphers aes256-ctr,aes128-ctr\nHostKeyAlgorithms ssh-*,rsa-sha2-512\n',
    ],
    ['keys for users', 'PubkeyAcceptedAlgorithms -ssh-ed25519\n'],
    ['keys by their old keyword', 'PubkeyAcceptedKeyTypes +ssh-rsa\n'],
    ['files', 'IdentityFile /k/a\nIdentityFile "/k/b c"\nUserKnownHostsFile /a "/b c"\n'],
    ['more on keys', 'IdentitiesOnly yes\nHostKeyAlias alias\nHashKnownHosts yes\n'],
    ['an agent', 'IdentityAgent /run/agent\n'],
  ])('says the same of %s', (_, text) => compare(text, TARGETS));

  it('says the same of files that are included, in order and under their host', () => {
    write('conf.d/20', 'Host r1 r2\n Port 1002\n User b\nMatch host core*\n Port 6\n');
    write('conf.d/10', 'User first\nHost r1\n Port 1001\n');
    write('under', 'ServerAliveInterval 5\nHost other\n Port 5\nHost r2\n ConnectTimeout 9\n');
    const all = join(folder, 'conf.d/*');
    const under = join(folder, 'under');
    compare(`Include ${all}\nHost *\n Port 1\n`, TARGETS);
    compare(`Host r2\n User x\n Include ${under}\n Port 44\nHost other\n Port 9\n`, TARGETS);
    compare(`Host r1\n Include ${folder}/none "${under}"\nMatch all\n Include ${all}\n`, TARGETS);
  });

  it('says the same of any file', () => {
    const pattern = fc.constantFrom('r1', 'r2', 'r*', '*', '!r9', '?9', 'core*', '!*.net', 'other');
    const patterns = fc.array(pattern, { minLength: 1, maxLength: 3 });
    const criterion = fc.oneof(
      patterns.map((some) => `host ${some.join(',')}`),
      patterns.map((some) => `originalhost ${some.join(',')}`),
      fc.constantFrom('user ops', '!user ops', 'user root,a', 'user=b'),
    );
    const section = fc.oneof(
      patterns.map((some) => `Host ${some.join(' ')}`),
      fc.array(criterion, { minLength: 1, maxLength: 2 }).map((some) => `Match ${some.join(' ')}`),
    );
    const line = fc.constantFrom(
      ...[' Port 2022', ' Port 2023', ' User ops', ' User "a"', '\tHostName r2', ' HostName x-%h'],
      ...[' ServerAliveInterval 10', ' ServerAliveInterval=1m', ' ConnectTimeout 3', ' SetEnv A=1'],
      ...[' ProxyJump none', ' ProxyJump b,c', ' ProxyCommand nc %h', ' SetEnv B="2 3" # c'],
      ...[
        ' HostKeyAlgorithms +ssh-rsa*',
        ' MACs -*',
        ' Ciphers ^3des-cbc',
        ' HostKeyAlias x',
        '# no',
      ],
      ...[' IdentityFile /a', ' IdentityFile "/b c"', ' IdentitiesOnly yes', ' MACs hmac-sha1', ''],
    );
    const file = fc
      .array(fc.oneof({ weight: 1, arbitrary: section }, { weight: 3, arbitrary: line }), {
        maxLength: 15,
      })
      .map((lines) => `${lines.join('\n')}\n`);
    fc.assert(
      fc.property(file, (text) => compare(text, TARGETS.slice(0, 3))),
      { numRuns: 40 },
    );
  }, 60_000);
});
