import { expect, it, onTestFinished } from 'vitest';
import { atKeyboard } from '../helpers/at-keyboard.ts';
import { textOfColumns } from '../helpers/columns.ts';
import { firstMissing, missingCommand, peer } from '../helpers/peers.ts';
import { atShowrun, showrunCommand } from '../helpers/showrun-program.ts';
import { startTcpServer } from '../helpers/ssh-server.ts';

const blackHoleMissing = firstMissing(
  process.getuid?.() === 0 ? undefined : 'network namespaces take root',
  missingCommand('ip', 'iproute2'),
  missingCommand('unshare', 'util-linux'),
);

it('a host that refuses, is not known, or hangs up is told in its own pane, and the others live on', async () => {
  const silent = await startTcpServer((socket) => socket.end());
  const foreign = await startTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const closed = await startTcpServer(() => undefined);
  await closed.close();
  const hosts = [silent, foreign, closed].map(({ port }) => `127.0.0.1:${port}`);
  const person = await atShowrun(['nowhere.invalid', ...hosts], { cols: 200, rows: 40 });
  await person.sees((screen) => screen.split('Enter tries again').length === 4);
  await person.sees(/refused · next try in \d+ s · attempt \d/);
  const text = textOfColumns(person.screen());
  expect(text).toContain("nowhere.invalid has no address: 'nowhere.invalid' is not known");
  expect(text).toContain(`${hosts[0]} closed the connection before it said anything`);
  expect(text).toContain(`${hosts[1]} does not speak SSH 2 there`);
  expect(text).toContain(`${hosts[2]} refused the connection at 127.0.0.1 port ${closed.port}`);
  for (const server of [silent, foreign]) await server.close();
});

it('a host that never answers says what it waits for, and its pane can be closed at any time', async () => {
  const mute = await startTcpServer(() => undefined);
  onTestFinished(() => mute.close());
  const person = await atShowrun([`127.0.0.1:${mute.port}`]);
  await person.sees(/◌ \w+/);
  person.presses('ctrl-]', 'x');
  await person.losesSightOf(`127.0.0.1:${mute.port}`);
  person.presses('ctrl-]', 'q');
  expect(await person.exits()).toEqual({ code: 0, signal: 0 });
});

peer('a network namespace', blackHoleMissing)('an address from which nothing comes back', () => {
  it('can be given up at any time: the pane closed, the program left', async () => {
    const { command, args } = inBlackHole(showrunCommand(['198.51.100.2', '198.51.100.3']));
    const person = await atKeyboard({ command, args, cols: 120, rows: 36 });
    await person.sees((screen) => screen.split('◌ connecting').length === 3);
    person.presses('ctrl-]', 'x');
    await person.losesSightOf('198.51.100.2');
    person.presses('ctrl-]', 'q');
    expect(await person.exits({ withinMs: 3_000 })).toEqual({ code: 0, signal: 0 });
  });

  it('is given up with Ctrl-C in a run, at once', async () => {
    const run = inBlackHole(showrunCommand(['run', 'show version', '-H', '198.51.100.2']));
    const person = await atKeyboard(run);
    await person.sees('0 of 1 hosts');
    person.presses('ctrl-c');
    expect(await person.exits({ withinMs: 3_000 })).toMatchObject({ code: 130 });
  });
});

/** Runs a command in a network of its own, in which every packet is lost. */
function inBlackHole({ command, args = [] }: ReturnType<typeof showrunCommand>) {
  const setUp = [
    'ip link add hole type veth peer name end',
    'ip address add 198.51.100.1/24 dev hole',
    'ip link set hole up',
    'ip link set end up',
    // Known neighbours, so that nobody reports that they are not there.
    ...[2, 3].map((n) => `ip neigh add 198.51.100.${n} lladdr 02:00:00:00:00:0${n} dev hole`),
    'exec "$@"',
  ];
  return {
    command: 'unshare',
    args: ['--net', 'sh', '-c', setUp.join(' && '), 'sh', command, ...args],
  };
}
