import type { AppOptions } from './app/app-options.ts';
import { followSettings } from './app/follow-settings.ts';
import { openKeyboard } from './app/open-keyboard.ts';
import { openAtStart } from './app/opening.ts';
import { openParts, type Parts } from './app/parts.ts';
import { programCommands } from './app/program-commands.ts';
import { repaintOnChange } from './app/repaint-on-change.ts';
import type { Size } from './core/size.ts';
import { helpGroups, prettyKey } from './ui/help-groups.ts';
import type { StartedInk } from './ui/ink/start-ink.ts';
import { ReplPainter } from './ui/repl-painter.ts';
import { bastionsText } from './ui/way-text.ts';

export interface App {
  /** Bytes from the person's terminal. */
  receive(chunk: Uint8Array): void;
  close(): Promise<void>;
}

/** Builds every long-lived object, wires them, and opens what the command line asked for. Closes in reverse order. */
export async function startApp(options: AppOptions): Promise<App> {
  const { compositor, store, tty } = options;
  const parts = await openParts(options);
  const painter = bringToLife(options, parts);
  const program = programCommands(options, parts);
  const keyboard = openKeyboard({ ...options, ...parts, program });
  let ink: StartedInk | undefined;
  repaintOnChange(options, parts, () => ink?.update());
  followSettings(options, { painter, repl: parts.repl, layOutDialogs: () => ink?.update() });
  followSize(options);
  tty.onResumed(program.redraw);
  if (options.settings.value.mouse === 'off') {
    store.dispatch({ type: 'mouse/switched', mouse: 'off' });
  }
  await openAtStart(options, parts).catch(async (thrown: unknown) => {
    await parts.close();
    throw thrown;
  });
  compositor.paint();
  parts.repl.start();
  ink = await startInk(options);
  ink.update();
  return {
    receive: (chunk) => keyboard.push(chunk),
    close: async () => {
      ink?.close();
      await parts.close();
    },
  };
}

/** From here on names in the state have something live behind them. */
function bringToLife(
  { live, liveTheme, settings, clock }: AppOptions,
  { panes, tables, hints, replays, history, repl, keymap, backstage }: Parts,
): ReplPainter {
  const painter = new ReplPainter(repl, liveTheme.theme, () => settings.value.highlight);
  live.emulatorOf = (name) => replays.screenOf(name) ?? panes.emulatorOf(name);
  live.factsOf = (name) => replays.factsOf(name) ?? panes.factsOf(name);
  live.transport = () => replays.look();
  live.transportDrawn = (scrubber) => replays.drawn(scrubber);
  live.repl = () => painter.look();
  live.replClick = (x, y) => painter.click(x, y);
  live.hints = (grid, rect) => hints.blit(grid, rect);
  live.doctor = () => tables.doctor;
  live.history = () => history.desk.shown;
  live.nowMs = () => clock.wallMs();
  live.help = helpGroups(keymap);
  live.prefix = prettyKey(keymap.prefixName);
  live.summary = () => {
    const jumps = bastionsText(backstage.bastions.list);
    return jumps === '' ? panes.summary() : `${jumps} · ${panes.summary()}`;
  };
  return painter;
}

/** The layout follows the terminal, also in what it did while all this was being loaded. */
function followSize({ tty, store, compositor }: AppOptions): void {
  const resized = (size: Size): void => {
    compositor.reset();
    store.dispatch({ type: 'screen/resized', size });
    compositor.paint();
  };
  tty.onResized(resized);
  const { size } = tty;
  if (size.cols !== store.value.size.cols || size.rows !== store.value.size.rows) resized(size);
}

/** Ink is loaded last: it takes longer to load than everything else to start. */
async function startInk(options: AppOptions): Promise<StartedInk> {
  const { scene, compositor, liveTheme, store } = options;
  const module = await import('./ui/ink/start-ink.ts');
  return module.startInk({ scene, compositor, theme: liveTheme.theme, state: () => store.value });
}
