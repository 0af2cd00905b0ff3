/** Where in the CLI a person is, which decides the prompt and the commands. */
export type Mode = { readonly mode: 'user' } | { readonly mode: 'privileged' } | Place;

/** The configuration modes, with what they configure. */
export type Place =
  | { readonly mode: 'config' }
  | { readonly mode: 'interface'; readonly interface: string }
  | { readonly mode: 'router'; readonly processId: number }
  | { readonly mode: 'line'; readonly line: string };

export const EXEC = ['user', 'privileged'] as const;
export const PRIVILEGED = ['privileged'] as const;
export const CONFIG = ['config'] as const;
export const CONFIG_ANY = ['config', 'interface', 'router', 'line'] as const;
export const CONFIG_IF = ['interface'] as const;
export const CONFIG_ROUTER = ['router'] as const;
export const CONFIG_LINE = ['line'] as const;

/** In configuration modes IOS shows only so much of a long host name. */
const MAX_CONFIG_NAME = 20;

/** What IOS prints when it waits for a command in this mode. */
export function promptOf(hostname: string, { mode }: Mode): string {
  if (mode === 'user') return `${hostname}>`;
  if (mode === 'privileged') return `${hostname}#`;
  return `${hostname.slice(0, MAX_CONFIG_NAME)}(${PLACE_NAMES[mode]})#`;
}

export function isConfiguring(mode: Mode): mode is Place {
  return mode.mode !== 'user' && mode.mode !== 'privileged';
}

const PLACE_NAMES: Readonly<Record<Place['mode'], string>> = {
  config: 'config',
  interface: 'config-if',
  router: 'config-router',
  line: 'config-line',
};
