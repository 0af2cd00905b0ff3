import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFolder } from '../../src/core/package-folder.ts';
import type { FactName } from '../../src/platforms/platform.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';

// The columns that platform files name as facts are columns of their templates.

const PARSERS = join(packageFolder(), 'src', 'parsers');
const NAMES: readonly FactName[] = ['model', 'version', 'serial', 'hostname', 'uptime'];
const platforms = openPlatforms();
const named = platforms
  .names()
  .map((name) => platforms.find(name))
  .filter(({ facts }) => facts !== undefined);

function templateOf(owners: readonly string[], command: string): string | undefined {
  const file = `${command.replaceAll(' ', '_')}.textfsm`;
  const folder = owners.find((owner) => existsSync(join(PARSERS, owner, file)));
  return folder && readFileSync(join(PARSERS, folder, file), 'utf8');
}

describe('the facts of platforms', () => {
  it('are there for what has a template about its version', () => {
    expect(named.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['cisco_ios', 'cisco_xe', 'arista_eos', 'juniper_junos', 'frr']),
    );
  });

  it.each(named.map((platform) => [platform.name, platform] as const))(
    'of %s are columns of its templates',
    (name, { facts, parents = [] }) => {
      for (const command of facts?.commands ?? []) {
        const template = templateOf([name, ...parents], command.send);
        expect(template, `${name}: ${command.send}`).toBeDefined();
        const columns = [...(template ?? '').matchAll(/^Value (?:[\w,]+ )?(\w+) \(/gm)].map(
          ([, column = '']) => column.toLowerCase(),
        );
        for (const fact of NAMES) {
          const words = command[fact];
          if (words === undefined) continue;
          const wanted = words.includes('{')
            ? [...words.matchAll(/\{(\w+)\}/g)].map(([, column = '']) => column)
            : [words];
          expect(columns, `${name}: ${command.send}: ${fact}`).toEqual(
            expect.arrayContaining(wanted),
          );
        }
      }
    },
  );
});
