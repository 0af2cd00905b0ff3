import { describe, expect, it } from 'vitest';
import { asShowrunError } from '../../src/core/errors.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { Driver } from '../../src/session/driver/driver.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { recogniserFrom } from '../helpers/fake-recogniser.ts';
import { GeneratedDevice } from '../helpers/generated-device.ts';
import { type PlatformSamples, samplesOf } from '../helpers/platform-samples.ts';

// `auto` against a device of each platform, made of the platform's own data: its prompt, what its samples say it shows and
// answers; every other probe is refused in the platform's words.
const platforms = openPlatforms();
const names = platforms.names().filter((name) => !name.startsWith('generic'));
const probes = [...new Set(platforms.all().flatMap((one) => one.probes.map(({ send }) => send)))];

/** Variants that show nothing of their own, or not before they are asked: what they extend is found, and serves them. */
const FOUND_AS: Readonly<Record<string, string>> = {
  adva_fsp150f3: 'adva_fsp150f2',
  alcatel_sros: 'nokia_sros',
  aruba_procurve: 'hp_procurve',
  audiocode_66: 'audiocode_72',
  brocade_vdx: 'brocade_nos',
  ciena_saos10: 'ciena_saos',
  cisco_s200: 'cisco_s300',
  corelight_linux: 'linux',
  dell_dnos9: 'dell_os9',
  edgecore_sonic: 'linux',
  ericsson_mltn66: 'ericsson_mltn63',
  extreme: 'extreme_exos',
  extreme_nos: 'brocade_nos',
  extreme_vdx: 'brocade_nos',
  f5_ltm: 'f5_tmsh',
  huawei: 'huawei_vrp',
  huawei_olt: 'huawei_smartax',
  huawei_smartaxmmi: 'huawei_smartax',
  juniper: 'juniper_junos',
  mellanox: 'mellanox_mlnxos',
  mikrotik_switchos: 'mikrotik_routeros',
  nokia_sros_classic: 'nokia_sros',
  ovs_linux: 'linux',
  ubiquiti_edge: 'ubiquiti_edgeswitch',
};

/** Nothing sure is known of what these show, or their own command is not among the three asked: somebody has to name them. */
const NOT_FOUND: ReadonlySet<string> = new Set([
  'accedian',
  'audiocode_shell',
  'checkpoint_gaia',
  'ciena_waveserver',
  'cloudgenix_ion',
  'coriant',
  'digi_transport',
  'fiberstore_networkos',
  'keymile',
]);

describe.each(names)('a device of platform %s', (name) => {
  it('is found by what it shows and answers', async () => {
    const expected = NOT_FOUND.has(name) ? 'generic' : (FOUND_AS[name] ?? name);
    const { found, asked, waitedMs } = await identified(name, signsOf(name));
    expect(`${name} is found as ${found}`).toBe(`${name} is found as ${expected}`);
    expect(asked.length).toBeLessThanOrEqual(3);
    if (found !== 'generic') expect(waitedMs).toBeLessThan(500);
  });

  it('is found though its answers come a line at a time, with its pager between', async () => {
    const expected = NOT_FOUND.has(name) ? 'generic' : (FOUND_AS[name] ?? name);
    const { found, strayKeys } = await identified(name, signsOf(name), 'by lines');
    expect(`${name} is found as ${found}`).toBe(`${name} is found as ${expected}`);
    expect(strayKeys).toEqual([]);
  });

  it('is not taken for another one when it answers but shows nothing', async () => {
    const { found } = await identified(name, { answers: signsOf(name)?.answers });
    if (found !== 'generic') expect(familyOf(found)).toBe(familyOf(name));
  });
});

describe('every probe', () => {
  it('is a question that changes nothing, on one line', () => {
    const harmless = /^(?:show|display|get|uname -a|cat \/etc\/issue|software show)\b[\w /.-]*$/;
    expect(probes.filter((send) => !harmless.test(send))).toEqual([]);
  });
});

/** What a device of the platform shows; a variant without signs of its own shows those of what it extends. */
function signsOf(name: string): PlatformSamples['signs'] {
  const line = [name, ...(platforms.find(name).parents ?? [])];
  return line.map((one) => samplesOf(one).signs).find((signs) => signs !== undefined);
}

interface Identified {
  readonly found: string;
  /** What was typed on the device. */
  readonly asked: readonly string[];
  /** Time our side has waited; the device answers at once. */
  readonly waitedMs: number;
  /** Keys at its pager that were not the pager's. */
  readonly strayKeys: readonly string[];
}

async function identified(
  name: string,
  signs: PlatformSamples['signs'],
  answersPaged?: 'by lines',
): Promise<Identified> {
  const platform = platforms.find(name);
  const generated = new GeneratedDevice({
    platform,
    samples: samplesOf(name),
    mode: loginMode(platform),
    paging: 'stays',
    secrets: 'none',
    signs,
    refused: probes,
    ...(answersPaged === undefined ? {} : { answersPaged }),
  });
  const { transport, device } = generated;
  const clock = new FakeClock();
  const driver = new Driver({
    host: 'device',
    platform: platforms.find('auto'),
    recogniser: recogniserFrom(platforms),
    peer: transport.peer,
    cols: 132,
    clock,
    write: (bytes) => transport.write(bytes),
    onNotice: () => undefined,
    onLearned: () => undefined,
    onFault: (thrown) => {
      throw thrown;
    },
  });
  transport.onBytes((chunk) => driver.channel.receive(chunk));
  generated.greet();
  const identify = async (): Promise<void> => {
    await driver.ready();
    // A device whose prompt nobody knows cannot be typed at.
    await driver.identify({ idleTimeoutMs: 500 }).catch(asShowrunError);
  };
  await finished(identify(), clock);
  const { strayKeys } = generated;
  return { found: driver.platform.name, asked: device.entered, waitedMs: clock.nowMs(), strayKeys };
}

/** The platform all variants of an OS extend in the end. */
function familyOf(name: string): string {
  return platforms.find(name).parents?.at(-1) ?? name;
}

/** Where a login on a device of this platform ends. */
function loginMode(platform: Platform): string {
  const modes = platform.prompts.map(({ mode }) => mode);
  const usual = [platform.homeMode, 'privileged', 'exec', 'shell'];
  return usual.find((mode) => mode !== undefined && modes.includes(mode)) ?? modes[0] ?? '';
}

/** Lets time pass until the work is done. */
async function finished(work: Promise<void>, clock: FakeClock): Promise<void> {
  let isDone = false;
  const watched = work.finally(() => {
    isDone = true;
  });
  watched.catch(() => undefined);
  while (!isDone) await clock.pass(20);
  await watched;
}
