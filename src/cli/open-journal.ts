import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import type { RunRecord } from '../journal/records.ts';
import { Journal } from '../journal/write/journal.ts';
import { hideSecrets } from '../repl/history/secrets/hide-secrets.ts';
import type { Folders } from './folders.ts';
import type { Settings } from './setting-list.ts';
import { version } from './version.ts';

export interface JournalAsked {
  readonly folders: Folders;
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'record' | 'recordInput'>;
  /** `off` by the command line; undefined: as the settings have it. */
  readonly recorded: 'off' | undefined;
  readonly run: RunAbout;
  readonly onProblem: (line: string) => void;
}

/** What runs, and what for. */
export interface RunAbout {
  readonly kind: RunRecord['kind'];
  /** Hosts as they were named. */
  readonly hosts: readonly string[];
  /** Undefined: no lab. '' : the default topology. */
  readonly lab: string | undefined;
}

/** The journal of a run; undefined where nothing is to be recorded. Nothing is written before its first session. */
export function openJournal(asked: JournalAsked): Journal | undefined {
  const { folders, clock, settings, recorded, run, onProblem } = asked;
  if (recorded === 'off' || settings.record === 'off') return undefined;
  return new Journal({
    folder: join(folders.data, 'recordings'),
    ...{ clock, onProblem },
    version: version(),
    kind: run.kind,
    name: nameOfRun(run),
    hideSecrets: (text) => hideSecrets(text).text,
    input: settings.recordInput === 'on' ? 'recorded' : 'left out',
  });
}

/** `r1-r2`, `core`, `lab`, or what ran. */
export function nameOfRun({ hosts, lab, kind }: RunAbout): string {
  const named = hosts.filter((word) => word !== 'all').join('-');
  if (named !== '') return named.replaceAll('@', '');
  if (lab !== undefined) return lab === '' ? 'lab' : `lab-${lab}`;
  return kind === 'tui' ? 'hosts' : kind;
}
