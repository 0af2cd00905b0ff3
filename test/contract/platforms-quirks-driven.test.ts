import { describe, expect, it } from 'vitest';
import { withoutClutter } from '../../src/parse/clean-text.ts';
import { ownPromptOf } from '../../src/platforms/own-prompt.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { type Scene, type Stage, survives } from '../helpers/stage.ts';

// Quirks that show while a device is driven, each over a good line, byte by byte, and cut anywhere. Numbers are those of the list of
// device quirks; those that are data alone are in the files beside this one, under the same numbers.
const platforms = openPlatforms();
const of = (name: string): Platform => platforms.find(name);

/** A device on which `show it` says these words. */
function saying(
  name: string,
  { prompt, words, gives }: { prompt: string; words: string; gives: string },
) {
  const play = async ({ device, run }: Stage) => {
    device.replies['show it'] = words;
    const first = await run('show it');
    const again = await run('show it');
    return [first, again].map((said) => said.replace(/^\S+ /, ''));
  };
  return survives({ platform: of(name), prompt, play, gives: [gives, gives] }, { numRuns: 6 });
}

describe('Cisco', () => {
  it('Q1 cisco_ios: a name cut in configuration mode is still the host, and the way back is found', () =>
    survives({
      platform: of('cisco_ios'),
      prompt: 'a-very-long-router-name-1#',
      play: async ({ device, run, channel }) => {
        device.replies['configure terminal'] = changing(device, 'a-very-long-router-n(config)#');
        device.replies['end'] = changing(device, 'a-very-long-router-name-1#');
        await run('configure terminal');
        const mode = channel.prompt?.mode;
        await run('end');
        return [mode, channel.prompt?.mode, channel.prompt?.host];
      },
      gives: ['configuration', 'privileged', 'a-very-long-router-name-1'],
    }));

  it('Q11 cisco_asa: stray carriage returns neither join nor split lines', () =>
    saying('cisco_asa', {
      prompt: 'fw# ',
      words: '\rone\r\r\n\rtwo\r\n\r\r\nthree\r\r\r\n',
      gives: 'ok: one\ntwo\n\nthree',
    }));

  it('Q49 cisco_tp: an answer ends with a line that says how it went', () =>
    survives({
      platform: of('cisco_tp'),
      greeting: 'Welcome to \r\nCisco Codec Release TC7.3.6\r\n\r\nOK\r\n',
      prompt: '',
      play: async ({ device, run }) => {
        device.replies['xStatus SystemUnit Uptime'] =
          '*s SystemUnit Uptime: 12\r\n** end\r\n\r\nOK\r\n';
        device.replies['xCommand Bogus'] = '\r\nERROR\r\n';
        const uptime = await run('xStatus SystemUnit Uptime');
        return [uptime, await run('xCommand Bogus'), await run('xStatus SystemUnit Uptime')];
      },
      gives: [
        'exec ok: *s SystemUnit Uptime: 12\n** end\n\nOK',
        'exec refused: \nERROR',
        'exec ok: *s SystemUnit Uptime: 12\n** end\n\nOK',
      ],
    }));
});

describe('Huawei', () => {
  it.each(['huawei_vrp', 'huawei_vrpv8'])(
    'Q20 %s: a blank that is taken back is not in the text',
    (name) =>
      saying(name, {
        prompt: '<sw1>',
        words: 'one \x1b[1Dtwo\r\n   \x1b[3Dthree\r\n',
        gives: 'ok: onetwo\nthree',
      }),
  );
});

describe('HP', () => {
  it('Q22 hp_procurve: lines addressed on the screen are lines', () =>
    saying('hp_procurve', {
      prompt: 'sw1# ',
      words:
        '\x1b[24;1H\x1b[2K\x1b[1;24r\x1b[24;1Hone\x1b[24;1H\x1bE\x1b[24;1Htwo\r\n\x1b[24;5Hthree\r\n',
      gives: 'ok: one\ntwo\n    three',
    }));
});

describe('Palo Alto', () => {
  const progress = ['10%', '40%', '70%', '98%', '100%'];
  it.each([
    ['Configuration committed successfully', 'ok'],
    ['Commit failed', 'refused'],
  ])('Q31 paloalto_panos: a commit is waited for through its progress: %s', (end, outcome) =>
    survives(
      {
        platform: of('paloalto_panos'),
        prompt: 'admin@fw(active)# ',
        play: async ({ device, run, clock }) => {
          device.replies['commit'] = () => {
            device.say('\r\nCommit job 12 is in progress.\r\n');
            for (const [at, part] of progress.entries()) {
              clock.after(20_000 * (at + 1), () => device.say(`..${part}`));
            }
            clock.after(120_000, () => device.say(`\r\n${end}\r\n\r\n[edit]\r\n${device.prompt}`));
          };
          const said = await run('commit');
          return [
            said.split(':')[0],
            said.includes('..10%..40%..70%..98%..100%'),
            said.endsWith(end),
          ];
        },
        gives: [`configuration ${outcome}`, true, true],
      },
      { numRuns: 4 },
    ),
  );
});

describe('MikroTik', () => {
  it('Q33 mikrotik_routeros: a long line is drawn again and again while it is typed', () => {
    const command = `/ip/firewall/filter/print where comment~"${'x'.repeat(40)}"`;
    return survives(
      {
        platform: of('mikrotik_routeros'),
        prompt: '[admin@rb1] > ',
        play: async ({ device, run }) => {
          device.echo = (key) =>
            device.line.length > 64 ? `\r\x1b[K${device.prompt}${device.line.slice(-60)}` : key;
          device.replies[command] = 'none\r\n';
          return [await run(command), await run(command), device.entered.length];
        },
        gives: ['exec ok: none', 'exec ok: none', 2],
      },
      { numRuns: 2 },
    );
  });
});

describe('Nokia', () => {
  it('Q36 nokia_sros_classic: marks and contexts in the prompt are no part of the name', () =>
    survives({
      platform: of('nokia_sros_classic'),
      prompt: 'A:r1# ',
      play: async ({ device, run, channel }) => {
        const names = [];
        for (const prompt of ['*A:r1# ', '*A:r1>config# ', 'A:r1>config>router$ ', 'A:r1# ']) {
          device.replies['go'] = changing(device, prompt);
          await run('go');
          names.push(channel.prompt?.host);
        }
        return names;
      },
      gives: ['r1', 'r1', 'r1', 'r1'],
    }));
});

describe('Extreme', () => {
  it('Q41 extreme_exos: the prompt counts, and a dirty mark comes and goes', () => {
    let count = 1;
    return survives({
      platform: of('extreme_exos'),
      prompt: 'sw.1 # ',
      play: async ({ device, run }) => {
        count = 1;
        device.replies['show it'] = () => {
          count += 1;
          device.prompt = `${count % 2 === 0 ? '* ' : ''}sw.${count} # `;
          device.say(`one\r\n${device.prompt}`);
        };
        return [await run('show it'), await run('show it'), await run('show it')];
      },
      gives: Array(3).fill('privileged ok: one'),
    });
  });
});

describe('Linux and its kin', () => {
  it('Q44 linux: a prompt nobody foresaw can be named for a host', () =>
    survives({
      platform: of('linux'),
      greeting: '\r\n[12:00:01] web1 ready\u2192 ',
      prompt: '[12:00:01] web1 ready\u2192 ',
      play: async ({ device, run, channel }) => {
        channel.ownPrompt = ownPromptOf('/^\\[[\\d:]{8}\\] \\w+ ready\u2192 ?$/');
        device.replies['uptime'] = 'up 3 days\r\n';
        const first = await run('uptime');
        device.prompt = '[12:34:56] web1 ready\u2192 ';
        return [first, await run('uptime'), await run('uptime')];
      },
      gives: Array(3).fill('shell ok: up 3 days'),
    }));
});

describe('NetScaler', () => {
  it('Q50 netscaler: the last line of an answer is no row of its table', async () => {
    const scene: Scene = {
      platform: of('netscaler'),
      prompt: '> ',
      play: async ({ device, channel, within }) => {
        device.replies['show it'] = `${'row\r\n'.repeat(20)} Done\r\n`;
        const { text } = await within(channel.run('show it'));
        return withoutClutter(text, of('netscaler')).text;
      },
      gives: Array(20).fill('row').join('\n'),
    };
    await survives(scene, { numRuns: 4 });
  });
});

function changing(device: Stage['device'], prompt: string) {
  return (): void => {
    device.prompt = prompt;
    device.say(prompt);
  };
}

it('what stands in a person’s way is never typed over: a question stays one', async () => {
  const scene: Scene = {
    platform: of('cisco_ios'),
    prompt: 'r1#',
    play: async ({ device, run, transport }) => {
      device.replies['reload'] = () => device.say('Proceed with reload? [confirm]');
      return [await run('reload'), transport.written];
    },
    gives: ["no-prompt: device asks 'Proceed with reload? [confirm]' after 'reload'", 'reload\r'],
  };
  await survives(scene);
  expect(
    of('cisco_ios').safeAnswers.some(({ pattern }) =>
      pattern.test('Proceed with reload? [confirm]'),
    ),
  ).toBe(false);
});
