import { mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clipboardSequence } from '../../../../src/screen/clipboard.ts';
import { copied, copyChoices } from '../../../../src/ui/table/copy-forms.ts';
import { proposedName, writeExport } from '../../../../src/ui/table/write-export.ts';
import { afterKeys, tableOf, viewOf } from '../../../helpers/view-person.ts';

const TABLE = tableOf(
  ['name', 'about'],
  ['a', '=cmd()'],
  ['b', '\x1b[31mred\u202e'],
  ['c', 'plain'],
);

describe('a copy', () => {
  it('is of the cell, the row, the picked rows or all rows shown', () => {
    const view = afterKeys(viewOf(TABLE), 'down', 'down', 'space', '/', 'a', 'enter');
    expect(copied(view, 'cell')?.text).toBe('a');
    expect(copied(view, 'row csv')?.text).toBe("name,about\r\na,'=cmd()\r\n");
    expect(copied(view, 'picked csv')?.text).toContain('c,plain');
    expect(JSON.parse(copied(view, 'table json')?.text ?? '')[0]).toEqual({
      name: 'a',
      about: '=cmd()',
    });
    expect(copyChoices(viewOf(TABLE)).some(({ value }) => value.startsWith('picked'))).toBe(false);
  });

  it('holds nothing that acts on a terminal, in any form', () => {
    const view = viewOf(TABLE);
    for (const { value } of copyChoices(view)) {
      expect(copied(view, value)?.text).not.toMatch(/[\x1b\u202e]/);
    }
  });

  it('goes to the clipboard as base64 within one sequence', () => {
    const sequence = clipboardSequence('a\x07b\x1b\\€');
    expect(sequence).toMatch(/^\x1b\]52;c;[A-Za-z0-9+/=]+\x07$/);
    const body = sequence?.slice(7, -1) ?? '';
    expect(Buffer.from(body, 'base64').toString('utf8')).toBe('a\x07b\x1b\\€');
    expect(clipboardSequence('x'.repeat(600_000))).toBeUndefined();
  });
});

describe('an export', () => {
  const folder = mkdtempSync(join(tmpdir(), 'export-'));

  it('writes a new file for its owner alone, in the form its name says', async () => {
    const file = await writeExport(TABLE, { name: 'one.md', folder });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^\| name \| about \|/);
    await expect(writeExport(TABLE, { name: 'one', folder })).rejects.toThrow(/does not say/);
  });

  it('never writes over a file, nor through a link', async () => {
    writeFileSync(join(folder, 'mine.csv'), 'mine');
    symlinkSync(join(folder, 'elsewhere.csv'), join(folder, 'link.csv'));
    await expect(writeExport(TABLE, { name: 'mine.csv', folder })).rejects.toThrow(/already/);
    await expect(writeExport(TABLE, { name: 'link.csv', folder })).rejects.toThrow(/already/);
    expect(readFileSync(join(folder, 'mine.csv'), 'utf8')).toBe('mine');
  });

  it('has a name proposed that is one plain file, whatever the host is called', () => {
    const [source] = viewOf(TABLE).sources;
    const odd = { ...source, host: '../../etc/x\x1b', command: 'show ip route | inc /' };
    expect(proposedName([odd as typeof source & object], 0)).toMatch(
      /^show-ip-route-inc-etc-x-\d{8}-\d{6}\.csv$/,
    );
  });
});
