import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  folderChecks,
  inventoryCheck,
  ownFilesCheck,
  parserCheck,
} from '../../../../src/app/doctor/file-checks.ts';
import { foldersOf } from '../../../../src/cli/folders.ts';
import { loadInventory } from '../../../../src/inventory/inventory.ts';
import { makeTempHome } from '../../../helpers/temp-home.ts';

describe('the doctor of a person’s files', () => {
  it('counts hosts and groups, and names what leads nowhere', () => {
    expect(
      inventoryOf('hosts:\n  a: {address: 192.0.2.1, groups: [core]}\n  b: {}\n'),
    ).toMatchObject({
      state: 'ok',
      says: '2 hosts, 1 group',
    });
    const circle = inventoryOf('hosts:\n  a: {via: b}\n  b: {via: a}\n  c: {}\n');
    expect(circle.state).toBe('bad');
    expect(circle.says).toMatch(/inventory\.yaml:\d.*\(and 1 more\)$/);
    expect(inventoryOf('hosts: {}\n')).toMatchObject({ state: 'note' });
  });

  it('finds folders that others may write, and those that are not there yet', () => {
    const { folders } = home();
    mkdirSync(folders.config, { recursive: true, mode: 0o700 });
    chmodSync(folders.config, 0o777);
    const checks = Object.fromEntries(folderChecks(folders).map((one) => [one.what, one.state]));
    expect(checks).toEqual({
      'settings folder': 'bad',
      'data folder': 'note',
      'state folder': 'note',
    });
  });

  it('counts templates and own files', () => {
    const { folders } = home();
    expect(parserCheck(folders).says).toMatch(/^\d+ commands become tables$/);
    expect(ownFilesCheck(folders).says).toBe('none yet');
    mkdirSync(join(folders.config, 'parsers/cisco_ios'), { recursive: true });
    writeFileSync(
      join(folders.config, 'parsers/cisco_ios/show_x.textfsm'),
      'Value A (.*)\n\nStart\n',
    );
    expect(parserCheck(folders).says).toMatch(/, 1 more by templates in /);
    expect(ownFilesCheck(folders).says).toBe('1 in parsers/');
  });
});

function home() {
  const made = makeTempHome();
  onTestFinished(() => made.remove());
  return { path: made.path, folders: foldersOf(made.env, made.path) };
}

function inventoryOf(text: string) {
  const { path } = home();
  const inventoryFile = join(path, 'inventory.yaml');
  writeFileSync(inventoryFile, text);
  const person = { home: path, env: {}, localUser: 'me' };
  return inventoryCheck(
    loadInventory({ person, inventoryFile, sshConfigFiles: [] }),
    inventoryFile,
  );
}
