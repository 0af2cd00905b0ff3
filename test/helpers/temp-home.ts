import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A home folder of its own, so that no test sees or touches the settings of whoever runs it. */
export interface TempHome {
  readonly path: string;
  /** `HOME` and the XDG folders inside it. */
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
}

export function makeTempHome(): TempHome {
  const path = mkdtempSync(join(tmpdir(), 'showrun-home-'));
  const folders = {
    XDG_CONFIG_HOME: join(path, '.config'),
    XDG_DATA_HOME: join(path, '.local/share'),
    XDG_STATE_HOME: join(path, '.local/state'),
    XDG_CACHE_HOME: join(path, '.cache'),
    XDG_RUNTIME_DIR: join(path, '.run'),
  };
  for (const folder of [...Object.values(folders), join(path, '.ssh')]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  return {
    path,
    env: { HOME: path, ...folders },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
