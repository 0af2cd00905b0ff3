import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasHidden, hideSecrets } from '../../../../../src/repl/history/secrets/hide-secrets.ts';

/** Where a secret is typed as a bare word; `§` stands for it. */
const BARE_FORMS = [
  // IOS, IOS XE
  '@r1 enable secret §',
  '@r1 enable secret 5 §',
  '@r1 enable secret level 7 9 §',
  '@r1 enable password 7 §',
  '@r1 username bob privilege 15 secret 0 §',
  '@r1 username bob password 7 §',
  '@r1 username bob algorithm-type scrypt secret §',
  '@r1 conf t; line vty 0 4; password §; login; end',
  '@all snmp-server community § RO',
  '@all snmp-server community § view all RW 99',
  '@r1 snmp-server host 10.0.0.1 version 2c §',
  '@r1 snmp-server host 10.0.0.1 traps version 3 priv §',
  '@r1 snmp-server host 10.0.0.1 vrf mgmt §',
  '@r1 snmp-server user bob grp v3 auth sha § priv aes 128 other',
  '@r1 snmp-server user bob grp v3 auth md5 one priv des §',
  '@r1 tacacs-server key §',
  '@r1 tacacs-server host 10.1.1.1 key 7 §',
  '@r1 radius-server host 10.0.0.1 auth-port 1812 acct-port 1813 key §',
  '%%config r1\ntacacs server T\n address ipv4 10.0.0.1\n key 7 §',
  '%%config r1\nradius server R\n key §',
  '@r1 server-private 10.0.0.1 key §',
  '@r1 client 10.0.0.1 server-key 7 §',
  '@r1 key-string §',
  '@r1 neighbor 10.0.0.1 password 7 §',
  '@r1 ip ospf authentication-key §',
  '@r1 ip ospf message-digest-key 1 md5 7 §',
  '@r1 area 1 virtual-link 1.1.1.1 authentication-key §',
  '@r1 isis password § level-2',
  '@r1 area-password §',
  '@r1 standby 1 authentication §',
  '@r1 standby 1 authentication md5 key-string 7 §',
  '@r1 vrrp 1 authentication text §',
  '@r1 ip nhrp authentication §',
  '@r1 crypto isakmp key § address 10.0.0.1',
  '@r1 crypto isakmp key 6 § hostname x',
  '%%config r1\ncrypto ikev2 keyring K\n pre-shared-key local §\n pre-shared-key address 10.1.1.1 key §',
  '@r1 ppp chap password 0 §',
  '@r1 ppp pap sent-username bob password 0 §',
  '@r1 ntp authentication-key 1 md5 § 7',
  '@r1 wpa-psk ascii 0 §',
  '@r1 mpls ldp neighbor 10.0.0.1 password §',
  '@r1 key config-key password-encrypt §',
  '@r1 ip ftp password §',
  '@r1 vtp password §',
  '@r1 crypto pki import T pkcs12 tftp: password §',
  '@r1 copy ftp://bob:§@10.0.0.1/x flash:',
  // IOS XR, NX-OS, ASA, EOS
  '@x1 neighbor 10.0.0.1 password encrypted §',
  '@x1 snmp-server community clear § RO',
  '@n1 snmp-server user bob network-admin auth md5 § priv § localizedkey',
  '@a1 passwd § encrypted',
  '@a1 username bob password § encrypted privilege 15',
  '@a1 ikev1 pre-shared-key §',
  '@a1 ikev2 remote-authentication pre-shared-key §',
  '@a1 failover key §',
  '@a1 ldap-login-password §',
  '@e1 username bob secret sha512 §',
  '@e1 snmp-server user u g v3 localized f5 auth sha § priv aes §',
  // Junos, VyOS
  '@j1 set system root-authentication encrypted-password "§"',
  '@j1 set system root-authentication plain-text-password-value §',
  '@j1 set protocols ospf area 0 interface ge-0/0/0 authentication md5 1 key §',
  '@j1 set security ike policy p pre-shared-key ascii-text "§"',
  '@j1 set system radius-server 10.0.0.1 secret §',
  '@j1 set snmp community § authorization read-only',
  '@j1 set snmp v3 usm local-engine user u authentication-sha authentication-password §',
  'authentication-key "§"; ## SECRET-DATA',
  '@v1 set vpn ipsec site-to-site peer x authentication pre-shared-secret §',
  '@v1 set interfaces wireguard wg0 private-key §',
  '@v1 set interfaces wireguard wg0 peer p preshared-key §',
  '@v1 set service snmp v3 user u auth plaintext-password §',
  // VRP, Comware
  '@h1 local-user bob password irreversible-cipher §',
  '@h1 set authentication password cipher §',
  '@h1 super password level 3 simple §',
  '@h1 snmp-agent community read cipher §',
  '@h1 snmp-agent community write §',
  '@h1 snmp-agent usm-user v3 u authentication-mode sha §',
  '@h1 snmp-agent usm-user v3 u privacy-mode aes128 cipher §',
  '@h1 snmp-agent target-host trap address udp-domain 10.0.0.1 params securityname §',
  '@h1 peer 10.0.0.1 password cipher §',
  '@h1 ospf authentication-mode md5 1 cipher §',
  '@h1 radius-server shared-key cipher §',
  '@h1 key authentication simple §',
  '@h1 pre-shared-key simple §',
  // FortiOS, PAN-OS, RouterOS, SR OS, ArubaOS
  '@f1 set password ENC §',
  '@f1 set psksecret §',
  '@f1 set passwd §',
  '@f1 set auth-pwd §',
  '@f1 set md5-key 1 §',
  '%%config f1\nconfig system snmp community\nedit 1\nset name "§"\nend',
  '@p1 set mgt-config users bob phash §',
  '@p1 set network ike gateway g authentication pre-shared-key key §',
  '@p1 set deviceconfig system snmp-setting access-setting version v2c snmp-community-string §',
  '@m1 /user add name=bob password=§ group=full',
  '@m1 /ip ipsec identity add secret="§" peer=x',
  '@m1 /interface wireless security-profiles set x wpa2-pre-shared-key=§',
  '@m1 /snmp community add name=§',
  '@s1 community "§" hash2 access-permissions r',
  '@s1 authentication-key § hash2',
  '@w1 password manager user-name bob plaintext §',
  '@w1 snmpv3 user bob auth md5 "§" priv "§"',
  '@w1 user admin password ciphertext §',
  // Typed without a host, or before one thinks of it
  'enable secret §',
  'snmp-server community § RO',
  // Shells
  '!sshpass -p § ssh bob@r1',
  '!mysql -u root -p§ db',
  '!curl -u bob:§ http://x/',
  '!curl https://bob:§@x/',
  '!curl -H "Authorization: Bearer §" http://x/',
  '!curl -H "X-Auth-Token: §" http://x/',
  '!snmpwalk -v2c -c § 10.0.0.1 sysDescr',
  '!snmpget -v3 -u u -A § -X § 10.0.0.1',
  '!echo § | sudo -S reboot',
  "!echo 'bob:§' | chpasswd",
  '!export DB_PASSWORD=§',
  '!PGPASSWORD=§ psql',
  '!tool --password § --verbose',
  '!tool --api-key=§',
  '!htpasswd -b file bob §',
  '!openssl rsa -passin pass:§',
  'PASSPHRASE=§',
  '!ssh-keygen -N § -f key',
  '!plink -pw § host',
  '!vault login §',
  '!http -a bob:§ https://x',
  '!openssl enc -k § -in x',
  'ENABLE_PW=§',
  '@r1 tunnel key §',
  '@r1 crypto key import rsa k pem terminal §',
  '@core\n conf t\n username bob password §\n end',
  '@r1 username bob secret § |> where a = b',
];

/** Where it stands in a literal of JavaScript; `§` stands for the literal with its quotes. */
const QUOTED_FORMS = [
  'const password = §',
  'const password: string = §;',
  'let dbPassword=§, other = 1',
  'password = cond ? § : other',
  'password ??= §',
  'login({ user: "bob", password: § })',
  'login("bob", §)',
  'o["api-key"] = §',
  'o.privateKey = §',
  'process.env.TOKEN = §',
  'setPassword(§)',
  'vault.set("password", §)',
  'new Map([["password", §]])',
  'if (password === §) print(1)',
  'if (§ === password) print(1)',
  "headers: { 'X-Api-Key': §, accept: 'x' }",
  "r1.send('become', { answers: [{ when: /assword/, send: § }] })",
  "r1.send('become', { answers: [{ send: §, when: /assword/ }] })",
  "r1.send('copy run', { answers: { 'Destination filename': '', 'Password:': § } })",
  "r1.send('become', { answers: [{ when: 'Enter PIN', send: § }] })",
  'r1.send(§, { secret: true })',
  "await r1.waitFor('Password:')\nawait r1.send(§)",
  "const d = await r1.expect([/assword: $/]); r1.write(§ + '\\n')",
  'const secrets = {\n  r1: §,\n  r2: "x",\n}',
  'const password = [\n  §,\n].join("")',
  'const password =\n  §',
  "r1.config('enable secret ' + §)",
  'const credentials = { user: "bob", pass: § }',
  'const pin = §',
  'const enablePw = §',
  "const p = §\nr1.send('x', { answers: [{ when: /assword/, send: p }] })",
  'd = r1.expect([/word: $/]); r1.write(§)',
  "r1.send('enable', { answers: [§] })",
  "await r1.send('enable'); await r1.send(§)",
  "r1.send('x', { answers: { assword: § } })",
  'function f(password = §) {}',
  'class A { #password = § }',
];

/** Texts that have to stay as they are, secrets being spoken of or not. */
const HARMLESS = [
  '@r1 show version',
  '@r1 show snmp community',
  '@all show running-config | include secret',
  'password',
  'if (password == other) {}',
  'for (const token of tokens) print(token)',
  'tokens.length',
  'r1.run("show secret").text',
  '@r1 show ip bgp summary |> where state != Established',
  '@core show key chain',
  'const keys = Object.keys(x); keys.sort()',
  'rows.map((row) => ({ key: row.name, value: 1 }))',
  "group('core').run('show clock')",
  'service password-encryption',
  '%search password',
  'const ask = { secret: true }',
  '@r1 crypto key generate rsa modulus 2048',
  '%%note\nAll checks pass on r1',
  "r1.send('clear counters', { answers: { 'Clear': 'y' } })",
  "r1.send('reload', { answers: ['no', ''] })",
  '@r1 enable\nshow clock',
  '!scp bob@r1:/flash/x .',
  "const t = { at: '12:30:45' }",
  "await r1.waitFor('#'); await r1.send('show clock')",
];

const QUOTES = ["'", '"', '`'] as const;
const CHARACTERS = [...'QXZKWqxzkw0123456789_.,:;!%^&*+=~/?@#-()[]{}<>|'];

/** At least 8 characters; the first is a letter, as nobody's password starts like an operator of a shell. */
const secrets = fc
  .tuple(
    fc.constantFrom('Q', 'X', 'Z', 'W'),
    fc.array(fc.constantFrom(...CHARACTERS), { minLength: 8, maxLength: 20 }),
    fc.constantFrom('Q', 'X', 'Z', 'W'),
  )
  .map(([first, middle, last]) => first + middle.join('') + last);

/** Also with blanks and the other quotes in it. */
const quotedSecrets = fc
  .tuple(
    secrets,
    fc.constantFrom('', ' ', "'", '"', '`', '\\'),
    secrets,
    fc.constantFrom(...QUOTES),
  )
  .map(([a, between, b, quote]) => {
    const secret = a + between + b;
    const escaped = [...secret].map((c) => (c === quote || c === '\\' ? `\\${c}` : c)).join('');
    return { parts: [a, b], literal: `${quote}${escaped}${quote}` };
  });

describe('a secret', () => {
  it.each(BARE_FORMS)('is hidden whatever it is, and the command stays: %s', (form) => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const { text, hidden } = hideSecrets(form.replaceAll('§', secret));
        expect(leaked(text, secret, form)).toEqual([]);
        expect(hidden).toBeGreaterThan(0);
        expect(hasHidden(text)).toBe(true);
        expect(text.slice(0, 6)).toBe(form.slice(0, 6));
      }),
      { numRuns: 60 },
    );
  });

  it.each(QUOTED_FORMS)('is hidden in JavaScript: %s', (form) => {
    fc.assert(
      fc.property(quotedSecrets, ({ parts, literal }) => {
        const { text } = hideSecrets(form.replaceAll('§', () => literal));
        expect(parts.flatMap((part) => leaked(text, part, form))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is hidden where a line of a device stands in a literal, and the code around it stays', () => {
    const forms = ["r1.config('enable secret 5 §')", 'r1.config(["a", "username bob password §"])'];
    for (const form of forms) {
      expect(hideSecrets(form.replace('§', 'Zq8!x')).text).toBe(form.replace('§', '‹secret›'));
    }
    const lines = 'r1.config(`\n username bob secret Zq8 x\n line vty 0 4\n`)';
    expect(hideSecrets(lines).text).toBe(
      'r1.config(`\n username bob secret ‹secret›\n line vty 0 4\n`)',
    );
  });

  it.each([
    ['@r1 enable secret 5 $1$abcd$0123456789abcdef', '@r1 enable secret 5 ‹secret›'],
    ['@all snmp-server community Zq8 RO', '@all snmp-server community ‹secret› RO'],
    ["const password = 'Zq8', user = 'bob'", "const password = '‹secret›', user = 'bob'"],
    ['login({ password: pw, user: x })', 'login({ password: ‹secret›, user: x })'],
    ['@r1 copy ftp://bob:Zq8@10.0.0.1/x flash:', '@r1 copy ftp://bob:‹secret›@10.0.0.1/x flash:'],
    ["x = r1.send('Zq8', { secret: true })", "x = r1.send('‹secret›', { secret: true })"],
    ['@h1 local-user bob password cipher Zq8', '@h1 local-user bob password cipher ‹secret›'],
    ['@r1 enable\nZq8xx\nconf t', '@r1 enable\n‹secret›\nconf t'],
    ['%open admin:Zq8xx@192.0.2.7', '%open admin:‹secret›@192.0.2.7'],
    ["answers: { 'Password:': 'Zq8', b: 'c' }", "answers: { 'Password:': '‹secret›', b: 'c' }"],
  ])('alone is hidden: %s', (typed, written) => {
    expect(hideSecrets(typed).text).toBe(written);
  });

  it.each([
    'set system login user x authentication $6$salt1234$0123456789abcdefghijkl',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\nBBBB\n-----END OPENSSH PRIVATE KEY-----',
    'f("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc")',
    'x = "ghp_0123456789abcdefghij"',
  ])('is known by its shape: %s', (text) => {
    expect(hideSecrets(text).hidden).toBe(1);
  });

  it('is hidden once and for all', () => {
    for (const form of [...BARE_FORMS, ...QUOTED_FORMS]) {
      const once = hideSecrets(form.replaceAll('§', "'Zq8xyzw1'")).text;
      expect(hideSecrets(once).text).toBe(once);
    }
  });
});

describe('an input without a secret', () => {
  it.each(HARMLESS)('stays as it is: %s', (text) => {
    expect(hideSecrets(text)).toEqual({ text, hidden: 0 });
  });
});

describe('hiding', () => {
  it('leaves nothing of a very long line behind the first word that may tell a secret', () => {
    const long = `x = '${'a'.repeat(20_000)} password Zq8'\ny = 1`;
    expect(hideSecrets(long).text).toBe(`x = '${'a'.repeat(20_000)} ‹secret›\ny = 1`);
    const harmless = 'a'.repeat(20_000);
    expect(hideSecrets(harmless)).toEqual({ text: harmless, hidden: 0 });
  });

  it('takes any text, and is quick with a long one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(typeof hideSecrets(text).text).toBe('string');
      }),
    );
    const startedAt = performance.now();
    for (const piece of ["password '", 'key ', '(', 'snmp auth ', 'secret: {[', '`', 'a']) {
      hideSecrets(piece.repeat(5_000));
    }
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

/** Pieces of a secret that are still in a text; the form's own characters are none. */
function leaked(text: string, secret: string, form: string): string[] {
  const pieces = Array.from({ length: secret.length - 3 }, (_, i) => secret.slice(i, i + 4));
  return pieces.filter((piece) => text.includes(piece) && !form.includes(piece));
}
