import { plainServices } from '../../app/program-services/plain-services.ts';
import { systemClock } from '../../core/clock.ts';
import type { ProgramServices } from '../../repl/link/program-requests.ts';
import type { Backstage } from '../backstage.ts';
import type { Folders } from '../folders.ts';
import { LiveSettings } from '../live-settings.ts';
import { loadSettings } from '../settings.ts';
import { confirmOnTerminal } from './confirm-on-terminal.ts';

/** What a script can ask of the program: all that needs no screen. What only a screen shows is let pass. */
export async function scriptServices(given: {
  readonly backstage: Backstage;
  readonly folders: Folders;
  readonly confirms: 'yes' | 'asks';
}): Promise<ProgramServices> {
  const { backstage, folders, confirms } = given;
  const { settings } = await loadSettings(folders.config);
  return {
    ...plainServices({
      backstage: () => backstage,
      settings: new LiveSettings({ folder: folders.config, settings }),
      ...{ folders, env: process.env, clock: systemClock, terminal: undefined },
    }),
    confirm: confirmOnTerminal(confirms),
    'show-targets': async () => undefined,
    'clear-screen': async () => undefined,
  };
}
