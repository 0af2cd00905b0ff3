import { formatLogEntry } from '../../model/log.ts';
import type { Command, View } from '../command.ts';
import { EXEC } from '../mode.ts';

export const showLoggingCommands: readonly Command[] = [
  {
    modes: EXEC,
    path: 'show logging',
    help: 'Show the contents of logging buffers',
    show: showLogging,
  },
];

function showLogging({ device }: View): string {
  const { total, entries } = device.log;
  return [
    `Syslog logging: enabled (0 messages dropped, 0 messages rate-limited,`,
    '                0 flushes, 0 overruns, xml disabled, filtering disabled)',
    '',
    'No Active Message Discriminator.',
    '',
    'No Inactive Message Discriminator.',
    '',
    `    Console logging: level debugging, ${total} messages logged, xml disabled,`,
    '                     filtering disabled',
    '    Monitor logging: level debugging, 0 messages logged, xml disabled,',
    '                     filtering disabled',
    `    Buffer logging:  level debugging, ${total} messages logged, xml disabled,`,
    '                     filtering disabled',
    '    Exception Logging: size (8192 bytes)',
    '    Count and timestamp logging messages: disabled',
    '    Persistent logging: disabled',
    '',
    'Log Buffer (8192 bytes):',
    '',
    ...entries.map(formatLogEntry),
  ].join('\n');
}
