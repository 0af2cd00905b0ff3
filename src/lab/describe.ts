import type { Lab } from './lab.ts';

/** What `showrun lab` prints: how any SSH client reaches each device, and how to stop. */
export function describeLab(lab: Lab): string {
  const width = Math.max(...lab.devices.map(({ name }) => name.length));
  const [first] = lab.devices;
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
      ({ name, address, port, username }) =>
        `  ${name.padEnd(width)}  ssh -p ${port} ${username}@${address}`,
    ),
    '',
    `  user ${first?.username}, password ${first?.password}, the same on every device, new with every start`,
    '',
    'The lab runs until you press Ctrl-C.',
  ].join('\n');
}
