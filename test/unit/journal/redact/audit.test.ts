import { describe, expect, it } from 'vitest';
import { auditRecording } from '../../../../src/journal/redact/audit.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import {
  recordedBlock,
  recordedHost,
  recordingOf,
  STARTED_AT_MS,
} from '../../../helpers/export-given.ts';
import { PLANTED } from '../../../helpers/planted-secrets.ts';

const platforms = openPlatforms();

describe('an audit', () => {
  it('names what an export hides: where, when, in which block, of what kind, and never the secret', async () => {
    const output = 'show run\r\nenable secret 0 hunter22\r\nr1#';
    const r1 = recordedHost([
      [0, 'r1#'],
      [2, output],
      [4, 'echo hunter22\r\n'],
    ]);
    const blocks = [
      recordedBlock({ command: 'show run', number: 1, from: 3, to: 3 + output.length }),
    ];
    const notes = [{ kind: 'note' as const, atMs: STARTED_AT_MS + 9_000, text: 'it is hunter22' }];
    const report = await auditRecording(recordingOf([r1], { blocks, notes }), { platforms });
    expect(report.hidden).toEqual([
      { session: 'r1', atS: 2, block: 1, kind: 'password', line: 'enable secret 0 ********' },
      { session: 'r1', atS: 4, block: undefined, kind: 'value', line: 'r1#echo ********' },
      { session: undefined, atS: 9, block: undefined, kind: 'note', line: 'it is ‹secret›' },
    ]);
    expect(report).toMatchObject({ values: 1, left: [], counts: { hidden: 3, left: 0, typed: 0 } });
    expect(JSON.stringify(report)).not.toContain('hunter22');
  });

  it.each([
    [
      'a value behind a word no rule knows',
      'my-secret-thing: Ab12cd34',
      'word',
      'my-secret-thing: …(8)',
    ],
    ['a long random word', 'x=Zk3JhQ8vPq1LmN7tRw5YbX2c', 'random', 'x=Zk…(24)'],
    ['a long number in hex', 'blob 9f86d081884c7d659a2feaa0c55ad015', 'random', 'blob 9f…(32)'],
  ])('shows what is left and looks like a secret: %s', async (_, line, kind, shown) => {
    const r1 = recordedHost([[0, `${line}\r\n`]]);
    const report = await auditRecording(recordingOf([r1]), { platforms });
    expect(report.left.map((place) => ({ kind: place.kind, line: place.line }))).toEqual([
      { kind, line: shown },
    ]);
  });

  it.each([
    'O        10.0.0.2/32 [110/2] via 10.0.12.2, 00:01:10, GigabitEthernet0/1',
    'Cisco IOS Software, C3900 Software (C3900-UNIVERSALK9-M), Version 15.7(3)M, RELEASE SOFTWARE (fc2)',
    'System image file is "flash0:c3900-universalk9-mz.SPA.157-3.M.bin"',
    'SHA256:2nzXqJkQ3vLmN7tRw5YbX2cPq1LmN7tRw5YbX2c fingerprint',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJzQ0pVn8rT5 root@x',
    'service password-encryption',
    'Last password change : never',
    'GigabitEthernet0/0/0/0.100 is administratively down',
  ])('does not cry wolf: %s', async (line) => {
    const report = await auditRecording(recordingOf([recordedHost([[0, `${line}\r\n`]])]), {
      platforms,
    });
    expect(report.left).toEqual([]);
  });

  it('lists what was typed where keys were recorded, without its secrets', async () => {
    const r1 = recordedHost([
      [0, { kind: 'input', bytes: Buffer.from('enable secret 0 abc\rshow clock\r') }],
    ]);
    const report = await auditRecording(recordingOf([r1]), { platforms });
    expect(report.typed.map(({ line }) => line)).toEqual(['enable secret 0 ***', 'show clock']);
  });

  // The export of every planted case, read again as if it were a recording.
  it.each(Object.entries(PLANTED))(
    'finds nothing to hide in what was hidden: %s',
    async (platform, texts) => {
      const output = texts.map((text) => `${text}\n`.replaceAll('\n', '\r\n')).join('r1#\r\n');
      const host = recordedHost([[0, output]], { platform, size: { cols: 200, rows: 24 } });
      const report = await auditRecording(recordingOf([host]), { platforms });
      expect(report.counts.hidden).toBeGreaterThanOrEqual(texts.length);
      expect(JSON.stringify(report.hidden)).not.toMatch(/PLANT/);
      expect(report.left.filter(({ line }) => line.includes('PLANT'))).toEqual([]);
    },
  );
});
