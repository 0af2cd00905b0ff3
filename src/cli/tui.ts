import { Console } from 'node:console';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { systemClock } from '../core/clock.ts';
import { ShowrunError } from '../core/errors.ts';
import { Store } from '../core/store.ts';
import { Compositor } from '../screen/compositor.ts';
import { LocalTty } from '../screen/local-tty.ts';
import type { Tty } from '../screen/tty.ts';
import { reduce } from '../state/reduce.ts';
import { initialState } from '../state/state.ts';
import { emptyLive } from '../ui/live.ts';
import { type LiveTheme, liveTheme } from '../ui/live-theme.ts';
import { StageScene } from '../ui/scene.ts';
import { loadTheme, type Theme } from '../ui/theme.ts';
import type { TuiMode } from './args.ts';
import { type Folders, foldersOf } from './folders.ts';
import { guardLife } from './life.ts';
import { LiveSettings } from './live-settings.ts';
import type { SettingName } from './setting-list.ts';
import { loadSettings } from './settings.ts';

/**
 * The program on a terminal. The first picture goes out before anything heavy is loaded; sessions, kernel and Ink come
 * after it. Resolves when it has ended.
 */
export async function runTui(mode: TuiMode): Promise<number> {
  requireTerminal();
  silenceLibraries();
  collectOften();
  const folders = foldersOf(process.env, homedir());
  const { settings, problems } = await loadSettings(folders.config);
  const tty = new LocalTty({
    stdin: process.stdin,
    stdout: process.stdout,
    fd: 1,
    env: process.env,
    modes: { mouse: settings.mouse },
  });
  // The dark theme tells a chosen line by its ground, which is not seen without colours.
  const isColourless = tty.depth === 'none' && settings.theme === 'dark';
  const theme = themeOf(isColourless ? 'ansi' : settings.theme, folders);
  const stage = firstStage(tty, liveTheme(theme.theme));
  const early: Uint8Array[] = [];
  tty.onBytes((chunk) => early.push(chunk));
  let close = (): Promise<void> => Promise.resolve();
  const life = guardLife({ tty, close: () => close(), stateFolder: folders.state });
  tty.enter();
  stage.compositor.paint();

  const { startApp } = await import('../app.ts');
  const app = await startApp({
    ...stage,
    tty,
    clock: systemClock,
    mode,
    folders,
    env: process.env,
    problems: [...problems, ...theme.problems],
    settings: new LiveSettings({ folder: folders.config, settings, check: checkTheme(folders) }),
    quit: life.quit,
  }).catch((thrown: unknown) => {
    // What is wrong is said on the screen the person came from.
    tty.leave();
    throw thrown;
  });
  close = () => app.close();
  tty.onBytes((chunk) => app.receive(chunk));
  for (const chunk of early) app.receive(chunk);
  return new Promise(() => undefined);
}

/**
 * Keeps V8's space for new objects small. What a flooding device sends is garbage at once; left to grow, that space lets
 * some 70 MB of it lie around (measured with 300 MB), kept small 40.
 */
function collectOften(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Nothing but the compositor may write to the terminal: Node's own warnings and a library's `console` would paint over it. */
function silenceLibraries(): void {
  process.removeAllListeners('warning');
  process.on('warning', () => undefined);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  globalThis.console = new Console(nowhere);
}

/** Without a terminal there is nothing to draw on. */
function requireTerminal(): void {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new ShowrunError('bad-usage', 'there is no terminal here', {
      advice: "for scripts use: showrun run 'show version' -H all",
    });
  }
  const term = process.env['TERM'] ?? '';
  if (term === 'dumb' || term === '') {
    throw new ShowrunError('bad-usage', `this terminal (TERM=${term}) cannot move its cursor`, {
      advice: "set TERM to what it is, or use: showrun run 'show version' -H all",
    });
  }
}

function firstStage(tty: Tty, liveTheme: LiveTheme) {
  const { theme } = liveTheme;
  const store = new Store(initialState(tty.size), reduce);
  const live = emptyLive(theme);
  const scene = new StageScene({
    state: () => store.value,
    theme,
    live,
  });
  const compositor = new Compositor({ tty, clock: systemClock, scene });
  return { store, scene, compositor, live, liveTheme };
}

interface NamedTheme {
  readonly theme: Theme;
  readonly problems: readonly string[];
}

/** A theme that is not there, or is none, is refused before it is kept. */
function checkTheme({ config }: Folders) {
  return (name: SettingName, value: string): void => {
    if (name === 'theme') loadTheme(value, join(config, 'themes'));
  };
}

function themeOf(name: string, folders: Folders): NamedTheme {
  const own = join(folders.config, 'themes');
  try {
    return { theme: loadTheme(name, own), problems: [] };
  } catch (thrown) {
    const line = thrown instanceof ShowrunError ? thrown.line : String(thrown);
    return { theme: loadTheme('dark', undefined), problems: [line] };
  }
}
