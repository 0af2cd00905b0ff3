import { allHostsBench } from './all-hosts.ts';
import { commandsBench } from './commands.ts';
import { echoBench } from './echo.ts';
import { firstPaintBench } from './first-paint.ts';
import { frameBench } from './frame.ts';
import { idleAndMemoryBench } from './idle-and-memory.ts';
import { kernelBench } from './kernel.ts';
import { pageBench } from './page.ts';
import { recordingBench } from './recording.ts';
import { recordingsOpenBench } from './recordings-open.ts';
import { recordingsSearchBench } from './recordings-search.ts';
import { replEchoBench } from './repl-echo.ts';
import type { Bench } from './row.ts';
import { seekBench } from './seek.ts';
import { tableScrollBench } from './table-scroll.ts';
import { textfsmBench } from './textfsm.ts';

/** Every benchmark, in the order of the table. */
export const benches: readonly { readonly name: string; readonly bench: Bench }[] = [
  { name: 'echo', bench: echoBench },
  { name: 'frame', bench: frameBench },
  { name: 'table-scroll', bench: tableScrollBench },
  { name: 'repl-echo', bench: replEchoBench },
  { name: 'kernel', bench: kernelBench },
  { name: 'all-hosts', bench: allHostsBench },
  { name: 'first-paint', bench: firstPaintBench },
  { name: 'recording', bench: recordingBench },
  { name: 'recordings-search', bench: recordingsSearchBench },
  { name: 'textfsm', bench: textfsmBench },
  { name: 'commands', bench: commandsBench },
  { name: 'seek', bench: seekBench },
  { name: 'idle-and-memory', bench: idleAndMemoryBench },
  { name: 'recordings-open', bench: recordingsOpenBench },
  { name: 'page', bench: pageBench },
];
