import { join } from 'node:path';
import { closest } from '../core/closest.ts';
import { Emitter } from '../core/emitter.ts';
import { ShowrunError } from '../core/errors.ts';
import { makeFolderNow } from '../core/make-folder.ts';
import { safe } from '../core/safe.ts';
import { codeOf } from '../core/shared-file.ts';
import {
  DEFAULTS,
  isSettingName,
  SETTING_NAMES,
  type SettingName,
  type Settings,
  valuesOf,
} from './setting-list.ts';
import { setAsideIfDamaged } from './settings.ts';

export interface LiveSettingsOptions {
  /** The folder of `config.json`. */
  readonly folder: string;
  /** As they were read. */
  readonly settings: Settings;
  /** Throws where a value that could be one is of no use: a theme that is not there. */
  readonly check?: (name: SettingName, value: string) => void;
}

/** The settings as they are now, for everybody who follows them; what is changed goes into `config.json`. */
export class LiveSettings {
  /** Tells which one has another value. */
  readonly changed = new Emitter<SettingName>();
  readonly #options: LiveSettingsOptions;
  #value: Settings;

  constructor(options: LiveSettingsOptions) {
    this.#options = options;
    this.#value = options.settings;
  }

  get value(): Settings {
    return this.#value;
  }

  /** The file they are kept in. */
  get file(): string {
    return join(this.#options.folder, 'config.json');
  }

  /** Keeps a value; undefined goes back to what counts without one. Rejects with `bad-usage`, `bad-file`. */
  async set(name: string, value: string | undefined): Promise<void> {
    const known = knownName(name);
    if (value !== undefined) {
      refuseValue(known, value);
      this.#options.check?.(known, value);
    }
    await this.#write(known, value);
    this.#value = { ...this.#value, [known]: value ?? DEFAULTS[known] };
    this.changed.emit(known);
  }

  async #write(name: SettingName, value: string | undefined): Promise<void> {
    const { folder } = this.#options;
    try {
      makeFolderNow(folder);
      setAsideIfDamaged(this.file);
      // Read anew: another window may have set something else meanwhile.
      const { default: Conf } = await import('conf');
      const conf = new Conf<Record<string, unknown>>({ cwd: folder, configFileMode: 0o600 });
      if (value === undefined) conf.delete(name);
      else conf.set(name, value);
    } catch (thrown) {
      const message = `cannot write ${this.file} (${codeOf(thrown)})`;
      throw new ShowrunError('bad-file', message, { advice: 'nothing was changed', cause: thrown });
    }
  }
}

/** The name if there is such a setting. Throws `bad-usage` with the nearest one. */
export function knownName(name: string): SettingName {
  if (isSettingName(name)) return name;
  const meant = closest(name, SETTING_NAMES);
  throw new ShowrunError('bad-usage', `there is no setting '${safe(name, 60)}'`, {
    advice:
      meant === undefined ? `there are ${SETTING_NAMES.join(', ')}` : `did you mean ${meant}?`,
  });
}

function refuseValue(name: SettingName, value: string): void {
  const values = valuesOf(name);
  if (values === undefined || values.includes(value)) return;
  const message = `${name} cannot be '${safe(value, 60)}'`;
  throw new ShowrunError('bad-usage', message, { advice: `it is ${values.join(' or ')}` });
}
