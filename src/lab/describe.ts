import type { Lab } from './lab.ts';

/** What `showrun lab` prints: how any SSH client reaches each device, and how to stop. */
export function describeLab(lab: Lab): string {
  const width = Math.max(...lab.devices.map(({ name }) => name.length));
  return [
    `${lab.title} (${lab.topology})`,
    ...(lab.drawing === ''
      ? []
      : [
          '',
          ...lab.drawing
            .trimEnd()
            .split('\n')
            .map((line) => `  ${line}`),
        ]),
    '',
    ...lab.devices.map(
      ({ name, address, port, username, password }) =>
        `  ${name.padEnd(width)}  ssh -p ${port} ${username}@${address}   user ${username}  password ${password}`,
    ),
    '',
    'The password is new with every start.',
    'The lab runs until you press Ctrl-C.',
  ].join('\n');
}
