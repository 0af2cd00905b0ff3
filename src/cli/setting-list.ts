import * as v from 'valibot';

const ON_OFF = ['on', 'off'] as const;

/** What `config.json` may say, with what counts where it says nothing. */
export const SETTINGS = v.object({
  theme: v.optional(v.string(), 'dark'),
  mouse: v.optional(v.picklist(ON_OFF), 'on'),
  templates: v.optional(v.string()),
  reconnect: v.optional(v.picklist(ON_OFF), 'on'),
  editor: v.optional(v.picklist(['emacs', 'vi']), 'emacs'),
  highlight: v.optional(v.picklist(ON_OFF), 'on'),
  suggestions: v.optional(v.picklist(ON_OFF), 'on'),
  history: v.optional(v.picklist(ON_OFF), 'on'),
  startup: v.optional(v.picklist(ON_OFF), 'on'),
  record: v.optional(v.picklist(ON_OFF), 'on'),
  recordInput: v.optional(v.picklist(ON_OFF), 'off'),
  keepRecordings: v.optional(v.string(), '90d 20GB'),
  log: v.optional(v.picklist(ON_OFF), 'on'),
  logName: v.optional(v.string(), '%H/%Y-%m-%d.log'),
  logTimes: v.optional(v.picklist(ON_OFF), 'on'),
  charts: v.optional(v.picklist(['auto', 'unicode', 'ascii']), 'auto'),
});

export type Settings = v.InferOutput<typeof SETTINGS>;
export type SettingName = keyof Settings;

export interface SettingAbout {
  /** A few words, for `%set` and completion. */
  readonly summary: string;
  readonly applies: 'at once' | 'at the next start';
}

export const SETTING_ABOUT: Readonly<Record<SettingName, SettingAbout>> = {
  theme: { summary: 'the colours: a file of the themes', applies: 'at once' },
  mouse: { summary: 'whether showrun has the mouse', applies: 'at once' },
  templates: { summary: 'one more folder of templates', applies: 'at the next start' },
  reconnect: {
    summary: 'whether lost connections are tried again by themselves',
    applies: 'at the next start',
  },
  editor: { summary: 'the keys of the REPL', applies: 'at once' },
  highlight: { summary: 'colours in what is typed in the REPL', applies: 'at once' },
  suggestions: {
    summary: 'the rest of an earlier input, grey behind the cursor',
    applies: 'at once',
  },
  history: { summary: 'whether inputs are kept for later runs', applies: 'at once' },
  startup: {
    summary: "whether the settings folder's startup file runs first",
    applies: 'at the next start',
  },
  record: { summary: 'whether sessions are recorded', applies: 'at the next start' },
  recordInput: {
    summary: 'whether keys are recorded too, secrets never',
    applies: 'at the next start',
  },
  keepRecordings: {
    summary: 'the age and the size of all recordings from which the oldest go; `all` for none',
    applies: 'at the next start',
  },
  log: { summary: 'whether sessions are logged as clean text', applies: 'at the next start' },
  logName: {
    summary: "the file of a session's log: %H host, %S session, %Y %m %d %h %M %s date and time",
    applies: 'at the next start',
  },
  logTimes: {
    summary: 'whether lines of a log have their times before them',
    applies: 'at the next start',
  },
  charts: {
    summary: 'what charts are drawn with: dots and blocks, or plain characters',
    applies: 'at the next start',
  },
};

export const SETTING_NAMES = Object.keys(SETTING_ABOUT) as readonly SettingName[];

export const DEFAULTS: Settings = v.parse(SETTINGS, {});

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTING_ABOUT, name);
}

/** The values a setting can have; undefined for any text. */
export function valuesOf(name: SettingName): readonly string[] | undefined {
  const schema = SETTINGS.entries[name].wrapped;
  return 'options' in schema ? schema.options : undefined;
}
