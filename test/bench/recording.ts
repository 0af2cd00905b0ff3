import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Journal } from '../../src/journal/write/journal.ts';
import { Gate } from '../../src/net/gate.ts';
import { openSsh } from '../../src/net/ssh.ts';
import { Session } from '../../src/session/session.ts';
import { Feeder } from '../../src/term/feeder.ts';
import { testJournal } from '../helpers/cast-of.ts';
import { fakePlatform } from '../helpers/fake-platform.ts';
import { ScriptedAsker, testHost } from '../helpers/ssh-client.ts';
import { makeKey, type Sshd, startSshd } from '../helpers/sshd.ts';
import { type Bench, medianOf } from './row.ts';

const ROUNDS = 5;
const ROUND_MB = 40;
/** SHOWRUN_FLOOD_MB=1000 for the whole gigabyte. */
const FLOOD_MB = Number(process.env['SHOWRUN_FLOOD_MB'] ?? 200);
const MB = 1_000_000;

/** What recording takes of the way from a real sshd to the screen, and a flood that is recorded to its last byte. */
export const recordingBench: Bench = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'showrun-bench-recording-'));
  const keyFile = join(folder, 'key');
  const sshd = await startSshd({ authorizedKeys: [makeKey(keyFile)], forcedCommand: FLOODER });
  const device = { sshd, keyFile, folder };
  try {
    await timeOf(device, 'not recorded', ROUND_MB);
    await timeOf(device, 'recorded', ROUND_MB);
    const off: number[] = [];
    const on: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      off.push(await timeOf(device, 'not recorded', ROUND_MB));
      on.push(await timeOf(device, 'recorded', ROUND_MB));
    }
    const [without, recorded] = [medianOf(off)?.median ?? 0, medianOf(on)?.median ?? 0];
    const flood = await recordFlood(device);
    return [
      {
        what: 'a MB from ssh to the screen, recorded',
        unit: 'ms',
        ours: { median: recorded },
        peers: [{ name: 'not recorded', median: without }],
        budget: { kind: 'at-most', median: without * 1.1 },
      },
      {
        what: `${FLOOD_MB} MB of a flood recorded: memory that grew`,
        unit: 'MB',
        ours: { median: flood.grownMb },
        peers: [],
        budget: { kind: 'at-most', median: 100 },
      },
      {
        what: '… bytes of it that are missing',
        unit: 'MB',
        ours: { median: flood.missingBytes / MB },
        peers: [],
        budget: { kind: 'at-most', median: 0 },
      },
      { what: '… how fast', unit: 'MB/s', ours: { median: flood.mbPerS }, peers: [] },
    ];
  } finally {
    await sshd.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

// `flood N` prints N bytes, as devices do: lines, some of them coloured.
const LINE =
  'GigabitEthernet0/1 is \\033[32mup\\033[0m, line protocol is up, 10.0.0.1/24 MTU 1500 bytes';
const FLOODER =
  `sh -c 'stty -echo; printf "flood# "; while read command bytes; do ` +
  `yes "$(printf "${LINE}")" | head -c $bytes; printf "\\r\\nflood# "; done'`;

interface Device {
  readonly sshd: Sshd;
  readonly keyFile: string;
  readonly folder: string;
}

/** Processor time of this process for a MB, in ms: ssh, the session, the screen, and the recording's own. */
async function timeOf(
  device: Device,
  how: 'recorded' | 'not recorded',
  megabytes: number,
): Promise<number> {
  const journal = how === 'recorded' ? testJournal(join(device.folder, 'recordings')) : undefined;
  const { session, ready } = await opened(device, journal);
  const before = process.cpuUsage();
  session.write(Buffer.from(`flood ${megabytes * MB}\r`));
  await ready();
  const { user, system } = process.cpuUsage(before);
  await session.close();
  await journal?.close();
  rmSync(join(device.folder, 'recordings'), { recursive: true, force: true });
  return (user + system) / 1_000 / megabytes;
}

async function recordFlood(device: Device) {
  const folder = join(device.folder, 'recordings');
  const journal = testJournal(folder);
  const { session, ready } = await opened(device, journal);
  const before = process.memoryUsage.rss();
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 100);
  const startMs = performance.now();
  session.write(Buffer.from(`flood ${FLOOD_MB * MB}\r`));
  await ready();
  const tookS = (performance.now() - startMs) / 1_000;
  clearInterval(look);
  const sent = session.rawLog.received;
  await session.close();
  await journal.close();
  const cast = join(folder, readdirSync(folder)[0] ?? '', 'r1.cast');
  const kept = await outputBytes(cast);
  return {
    grownMb: (most - before) / MB,
    missingBytes: sent - kept,
    mbPerS: FLOOD_MB / tookS,
  };
}

/** A session on the device, at its prompt; `ready` waits for the next one, drawn. */
async function opened({ sshd, keyFile }: Device, journal: Journal | undefined) {
  const feeder = new Feeder();
  const host = testHost({
    ...{ port: sshd.port, username: sshd.username, platform: fakePlatform.name },
    keys: [keyFile],
    keysOnly: true,
  });
  const session = new Session({
    ...{ name: 'r1', host, feeder, platform: fakePlatform },
    size: { cols: 120, rows: 40 },
    openTransport: openSsh(host, { asker: new ScriptedAsker(), handshakes: new Gate(8) }),
    tapFor: journal?.tapFor,
  });
  let prompts = 0;
  let wake: () => void = () => undefined;
  let wanted = 0;
  const look = (): void => {
    if (session.pendingBytes > 0 || !session.emulator?.cursorLine().startsWith('flood#')) return;
    prompts = session.rawLog.received;
    if (prompts > wanted) wake();
  };
  // What was drawn counts as pending until its listeners are done.
  session.onDirty.on(() => setImmediate(look));
  const ready = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    wanted = prompts;
  };
  const isReady = ready();
  await session.open();
  await isReady;
  return { session, ready };
}

/** Bytes of output in a cast, counted line by line so that a gigabyte of it is never in memory. */
async function outputBytes(file: string): Promise<number> {
  let bytes = 0;
  const handle = await open(file);
  for await (const line of handle.readLines()) {
    const event: unknown = JSON.parse(line);
    if (Array.isArray(event) && event[1] === 'o') bytes += Buffer.byteLength(String(event[2]));
  }
  return bytes;
}
