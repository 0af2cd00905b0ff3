import {
  type DiffMode,
  parseDiff,
  parseSnapshot,
  type SnapshotMode,
} from './compare/compare-options.ts';
import { type ParseMode, parseParse, parseParsers } from './parse-options.ts';
import { NO_RECORD, readOptions, recordedOf, takeLab, text, usage } from './read-options.ts';
import { type ExportMode, parseExport } from './recordings/export-options.ts';
import { type HistoryMode, parseHistory } from './recordings/history-options.ts';
import {
  type AuditMode,
  parseAudit,
  parseRecordings,
  type RecordingsMode,
} from './recordings/recordings-options.ts';
import { parseReplay, type ReplayAsked, type ReplayMode } from './recordings/replay-options.ts';
import { parseRun, type RunMode } from './run-options.ts';
import { parseScript, type ScriptMode } from './script/script-options.ts';
import { parseVault, type VaultMode } from './vault-options.ts';

/** What a command line asks for. */
export type Mode =
  | TuiMode
  | RunMode
  | ScriptMode
  | SnapshotMode
  | DiffMode
  | ReplayMode
  | RecordingsMode
  | AuditMode
  | HistoryMode
  | ExportMode
  | {
      readonly mode: 'lab';
      readonly topology: string | undefined;
      readonly basePort: number | undefined;
    }
  | { readonly mode: 'lab-list' }
  | { readonly mode: 'platforms'; readonly platform: string | undefined }
  /** What is remembered of hosts: listed, or of one forgotten. */
  | { readonly mode: 'remembered' }
  | { readonly mode: 'forget'; readonly host: string }
  | ParseMode
  | VaultMode
  | { readonly mode: 'parsers'; readonly platform: string | undefined }
  | { readonly mode: 'help'; readonly topic: string | undefined }
  | { readonly mode: 'version' };

export interface TuiMode {
  readonly mode: 'tui';
  /** Hosts to open: names, `[user@]host[:port]`, selectors of the inventory. */
  readonly targets: readonly string[];
  /** Undefined: no lab. '' : the default topology. */
  readonly lab: string | undefined;
  readonly inventory: string | undefined;
  /** `off` by the command line; undefined: as the settings have it. */
  readonly recorded?: 'off' | undefined;
  /** A recording to be played, in panes of its own. */
  readonly replay?: ReplayAsked;
  /** The search over all recordings is shown, with this typed in it. */
  readonly search?: string;
}

/** Reads a command line (without the program's own name). Throws `bad-usage` with what is wrong and the right form. */
export function parseCommandLine(argv: readonly string[]): Mode {
  const [first, ...rest] = argv;
  // What stands behind `--` is a script's own.
  const own = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length);
  if (own.some((word) => word === '--help' || word === '-h')) {
    return { mode: 'help', topic: first?.startsWith('-') ? undefined : first };
  }
  if (own.includes('--version')) return { mode: 'version' };
  switch (first) {
    case 'run':
      return parseRun(rest);
    case 'script':
      return parseScript(rest);
    case 'snapshot':
      return parseSnapshot(rest);
    case 'diff':
      return parseDiff(rest);
    case 'replay':
      return parseReplay(rest);
    case 'recordings':
      return parseRecordings(rest);
    case 'audit':
      return parseAudit(rest);
    case 'history':
      return parseHistory(rest);
    case 'export':
      return parseExport(rest);
    case 'lab':
      return parseLab(rest);
    case 'platforms':
      return parsePlatforms(rest);
    case 'parse':
      return parseParse(rest);
    case 'parsers':
      return parseParsers(rest);
    case 'vault':
      return parseVault(rest);
    case 'help':
      return { mode: 'help', topic: rest[0] };
    default:
      return parseTui(argv);
  }
}

function parseTui(argv: readonly string[]): Mode {
  // `--lab` may stand alone or be followed by a topology's name; parseArgs knows only one of the two.
  const { words, lab } = takeLab(argv);
  const { values, positionals } = readOptions(words, {
    inventory: { type: 'string', short: 'i' },
    ...NO_RECORD,
  });
  return {
    mode: 'tui',
    targets: positionals,
    lab: lab ?? (positionals.length === 0 && values['inventory'] === undefined ? '' : undefined),
    inventory: text(values['inventory']),
    recorded: recordedOf(values),
  };
}

function parseLab(argv: readonly string[]): Mode {
  const { values, positionals } = readOptions(argv, {
    list: { type: 'boolean' },
    port: { type: 'string', short: 'p' },
  });
  if (values['list'] === true) return { mode: 'lab-list' };
  if (positionals.length > 1) throw usage('one topology at a time: showrun lab [TOPOLOGY]');
  const port = text(values['port']);
  const basePort = port === undefined ? undefined : Number(port);
  if (
    basePort !== undefined &&
    !(Number.isInteger(basePort) && basePort > 0 && basePort < 65_000)
  ) {
    throw usage(`--port wants a port number from 1 to 64999, not '${port}'`);
  }
  return { mode: 'lab', topology: positionals[0], basePort };
}

function parsePlatforms(argv: readonly string[]): Mode {
  const { values, positionals } = readOptions(argv, {
    remembered: { type: 'boolean' },
    forget: { type: 'string' },
  });
  const forgotten = text(values['forget']);
  const isAlone = positionals.length === 0;
  if (forgotten !== undefined && isAlone) return { mode: 'forget', host: forgotten };
  if (values['remembered'] === true && isAlone) return { mode: 'remembered' };
  if (positionals.length > 1) throw usage('one platform at a time: showrun platforms [NAME]');
  if (forgotten !== undefined || values['remembered'] === true) {
    throw usage('--remembered and --forget HOST want no platform');
  }
  return { mode: 'platforms', platform: positionals[0] };
}
