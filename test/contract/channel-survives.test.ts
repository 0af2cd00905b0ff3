import { describe, expect, it } from 'vitest';
import { ShowrunError } from '../../src/core/errors.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import type { FakeDevice } from '../helpers/fake-device.ts';
import { BAUD_9600, BYTEWISE, WHOLE } from '../helpers/line-quality.ts';
import { played, type Stage, survives } from '../helpers/stage.ts';

// What the channel has to survive, one thing after the other, over a good line, byte by byte, and cut anywhere.
const platforms = openPlatforms();
const ios = platforms.find('cisco_ios');
const LOG = '*Mar  1 00:00:10.123: %LINK-3-UPDOWN: Interface Ethernet0/1, changed state to down';
const CLOCK = '10:15:01.123 UTC Fri Nov 20 2026';

describe('the channel survives', () => {
  it('a changed host name', () =>
    survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run, channel }) => {
        device.replies = {
          'configure terminal': leadsTo('r1(config)#'),
          'hostname core': leadsTo('core(config)#'),
          end: leadsTo('core#'),
          'show clock': `${CLOCK}\r\n`,
        };
        const said = [];
        for (const command of ['configure terminal', 'hostname core', 'end', 'show clock']) {
          said.push(await run(command));
        }
        return [...said, channel.prompt?.host];
      },
      gives: [
        'privileged ok: ',
        'configuration ok: ',
        'configuration ok: ',
        `privileged ok: ${CLOCK}`,
        'core',
      ],
    }));

  it.each([
    [
      'cisco_asa',
      'fw# ',
      [
        ['changeto context ctx', 'fw/ctx# '],
        ['changeto system', 'fw# '],
      ],
    ],
    [
      'fortinet',
      'FGT # ',
      [
        ['config global', 'FGT (global) # '],
        ['config system interface', 'FGT (interface) # '],
        ['edit port1', 'FGT (port1) # '],
        ['end', 'FGT # '],
      ],
    ],
    [
      'mikrotik_routeros',
      '[admin@Roof top] > ',
      [
        ['/ip/address', '[admin@Roof top] /ip/address> '],
        ['/', '[admin@Roof top] > '],
      ],
    ],
    [
      'nokia_sros_classic',
      'A:r1# ',
      [
        ['configure', '*A:r1>config# '],
        ['router', '*A:r1>config>router$ '],
        ['exit all', '*A:r1# '],
      ],
    ],
    [
      'huawei_vrpv8',
      '<ce1>',
      [
        ['system-view', '[~ce1]'],
        ['interface 10GE1/0/1', '[*ce1-10GE1/0/1]'],
        ['return', '<ce1>'],
      ],
    ],
  ] as const)('context prompts of %s', async (name, prompt, steps) => {
    await survives({
      platform: platforms.find(name),
      prompt,
      play: async ({ device, run, channel }) => {
        const seen = [];
        for (const [command, next] of steps) {
          device.replies[command] = leadsTo(next);
          await run(command);
          device.replies['show it'] = 'one\r\ntwo\r\n';
          seen.push(channel.prompt?.text.trimEnd(), (await run('show it')).replace(/^\S+ /, ''));
        }
        return seen;
      },
      gives: steps.flatMap(([, next]) => [next.trimEnd(), 'ok: one\ntwo']),
    });
  });

  it('(config-if)# depth', () => {
    const steps = [
      ['configure terminal', 'r1(config)#'],
      ['interface Ethernet0/1', 'r1(config-if)#'],
      ['router bgp 65001', 'r1(config-router)#'],
      ['address-family ipv4 unicast', 'r1(config-router-af)#'],
      ['crypto pki trustpoint CA', 'r1(ca-trustpoint)#'],
      ['end', 'r1#'],
    ] as const;
    return survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run, channel }) => {
        const modes = [];
        for (const [command, next] of steps) {
          device.replies[command] = leadsTo(next);
          await run(command);
          modes.push(channel.prompt?.text);
        }
        return modes;
      },
      gives: steps.map(([, next]) => next),
    });
  });

  it.each([
    ['juniper_junos', '{master:0}\r\nann@mx1> ', 'exec'],
    ['juniper_junos', '\r\n[edit interfaces]\r\nann@mx1# ', 'configuration'],
    ['nokia_sros', '\r\n[/]\r\nA:admin@r1# ', 'exec'],
    ['nokia_sros', '\r\n*(ex)[/configure router "Base"]\r\nA:admin@r1# ', 'exec'],
    ['nokia_srl', '--{ running }--[  ]--\r\nA:leaf1# ', 'exec'],
    [
      'nokia_srl',
      '--{ * candidate private private-admin }--[ network-instance default ]--\r\nA:leaf1# ',
      'exec',
    ],
    ['vyos', '[edit]\r\nvyos@r1# ', 'configuration'],
    ['paloalto_panos', '[edit]\r\nadmin@fw(active)# ', 'configuration'],
  ])('two-line prompts of %s: %j', (name, prompt, mode) =>
    survives({
      platform: platforms.find(name),
      prompt,
      play: async ({ device, run }) => {
        device.replies['show it'] = 'one\r\n[two]\r\n\r\nthree\r\n';
        device.replies['set it'] = '';
        return [await run('show it'), await run('set it'), await run('show it')];
      },
      gives: [`${mode} ok: one\n[two]\n\nthree`, `${mode} ok: `, `${mode} ok: one\n[two]\n\nthree`],
    }),
  );

  it.each([
    [
      'mikrotik_routeros',
      '\x1b[9999B[\x1b[m\x1b[36madmin\x1b[m@\x1b[m\x1b[32mrb1\x1b[m] > ',
      '[admin@rb1] >',
    ],
    [
      'linux',
      '\x1b]0;ann@web1: ~\x07\x1b[01;32mann@web1\x1b[00m:\x1b[01;34m~\x1b[00m$ ',
      'ann@web1:~$',
    ],
    ['cisco_ios', '\x1b[1;31mr1\x1b[0m#', 'r1#'],
  ])('coloured prompts of %s', (name, prompt, text) =>
    survives({
      platform: platforms.find(name),
      prompt,
      play: async ({ device, run, channel }) => {
        device.replies['show it'] = '\x1b[32mup\x1b[0m\r\n';
        const said = [await run('show it'), await run('show it')];
        return [...said.map((one) => one.replace(/^\S+ /, '')), channel.prompt?.text.trim()];
      },
      gives: ['ok: up', 'ok: up', text],
    }),
  );

  it('a banner with # in it, at login and in output', () =>
    survives({
      platform: ios,
      greeting: '\r\n##########\r\nProperty-of-ACME#\r\n# keep out #\r\n####\r\nr1>',
      prompt: 'r1>',
      play: async ({ device, run }) => {
        device.replies['show banner motd'] =
          '##########\r\nProperty-of-ACME#\r\n# keep out #\r\nr2#\r\n\r\n';
        return await run('show banner motd');
      },
      gives: 'exec ok: ##########\nProperty-of-ACME#\n# keep out #\nr2#',
    }));

  it.each([
    ['byte by byte', BYTEWISE],
    ['at 9600 baud', BAUD_9600],
    ['all at once', WHOLE],
  ] as const)('its own prompt at the beginning of lines, %s', async (_, quality) => {
    const text = 'r1#\nr1#show clock\nr1#show version\n%SYS\nr1#configure terminal';
    const scene = {
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run }: Stage) => {
        device.replies['show history'] = `${text.replaceAll('\n', '\r\n')}\r\n`;
        return [await run('show history'), await run('show history')];
      },
      gives: [`privileged ok: ${text}`, `privileged ok: ${text}`],
    };
    expect(await played(scene, quality)).toEqual(scene.gives);
  });

  it('prompts without a newline before them', () =>
    survives({
      platform: platforms.find('cisco_nxos'),
      prompt: 'n9k# ',
      play: async ({ device, run }) => {
        device.replies['show it'] = 'one\r\ntwo';
        return [await run('show it'), await run('show it')];
      },
      gives: ['privileged ok: one\ntwo', 'privileged ok: one\ntwo'],
    }));

  it('80-column repaint with $', () => {
    const command =
      'show ip interface brief | include Ethernet0/0|Ethernet0/1|Ethernet0/2|Loopback0|Vlan10|Vlan20|Vlan30';
    return survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run }) => {
        scrollsSideways(device, 80);
        device.replies[command] = 'none\r\n';
        return [await run(command), await run(command), device.entered];
      },
      gives: ['privileged ok: none', 'privileged ok: none', [command, command]],
    });
  });

  it('80-column wrap', () => {
    const command = `show running-config | include ${'x'.repeat(90)}`;
    return survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run }) => {
        let col = device.prompt.length;
        device.echo = (character) => (++col % 80 === 0 ? `${character} \r` : character);
        device.replies[command] = () => {
          col = device.prompt.length;
          device.say(`none\r\n${device.prompt}`);
        };
        return [await run(command), await run(command)];
      },
      gives: ['privileged ok: none', 'privileged ok: none'],
    });
  });

  it('UTF-8 and escape sequences split anywhere', () =>
    survives(
      {
        platform: ios,
        prompt: 'r1#',
        play: async ({ device, run }) => {
          device.replies['show it'] =
            'é 漢字 🚀\r\n\x1b[1;31mred\x1b[0m \x1b]0;a title\x07\x1b(B\x1b[?25hplain\x1b[K\r\n';
          return await run('show it');
        },
        gives: 'privileged ok: é 漢字 🚀\nred plain',
      },
      { numRuns: 40 },
    ));

  it.each([
    ['latin-1', 'Zürich', 'Büro Nord, 2. Stock, 21 °C'],
    ['gbk', '核心', '接口 GigabitEthernet0/1 连接'],
    ['shift_jis', '東京', '回線 ﾃｽﾄ 表示'],
    ['big5', '台北', '介面 功能 開啟'],
    ['euc-kr', '서울', '회선 상태'],
    ['koi8-r', 'Москва', 'порт включён'],
  ])('%s hosts: answers, prompts and what is typed', (encoding, name, words) =>
    survives({
      platform: platforms.find('mikrotik_routeros'),
      encoding,
      prompt: `[admin@${name}] > `,
      play: async ({ device, run, channel }) => {
        const command = `/interface comment "${words}"`;
        device.replies[command] = `${words}\r\n${name}\r\n`;
        return [await run(command), await run(command), device.entered, channel.prompt?.host];
      },
      gives: [
        `exec ok: ${words}\n${name}`,
        `exec ok: ${words}\n${name}`,
        Array(2).fill(`/interface comment "${words}"`),
        name,
      ],
    }),
  );

  it('bytes that are no text, which stay visible', () =>
    survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run }) => {
        const { encode } = device;
        device.encode = (text) =>
          Buffer.from(encode(text)).map((byte) => (byte === 0x7e ? 0xff : byte));
        device.replies['show it'] = 'a~b~~c\r\n';
        return await run('show it');
      },
      gives: 'privileged ok: a\ufffdb\ufffd\ufffdc',
    }));

  it('backspaces', () =>
    survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run }) => {
        device.echo = (character) => `${character} \b`;
        device.replies['copy it'] = 'Loading  1%\b\b\b 50%\b\b\b\b100%\r\n|\b/\b-\b\\\b \bdone\r\n';
        return await run('copy it');
      },
      gives: 'privileged ok: Loading 100%\ndone',
    }));

  it.each(['\r\n\r', '\r\r\n', '\n\r', '\n', '\r\n\x00', '\r\0\n'])(
    '%j for a line end (Q12)',
    (end) =>
      survives({
        platform: platforms.find('cisco_nxos'),
        prompt: 'n9k# ',
        play: async ({ device, run }) => {
          device.replies['show it'] = `one${end}two${end}${end}three${end}`;
          return await run('show it');
        },
        gives: 'privileged ok: one\ntwo\n\nthree',
      }),
  );

  it('a command echoed in pieces', () =>
    survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run, clock, transport }) => {
        const [pieces, rest] = [['sh', 'ow ', 'ip i', 'nt br'], `\r\nnone\r\n${device.prompt}`];
        const typed: string[] = [];
        device.onKeys = (keys) => {
          if (keys === '\r') return device.say(rest);
          typed.push(keys);
          for (const [at, piece] of pieces.entries()) {
            clock.after(40 * (at + 1), () => {
              typed.push(transport.written);
              device.say(piece);
            });
          }
        };
        return [await run('show ip int br'), typed];
      },
      gives: ['privileged ok: none', Array(5).fill('show ip int br')],
    }));

  it('log bursts between echo and output', () =>
    survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run, notices }) => {
        device.replies['show clock'] = `${`${LOG}\r\n`.repeat(20)}${CLOCK}\r\n${LOG}\r\n`;
        return [await run('show clock'), notices.filter((line) => line === LOG).length];
      },
      gives: [`privileged ok: ${CLOCK}`, 21],
    }));

  it('a log line behind the prompt, drawn again or not', () =>
    survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run, notices, clock }) => {
        device.replies['show clock'] = () => device.say(`${CLOCK}\r\nr1#\r\n${LOG}\r\n`);
        device.replies['show it'] = () => device.say(`one\r\nr1#\r\n${LOG}\r\nr1#`);
        const said = [await run('show clock'), await run('show it'), await run('show it')];
        await clock.pass(1_000);
        return [...said, notices];
      },
      gives: [
        `privileged ok: ${CLOCK}`,
        'privileged ok: one',
        'privileged ok: one',
        [LOG, LOG, LOG],
      ],
    }));

  it('a log line in the middle of the echo', () =>
    survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run, notices }) => {
        device.echo = (character) =>
          device.line === 'show cl' ? `${character}\r\n${LOG}\r\nr1#show cl` : character;
        device.replies['show clock'] = `${CLOCK}\r\n`;
        return [await run('show clock'), notices];
      },
      gives: [`privileged ok: ${CLOCK}`, [LOG]],
    }));

  it('a log line in the middle of the echo, without a new line before it', () =>
    survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run, notices }) => {
        device.echo = (character) =>
          device.line === 'show cl' ? `${character}${LOG}\r\n` : character;
        device.replies['show clock'] = `${CLOCK}\r\n`;
        return [await run('show clock'), notices];
      },
      gives: [`privileged ok: ${CLOCK}`, [LOG]],
    }));

  it('a device that reboots in the middle, on a console that stays', () =>
    survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run }) => {
        device.replies['show version'] = () => {
          device.say('Cisco IOS\r\n\r\nSystem Bootstrap, Version 15\r\n');
          device.say(`${'#'.repeat(60)} [OK]\r\n${LOG}\r\nPress RETURN to get started!\r\n\r\n`);
          device.prompt = 'r1>';
        };
        device.replies['show clock'] = `${CLOCK}\r\n`;
        const during = await run('show version', { idleTimeoutMs: 5_000 });
        device.say('\r\nr1>');
        return [during.split(';')[0], await run('show clock')];
      },
      gives: [
        expect.stringMatching(/^no-prompt: device (?:asks 'Press RETURN|was silent for 5 s)/),
        `exec ok: ${CLOCK}`,
      ],
    }));

  it('a device that reboots in the middle, and asks who is there', () =>
    survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run }) => {
        device.replies['show version'] = () => device.say('Cisco IOS\r\nrestarting\r\n\r\nlogin: ');
        return await run('show version', { idleTimeoutMs: 60_000 });
      },
      gives: "no-prompt: device asks 'login:' after 'show version'",
    }));

  it('a device that reboots in the middle, and takes the connection with it', () =>
    survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run, channel, clock }) => {
        device.replies['show version'] = () => {
          device.say('Cisco IOS\r\nr1#\r\n*** --- SHUTDOWN NOW ---\r\n');
          clock.after(40, () => channel.end(new ShowrunError('hung-up', 'device has gone')));
        };
        device.replies['reload'] = () => {
          device.say('restarting');
          clock.after(5_000, () => channel.end(new ShowrunError('hung-up', 'device has gone')));
        };
        return [await run('reload'), await run('show version')];
      },
      gives: ['hung-up: device has gone', 'hung-up: device has gone'],
    }));

  it('a device that says nothing for long while it works, and goes on', () =>
    survives({
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run, clock }) => {
        device.replies['write memory'] = () => {
          device.say('Building configuration...\r\n');
          clock.after(25_000, () => device.say(`[OK]\r\n${device.prompt}`));
        };
        return await run('write memory');
      },
      gives: 'privileged ok: Building configuration...\n[OK]',
    }));

  it('100,000 lines of output, in time that grows with them and no faster', async () => {
    const costs = async (count: number): Promise<number> => {
      const text = Array.from({ length: count }, (_, at) => `O 10.0.${at}.0/24 via 10.0.12.2`).join(
        '\n',
      );
      const scene = {
        platform: ios,
        prompt: 'r1#',
        play: async ({ device, channel, within }: Stage) => {
          device.replies['show ip route'] = `${text.replaceAll('\n', '\r\n')}\r\n`;
          const startMs = performance.now();
          const answer = await within(channel.run('show ip route'));
          return { isWhole: answer.text === text, elapsedMs: performance.now() - startMs };
        },
        gives: undefined,
      };
      const packets = { sizes: [32_768], gapsMs: [0] };
      const { isWhole, elapsedMs } = (await played(scene, packets)) as Awaited<
        ReturnType<typeof scene.play>
      >;
      expect(isWhole).toBe(true);
      return elapsedMs;
    };
    await costs(10_000);
    const best = async (count: number): Promise<number> =>
      Math.min(await costs(count), await costs(count), await costs(count));
    // Four times as many lines: four times the time, where a search of all of them would take sixteen.
    expect(await best(200_000)).toBeLessThan(10 * (await best(50_000)));
    await costs(100_000);
  }, 30_000);

  it('a 9600-baud console', async () => {
    const lines = Array.from(
      { length: 80 },
      (_, at) => `interface Ethernet0/${at} is up, line protocol is up`,
    );
    const command = `show running-config | include ${'y'.repeat(300)}`;
    const scene = {
      platform: ios,
      prompt: 'r1#',
      play: async ({ device, run, channel, clock }: Stage) => {
        device.replies['show all'] = `${lines.join('\r\n')}\r\n`;
        device.replies[command] = 'none\r\n';
        const said = [await run('show all', { idleTimeoutMs: 1_000 }), await run(command)];
        return [...said, channel.prompt?.text, clock.nowMs() > 4_000];
      },
      gives: [`privileged ok: ${lines.join('\n')}`, 'privileged ok: none', 'r1#', true],
    };
    expect(await played(scene, BAUD_9600)).toEqual(scene.gives);
  });
});

function leadsTo(prompt: string) {
  return (device: FakeDevice): void => {
    device.prompt = prompt;
    device.say(prompt);
  };
}

/** As IOS edits a line longer than the screen: it shows the end of it behind a `$`. */
function scrollsSideways(device: FakeDevice, cols: number): void {
  let shown = 0;
  device.echo = (character) => {
    if (device.line.length === 1) shown = 0;
    shown += 1;
    if (device.prompt.length + shown < cols) return character;
    const kept = device.line.slice(-20);
    const blanks = shown - 1 - kept.length - 1;
    const back = '\b'.repeat(shown - 1);
    shown = kept.length + 1;
    return `${back}$${kept}${' '.repeat(blanks)}${'\b'.repeat(blanks)}`;
  };
}
