import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import { asShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
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
  const name = nameOr(settings.logName, DEFAULTS.logName, asked);
  return new Logs({
    name,
    nameOf: (pattern) => nameOr(pattern, settings.logName, asked),
    run: runFolderName({ atMs: clock.wallMs(), name: nameOfRun(run) }),
    begins: recorded === 'off' ? 'never' : settings.log,
    times: settings.logTimes,
    ...{ clock, onProblem },
  });
}

/** The pattern, or another one where it is wrong: a wrong setting keeps nobody from working. */
function nameOr(pattern: string, instead: string, asked: LogsAsked): LogName {
  const { folders, onProblem } = asked;
  try {
    return readLogName(pattern, { folder: logsFolder(folders), home: folders.home });
  } catch (thrown) {
    onProblem(`${asShowrunError(thrown).line}; ${safe(instead, 200)} is used`);
    return nameOr(instead, DEFAULTS.logName, asked);
  }
}

export function logsFolder({ data }: Pick<Folders, 'data'>): string {
  return join(data, 'logs');
}
