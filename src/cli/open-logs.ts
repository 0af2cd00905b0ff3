import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import { asShowrunError } from '../core/errors.ts';
import { type LogName, readLogName } from '../journal/log/log-name.ts';
import { Logs } from '../journal/log/logs.ts';
import { runFolderName } from '../journal/write/run-folder.ts';
import type { Folders } from './folders.ts';
import { nameOfRun, type RunAbout } from './open-journal.ts';
import { DEFAULTS, type Settings } from './setting-list.ts';

export interface LogsAsked {
  readonly folders: Folders;
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'log' | 'logName' | 'logTimes'>;
  /** `off` by the command line, which is meant for logs as well; undefined: as the settings have it. */
  readonly recorded: 'off' | undefined;
  readonly run: RunAbout;
  readonly onProblem: (line: string) => void;
}

/** The text logs of a run. Where none are wanted they are there all the same, to be begun one by one. */
export function openLogs(asked: LogsAsked): Logs {
  const { clock, settings, recorded, run, onProblem } = asked;
  return new Logs({
    name: nameOr(asked),
    run: runFolderName({ atMs: clock.wallMs(), name: nameOfRun(run) }),
    begins: recorded === 'off' ? 'off' : settings.log,
    times: settings.logTimes,
    ...{ clock, onProblem },
  });
}

/** The person's pattern, or ours where theirs is none: a wrong setting keeps nobody from working. */
function nameOr({ folders, settings, onProblem }: LogsAsked): LogName {
  const places = { folder: logsFolder(folders), home: folders.home };
  try {
    return readLogName(settings.logName, places);
  } catch (thrown) {
    onProblem(`${asShowrunError(thrown).line}; ${DEFAULTS.logName} is used`);
    return readLogName(DEFAULTS.logName, places);
  }
}

export function logsFolder({ data }: Pick<Folders, 'data'>): string {
  return join(data, 'logs');
}
