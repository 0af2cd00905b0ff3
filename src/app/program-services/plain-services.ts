import type { Backstage } from '../../cli/backstage.ts';
import { openCompareFiles } from '../../cli/compare-files.ts';
import type { Folders } from '../../cli/folders.ts';
import type { LiveSettings } from '../../cli/live-settings.ts';
import type { Clock } from '../../core/clock.ts';
import type { Size } from '../../core/size.ts';
import type { ProgramServices } from '../../repl/link/program-requests.ts';
import { compareServices } from '../../repl/snapshots/compare-services.ts';
import type { ColourDepth } from '../../screen/colour-depth.ts';
import { configPreviewService } from './config-preview.ts';
import { doctorService } from './doctor.ts';
import { hostsService } from './hosts.ts';
import { logServices } from './logs.ts';
import { recordingsSearchService } from './recordings-search.ts';
import { settingServices } from './settings.ts';

export interface PlainServicesOptions {
  readonly backstage: () => Pick<
    Backstage,
    'inventory' | 'sessions' | 'platforms' | 'logs' | 'writeNote'
  >;
  readonly settings: LiveSettings;
  readonly folders: Folders;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Undefined without a screen. */
  readonly terminal: { readonly size: Size; readonly depth: ColourDepth } | undefined;
}

/** What cells can ask of the program with a screen and without one. */
export function plainServices(options: PlainServicesOptions): ProgramServices {
  const { backstage, settings, folders, clock } = options;
  const platforms = () => backstage().platforms;
  return {
    ...settingServices({ settings, folder: folders.config }),
    ...compareServices(openCompareFiles({ folders, clock, platforms })),
    hosts: hostsService(backstage),
    ...logServices(backstage),
    'config-preview': configPreviewService(backstage),
    'recordings-search': recordingsSearchService({ folders, clock }),
    doctor: doctorService(() => ({ ...options, ...pick(backstage()) })),
  };
}

function pick({ inventory, sessions }: Pick<Backstage, 'inventory' | 'sessions'>) {
  return { inventory, sessions };
}
