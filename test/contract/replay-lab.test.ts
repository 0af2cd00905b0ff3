import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asker } from '../../src/core/asker.ts';
import { systemClock } from '../../src/core/clock.ts';
import { Emitter } from '../../src/core/emitter.ts';
import { textOfBlock } from '../../src/journal/read/block-text.ts';
import { openOurs } from '../../src/journal/read/open-ours.ts';
import { type Lab, type LabDevice, startLab } from '../../src/lab/lab.ts';
import { Gate } from '../../src/net/gate.ts';
import { openSsh } from '../../src/net/ssh.ts';
import { ParseService } from '../../src/parse/parse-service.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { ColumnRulesFile } from '../../src/repl/diff/column-rules-file.ts';
import { Kernel } from '../../src/repl/link/kernel-host.ts';
import { sessionBackend } from '../../src/repl/link/session-backend.ts';
import { compareServices } from '../../src/repl/snapshots/compare-services.ts';
import { SnapshotStore } from '../../src/repl/snapshots/snapshot-store.ts';
import { openReplay, type Replay } from '../../src/replay/replay.ts';
import { joinTaps } from '../../src/session/record/join-taps.ts';
import type { TapFor } from '../../src/session/record/session-tap.ts';
import type { Session } from '../../src/session/session.ts';
import { Sessions } from '../../src/session/sessions.ts';
import { Feeder } from '../../src/term/feeder.ts';
import { testJournal } from '../helpers/cast-of.ts';
import { shownBy } from '../helpers/device-stream.ts';
import { markingTap } from '../helpers/marking-tap.ts';
import { testHost } from '../helpers/test-host.ts';

// Sessions to the lab over SSH, recorded; then replayed beside live ones to the same lab, in the real kernel.

const platforms = openPlatforms();
const parser = new ParseService({});
const feeder = new Feeder();
const BRIEF = 'show ip interface brief';
const marked: { session: string; wallMs: number; shown: ReturnType<typeof shownBy> }[] = [];
/** A command of the session of that name is over. */
const over = new Emitter<string>();
let folder: string;
let lab: Lab;
let sessions: Sessions;
let replay: Replay;
let kernel: Kernel;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-replay-lab-'));
  lab = await startLab();
  const recording = openOurs(await recorded());
  sessions = sessionsTo();
  await opened(sessions, ['r1']);
  replay = await openReplay({
    ...{ sessions, recording, platforms, clock: systemClock, onKeys: () => undefined },
    textOf: (block) => textOfBlock(recording, block, platforms),
    checkpoints: { everyBytes: 500 },
  });
  const store = new SnapshotStore(join(folder, 'snapshots'));
  const rules = new ColumnRulesFile({ path: join(folder, 'columns.json'), clock: systemClock });
  kernel = new Kernel({
    backend: sessionBackend({ sessions }),
    services: compareServices({ store, rules, lineageOf: (platform) => [platform] }),
    heapMb: 256,
  });
});

afterAll(async () => {
  await kernel.close();
  await replay.close();
  await sessions.close();
  await lab.close();
  await parser.close();
  rmSync(folder, { recursive: true });
});

describe('sessions to the lab that were recorded', () => {
  it('show what they showed when each command was entered, in any order', () => {
    const chapters = replay.player.chapters.filter(({ kind }) => kind === 'block');
    expect(marked.length).toBeGreaterThan(8);
    expect(chapters.length).toBeGreaterThan(8);
    const { startedAtMs } = replay.player.recording;
    for (const { session, wallMs, shown } of [...marked, ...marked.toReversed()]) {
      const near = (wallMs - startedAtMs) / 1_000;
      const own = replay.player.chaptersOf(session);
      const chapter = own.findLast(({ atS }) => atS <= near + 0.002);
      replay.player.seek(chapter?.atS ?? 0);
      const { emulator } = replay.sessions.get(session) ?? {};
      expect({ session, near, ...(emulator && shownBy(emulator)) }).toEqual({
        ...{ session, near, ...shown },
      });
    }
  });

  it('are compared between two moments, and with the live device, by what they answered', async () => {
    const [first, second] = replay.player
      .chaptersOf('r1')
      .filter(({ title }) => title === BRIEF)
      .map(({ atS }) => atS);
    replay.player.seek(first ?? 0);
    expect(await said(`%snapshot then ${BRIEF} @r1.2`)).toContain('1 answer of r1.2');
    expect(await said('%diff then @r1.2')).toContain('no difference');
    replay.player.seek(second ?? 0);
    expect(await said('%diff then @r1.2')).toMatch(/\+ Loopback77 .*10\.77\.0\.1/);
    expect(await said(`%diff r1.2 r1 ${BRIEF}`)).toContain('no difference');
    replay.player.seek(first ?? 0);
    expect(await said(`%diff r1.2 r1 ${BRIEF}`)).toMatch(/\+ Loopback77/);
  });

  it('give tables and blocks in cells, and one line for what was not asked', async () => {
    replay.player.seek(replay.player.recording.durationS);
    expect(await said('@r1.2 sh ip int br |> where interface=Loopback77')).toContain('10.77.0.1');
    expect(await said('(await hosts["r1.2"].blocks).map((b) => b.command).at(-1)')).toContain(
      'show',
    );
    expect(await said('@r1.2 show clock detail')).toMatch(
      /r1\.2 was never asked 'show clock detail'/,
    );
    expect(await said('await hosts["r1.2"].config(["no shutdown"])')).toContain(
      'r1.2 is a recording: nothing can be sent to it',
    );
  });
});

/** A run with two hosts: scripts and a person at work, resizes, a change. Gives its folder. */
async function recorded(): Promise<string> {
  const journal = testJournal(join(folder, 'recordings'), { kind: 'tui' });
  const live: Sessions = sessionsTo((tapped) =>
    joinTaps([
      journal.tapFor(tapped),
      markingTap(
        () => {
          const session = live.byName(tapped.name);
          const { emulator, pendingBytes = 0 } = session ?? {};
          if (emulator === undefined || pendingBytes > 0) return;
          marked.push({ session: tapped.name, wallMs: Date.now(), shown: shownBy(emulator) });
        },
        () => over.emit(tapped.name),
      ),
    ]),
  );
  const [r1, r2] = await opened(live, ['r1', 'r2']);
  if (r1 === undefined || r2 === undefined) throw new Error('the lab has no r1 and r2');
  await Promise.all([r1.run(BRIEF), r2.run('show version')]);
  r1.resize({ cols: 60, rows: 10 });
  await r1.run('show running-config');
  await typed(r2, 'show ip route\r');
  await r1.config(['interface Loopback77', 'ip address 10.77.0.1 255.255.255.255']);
  await typed(r1, 'show nothing\r');
  r1.resize({ cols: 100, rows: 30 });
  await Promise.all([r1.run(BRIEF), r2.run('show running-config'), r2.run(BRIEF)]);
  await live.close();
  await journal.close();
  const [run = ''] = readdirSync(join(folder, 'recordings'));
  return join(folder, 'recordings', run);
}

function sessionsTo(tapFor?: TapFor): Sessions {
  const asker: Asker = { trustHostKey: async () => 'once', secret: async () => undefined };
  const services = { asker, handshakes: new Gate(8) };
  return new Sessions({
    ...{ feeder, ...(tapFor && { tapFor }) },
    transportTo: (host) => openSsh(host, services),
    platformOf: (name) => platforms.find(name),
    parse: (request) => parser.parse(request),
  });
}

async function opened(all: Sessions, names: readonly string[]): Promise<Session[]> {
  const devices = lab.devices.filter(({ name }) => names.includes(name));
  const list = devices.map((device) => all.open(hostOf(device), { cols: 80, rows: 24 }));
  await Promise.all(list.map((session) => session.ready()));
  return list;
}

function hostOf({ name, address, port, username, platform, password }: LabDevice) {
  return testHost({
    ...{ name, address, port, username, platform, groups: ['lab'] },
    password: { from: 'memory', reveal: () => password },
    knownHostsFiles: [join(folder, 'known_hosts')],
  });
}

/** A person types a command, and the device is at its prompt again. */
async function typed(session: Session, keys: string): Promise<void> {
  const isOver = new Promise<void>((resolve) => {
    const off = over.on((name) => {
      if (name !== session.name) return;
      off();
      resolve();
    });
  });
  session.write(Buffer.from(keys));
  await isOver;
}

async function said(source: string): Promise<string> {
  const outcome = await kernel.evaluate(source);
  if (outcome.status === 'value') return stripVTControlCharacters(outcome.text);
  return outcome.status === 'failed' ? stripVTControlCharacters(outcome.text) : outcome.status;
}
