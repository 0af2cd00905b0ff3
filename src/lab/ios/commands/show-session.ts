import { formatClock, formatHms } from '../../model/time.ts';
import type { Command, View } from '../command.ts';
import { EXEC } from '../mode.ts';

/** The vty lines come after the console and the auxiliary port. */
const FIRST_VTY = 2;

export const showSessionCommands: readonly Command[] = [
  {
    modes: EXEC,
    path: 'show clock',
    help: 'Display the system clock',
    show: ({ network }) => `*${formatClock(network.wallMs)}`,
  },
  {
    modes: EXEC,
    path: 'show users',
    help: 'Display information about terminal lines',
    show: showUsers,
  },
  {
    modes: EXEC,
    path: 'show history',
    help: 'Display the session command history',
    show: ({ terminal }) => terminal.history.map((line) => `  ${line}`).join('\n'),
  },
  {
    modes: EXEC,
    path: 'show terminal',
    help: 'Display terminal configuration parameters',
    show: ({ terminal: { line, settings } }) =>
      [
        `Line ${line.number + FIRST_VTY}, Location: "", Type: "xterm"`,
        `Length: ${settings.lengthRows} lines, Width: ${settings.widthCols} columns`,
        `History is enabled, history size is ${settings.historySize}.`,
      ].join('\n'),
  },
];

function showUsers({ device, network, terminal }: View): string {
  const rows = [...device.lines]
    .sort((a, b) => a.number - b.number)
    .map((line) => {
      const mark = line === terminal.line ? '*' : ' ';
      const name = `${String(line.number + FIRST_VTY).padStart(3)} vty ${line.number}`;
      const idle = formatHms(network.nowMs - line.lastInputMs);
      return `${mark}${name.padEnd(14)}${line.user.padEnd(11)}${'idle'.padEnd(21)}${idle}   ${line.location}`;
    });
  return [
    '    Line       User       Host(s)              Idle       Location',
    ...rows,
    '',
    '  Interface    User               Mode         Idle     Peer Address',
    '',
  ].join('\n');
}
