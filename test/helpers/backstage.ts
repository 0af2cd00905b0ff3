import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openBackstage } from '../../src/cli/backstage.ts';
import { foldersOf } from '../../src/cli/folders.ts';
import type { Asker } from '../../src/core/asker.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { Session } from '../../src/session/session.ts';
import { ScriptedAsker } from './ssh-client.ts';
import type { TempHome } from './temp-home.ts';

/** Everything of showrun but the screen, on the files of a home and an inventory, for one test. */
export interface Opened {
  /** A session to a host of the inventory, at its first prompt. */
  session(name: string): Promise<Session>;
}

/** Puts showrun together as `showrun run` does it; `inventory` is the text of the file. Closed with the test. */
export function openHome(home: TempHome, options: OpenHomeOptions): Opened {
  const inventoryFile = join(home.path, 'inventory.yaml');
  writeFileSync(inventoryFile, options.inventory);
  const backstage = openBackstage({
    folders: foldersOf(home.env, home.path),
    env: options.env ?? {},
    clock: systemClock,
    feeder: undefined,
    asker: options.asker ?? new ScriptedAsker('reject'),
    inventoryFile,
    more: [],
    templates: [],
    onProblem: (line) => {
      throw new Error(line);
    },
  });
  onTestFinished(() => backstage.close());
  return {
    async session(name) {
      const host = backstage.inventory.resolve(name);
      const session = backstage.sessions.open(host, options.size ?? SIZE);
      await session.ready();
      return session;
    },
  };
}

export interface OpenHomeOptions {
  readonly inventory: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly asker?: Asker;
  readonly size?: { readonly cols: number; readonly rows: number };
}

const SIZE = { cols: 100, rows: 30 };
