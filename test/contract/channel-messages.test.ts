import { describe, expect, it } from 'vitest';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { WHOLE } from '../helpers/line-quality.ts';
import { played, type Scene, survives } from '../helpers/stage.ts';

// What devices say on their own, in every form the platforms know: none of it is part of an answer, and none of it is lost.
const platforms = openPlatforms();
const ios = platforms.find('cisco_ios');
const LOG = '*Mar  1 00:00:10.123: %LINK-3-UPDOWN: Interface Ethernet0/1, changed state to down';

/** Messages as devices send them unasked, one form after the other. */
const FORMS = [
  ['cisco_ios', 'r1#', LOG],
  [
    'cisco_ios',
    'r1#',
    '000123: *Mar  1 2026 00:00:10.123 UTC: %OSPF-5-ADJCHG: Process 1, Nbr 2.2.2.2 Up',
  ],
  ['cisco_ios', 'r1#', '.Mar  1 00:00:10: %SYS-5-CONFIG_I: Configured from console by admin'],
  ['cisco_ios', 'r1#', '*** --- SHUTDOWN in 0:05:00 ---'],
  ['cisco_nxos', 'n9k# ', '2026 Nov 20 10:00:00 n9k %ETHPORT-5-IF_UP: Interface Ethernet1/1 is up'],
  [
    'cisco_xr',
    'RP/0/RP0/CPU0:r1#',
    'RP/0/RP0/CPU0:Nov 20 10:00:00.123 UTC: config[65740]: %MGBL-CONFIG-6-DB_COMMIT : Configuration committed',
  ],
  ['cisco_asa', 'fw# ', '%ASA-6-302013: Built outbound TCP connection 1 for outside'],
  ['cisco_ftd', '> ', '%FTD-6-302013: Built outbound TCP connection 1 for outside'],
  [
    'hp_comware',
    '<core1>',
    '%Mar  1 10:00:00:123 2026 core1 IFNET/3/PHY_UPDOWN: Physical state changed to up.',
  ],
  [
    'huawei_vrp',
    '<sw1>',
    'Mar  1 2026 10:00:00 sw1 %%01IFNET/4/LINK_STATE(l)[12]:The line protocol has entered the UP state.',
  ],
  [
    'juniper_junos',
    'ann@mx1> ',
    'Nov 20 10:00:00  mx1 mgd[4163]: UI_COMMIT: User admin requested commit',
  ],
  [
    'arista_eos',
    'leaf1#',
    'Nov 20 10:00:00 leaf1 Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet1, changed state to up',
  ],
  ['zte_zxros', 'sw1#', '%SYS-5-CONFIG_I: Configured from console by admin'],
] as const;

describe.each(FORMS)('a message on %s at %j: %s', (name, prompt, log) => {
  it('is lifted out of an answer, out of the echo, and from behind the prompt', () =>
    survives(
      {
        platform: platforms.find(name),
        prompt,
        play: async ({ device, run, notices, clock }) => {
          const bare = (said: string) => said.replace(/^\S+ /, '');
          device.replies['show it'] = `${log}\r\none\r\n${log}\r\ntwo\r\n`;
          const said = [bare(await run('show it'))];
          device.echo = (key) =>
            device.line === 'show i' ? `${key}\r\n${log}\r\n${prompt}show i` : key;
          device.replies['show it'] = 'three\r\n';
          said.push(bare(await run('show it')));
          device.echo = (key) => key;
          device.replies['show it'] = () => device.say(`four\r\n${prompt}\r\n${log}\r\n`);
          said.push(bare(await run('show it')));
          await clock.pass(500);
          return [...said, notices];
        },
        gives: ['ok: one\ntwo', 'ok: three', 'ok: four', [log, log, log, log]],
      },
      { numRuns: 4 },
    ));
});

describe('messages', () => {
  it('of several lines are lifted out as a whole', () =>
    survives({
      platform: platforms.find('huawei_smartax'),
      prompt: 'MA5600#',
      play: async ({ device, run, notices }) => {
        const alarm = [
          '  ! RUNNING MAJOR 2026-11-20 10:00:00 ALARM 123 FAULT 0x2e112007',
          '  ALARM NAME  : The distributed line is faulty',
          '  PARAMETERS  : FrameID: 0, SlotID: 1',
          '  --- END',
        ];
        device.replies['display board'] = `one\r\n${alarm.join('\r\n')}\r\ntwo\r\n`;
        return [await run('display board'), notices];
      },
      gives: [
        'privileged ok: one\ntwo',
        [
          '  ! RUNNING MAJOR 2026-11-20 10:00:00 ALARM 123 FAULT 0x2e112007',
          '  ALARM NAME  : The distributed line is faulty',
          '  PARAMETERS  : FrameID: 0, SlotID: 1',
          '  --- END',
        ],
      ],
    }));

  it('of several lines that do not end take no line of an answer along', () =>
    survives({
      platform: platforms.find('huawei_smartax'),
      prompt: 'MA5600#',
      play: async ({ device, run }) => {
        device.replies['display board'] = '! ALARM 7\r\nslot 0 is in order\r\nslot 1 too\r\n';
        return await run('display board');
      },
      gives: 'privileged ok: slot 0 is in order\nslot 1 too',
    }));

  it('that push up a prompt of a name never seen have it asked for again, once', () =>
    survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run, transport, channel }) => {
        device.replies['connect next'] = () => {
          device.prompt = 'next#';
          device.say(`hello\r\nnext#\r\n${LOG}\r\n`);
        };
        return [await run('connect next'), transport.written, channel.prompt?.host];
      },
      gives: ['privileged ok: hello', 'connect next\r\r', 'next'],
    }));

  describe('of a form nobody knows, behind the prompt', () => {
    const scene: Scene = {
      platform: platforms.find('linux'),
      prompt: 'ann@h:~$ ',
      play: async ({ device, run, transport }) => {
        device.replies['date'] = () =>
          device.say('noon\r\nann@h:~$ \r\nBroadcast message from root@h: going down\r\n\r\n');
        const said = [(await run('date')).split('\n')[0], await run('pwd')];
        return [...said, transport.written];
      },
      gives: ['shell ok: noon', 'shell ok: ', 'date\r\rpwd\r'],
    };

    it('have it asked for again', async () => {
      expect(await played(scene, WHOLE)).toEqual(scene.gives);
    });

    // On a line that pauses just behind the prompt the next command may be there before the message.
    it('change no answer, wherever the line pauses', () =>
      survives({
        ...scene,
        play: async (stage) => ((await scene.play(stage)) as string[]).slice(0, 2),
        gives: ['shell ok: noon', 'shell ok: '],
      }));
  });
});
