import { join } from 'node:path';
import { knownName, type LiveSettings } from '../../cli/live-settings.ts';
import {
  DEFAULTS,
  SETTING_ABOUT,
  SETTING_NAMES,
  type SettingName,
  valuesOf,
} from '../../cli/setting-list.ts';
import { safe } from '../../core/safe.ts';
import type { ProgramServices } from '../../repl/link/program-requests.ts';
import type { SettingFact } from '../../repl/link/setting-requests.ts';
import { themeNames } from '../../ui/theme.ts';
import { maybeTextOf, textOf } from './given.ts';

interface SettingServicesOptions {
  readonly settings: LiveSettings;
  /** The settings folder. */
  readonly folder: string;
}

/** Tells the settings, and changes them. */
export function settingServices({
  settings,
  folder,
}: SettingServicesOptions): Pick<ProgramServices, 'settings' | 'set' | 'themes'> {
  return {
    settings: async () => ({
      file: settings.file,
      settings: SETTING_NAMES.map((name) => factOf(name, settings)),
    }),
    set: async (asked) => {
      const name = knownName(textOf(asked, 'name'));
      await settings.set(name, maybeTextOf(asked, 'value'));
      return factOf(name, settings);
    },
    themes: async () => {
      const names = themeNames(join(folder, 'themes')).map((name) => safe(name, 60));
      return { names, current: safe(settings.value.theme, 60) };
    },
  };
}

function factOf(name: SettingName, { value }: LiveSettings): SettingFact {
  return {
    ...{ name, value: safe(value[name] ?? '', 200), defaultValue: DEFAULTS[name] ?? '' },
    ...{ values: name === 'theme' ? undefined : valuesOf(name), ...SETTING_ABOUT[name] },
  };
}
