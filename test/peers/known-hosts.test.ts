import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entriesFor } from '../../src/net/known-hosts/decide.ts';
import { addKnownHost, readKnownHosts } from '../../src/net/known-hosts/files.ts';
import { fingerprintOf } from '../../src/net/known-hosts/key-blob.ts';
import { hashName } from '../../src/net/known-hosts/name.ts';
import { missingCommand, peer } from '../helpers/peers.ts';
import { makeKey } from '../helpers/sshd.ts';

peer('ssh-keygen', missingCommand('ssh-keygen', 'openssh-client'))(
  'known_hosts and ssh-keygen',
  () => {
    let folder: string;
    let keys: string[];

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'showrun-kh-'));
      keys = (['ed25519', 'ecdsa', 'rsa'] as const).map((type) => {
        const [name, body] = makeKey(join(folder, type), { type }).split(' ');
        return `${name} ${body}`;
      });
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    /** Line numbers that `ssh-keygen -F` finds. */
    function foundByKeygen(name: string, file: string): number[] {
      const { stdout } = spawnSync('ssh-keygen', ['-F', name, '-f', file], { encoding: 'utf8' });
      return [...stdout.matchAll(/^# Host .* found: line (\d+)/gm)].map((match) =>
        Number(match[1]),
      );
    }

    it('find the same lines for any name in any file', async () => {
      const label = fc.constantFrom('r1', 'R1', 'r2', 'r10', 'core.example.net', '10.0.0.1', '::1');
      const port = fc.constantFrom(22, 2022);
      const name = fc
        .tuple(label, port)
        .map(([host, number]) => (number === 22 ? host : `[${host}]:${number}`));
      const pattern = fc.oneof(
        { weight: 4, arbitrary: name },
        fc.constantFrom(
          'r*',
          'r?',
          '*',
          '*.example.net',
          '!r1',
          '![r1]:2022',
          '[*]:2022',
          '10.0.0.?',
          '',
        ),
      );
      const hosts = fc.oneof(
        {
          weight: 3,
          arbitrary: fc.array(pattern, { minLength: 1, maxLength: 3 }).map((all) => all.join(',')),
        },
        name.map((one) => hashName(one.toLowerCase())),
        name.map((one) => hashName(one)),
        fc.constantFrom('|1|bad', '|2|a|b', '|1|AAAA|AAAA'),
      );
      const key = fc.nat(2).map((at) => keys[at] ?? '');
      const marker = fc.constantFrom(
        '',
        '',
        '',
        '@revoked ',
        '@cert-authority ',
        '@cert-authority\t',
      );
      const good = fc.tuple(marker, hosts, fc.constantFrom(' ', '\t', '  '), key);
      const line = fc.oneof(
        {
          weight: 5,
          arbitrary: good.map(([mark, host, gap, body]) => `${mark}${host}${gap}${body}`),
        },
        fc.constantFrom('', '# r1', '   ', 'r1', 'r1 ssh-ed25519', '@odd r1 ssh-rsa AAAA'),
        hosts.map((host) => `  ${host} ${keys[0]} a comment # here`),
      );
      const lastEnd = fc.constantFrom('\n', '');
      await fc.assert(
        fc.asyncProperty(
          fc.array(line, { maxLength: 8 }),
          lastEnd,
          name,
          async (lines, end, wanted) => {
            const file = join(folder, 'generated');
            writeFileSync(file, `${lines.join('\n')}${end}`);
            const ours = entriesFor(wanted, await readKnownHosts([file])).map(
              (entry) => entry.line,
            );
            expect(ours).toEqual(foundByKeygen(wanted, file));
          },
        ),
        { numRuns: 400 },
      );
    });

    it('find what we have added, plain and hashed, with any port', async () => {
      for (const isHashed of [false, true]) {
        const file = join(folder, `added-${isHashed}`);
        for (const [at, name] of ['r1', '[r1]:2022', '[::1]:830', '10.0.0.1'].entries()) {
          const key = Buffer.from(keys[at % 3]?.split(' ')[1] ?? '', 'base64');
          await addKnownHost({ file, name, key, isHashed });
          expect(foundByKeygen(name, file)).toEqual([at + 1]);
        }
      }
    });

    it('print the same fingerprints', () => {
      for (const [at, type] of ['ed25519', 'ecdsa', 'rsa'].entries()) {
        const printed = execFileSync('ssh-keygen', ['-lf', join(folder, `${type}.pub`)], {
          encoding: 'utf8',
        });
        const key = Buffer.from(keys[at]?.split(' ')[1] ?? '', 'base64');
        expect(printed).toContain(` ${fingerprintOf(key)} `);
      }
    });

    it('let ssh-keygen hash and remove what we have added', async () => {
      const file = join(folder, 'rewritten');
      const key = Buffer.from(keys[0]?.split(' ')[1] ?? '', 'base64');
      await addKnownHost({ file, name: '[r1]:2022', key, isHashed: false });
      await addKnownHost({ file, name: 'r2', key, isHashed: false });
      execFileSync('ssh-keygen', ['-H', '-f', file], { stdio: 'ignore' });
      expect(readFileSync(file, 'utf8')).toMatch(/^\|1\|/);
      expect(entriesFor('[r1]:2022', await readKnownHosts([file]))).toHaveLength(1);
      execFileSync('ssh-keygen', ['-R', '[r1]:2022', '-f', file], { stdio: 'ignore' });
      const left = await readKnownHosts([file]);
      expect(entriesFor('[r1]:2022', left)).toHaveLength(0);
      expect(entriesFor('r2', left)).toHaveLength(1);
    });
  },
);
