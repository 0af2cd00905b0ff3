import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inTheWay, saveParser } from '../../../../../src/ui/table/doctor/save-parser.ts';

const FILES = {
  name: 'cisco_ios/show_x',
  language: 'textfsm',
  template: 'Value A (.)\n\nStart\n',
  answer: 'text',
} as const;

describe('saving a template', () => {
  it('keeps the answer beside it, both for their owner alone, and leaves nothing else behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parsers-'));
    const path = await saveParser({ folder, ...FILES });
    expect(readFileSync(path, 'utf8')).toBe(FILES.template);
    expect(readdirSync(join(folder, 'cisco_ios'))).toEqual(['show_x.raw', 'show_x.textfsm']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'cisco_ios')).mode & 0o777).toBe(0o700);
  });

  it('names the files that hold something else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parsers-'));
    await saveParser({ folder, ...FILES });
    expect(await inTheWay({ folder, ...FILES })).toEqual([]);
    const template = join(folder, 'cisco_ios/show_x.textfsm');
    writeFileSync(template, 'mine');
    expect(await inTheWay({ folder, ...FILES })).toEqual([template]);
  });

  it('says in one line why it could not', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'parsers-')), 'file');
    writeFileSync(folder, '');
    await expect(saveParser({ folder, ...FILES })).rejects.toThrow(
      /cannot be written: ENOTDIR|EEXIST/,
    );
  });
});
