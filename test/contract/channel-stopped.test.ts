import { describe, it } from 'vitest';
import { asShowrunError, type ShowrunError } from '../../src/core/errors.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { survives } from '../helpers/stage.ts';

const platforms = openPlatforms();
const ios = platforms.find('cisco_ios');

describe('a command that is stopped', () => {
  it.each([
    ['cisco_ios', '\x1e'],
    ['juniper_junos', '\x03'],
    ['linux', '\x03'],
  ])('on %s is stopped with its own key, and what it said is not lost', (name, key) =>
    survives(
      {
        platform: platforms.find(name),
        prompt: name === 'cisco_ios' ? 'r1#' : name === 'linux' ? 'ann@h:~$ ' : 'ann@mx1> ',
        play: async ({ device, channel, clock, transport, within }) => {
          const stop = new AbortController();
          device.replies['ping it'] = () => {
            device.say('reply 1\r\nreply 2\r\n');
            device.onKeys = (keys) => {
              if (keys !== key) return;
              device.onKeys = undefined;
              device.say(`^C\r\n${device.prompt}`);
            };
            clock.after(2_000, () => stop.abort());
          };
          const { signal } = stop;
          const stopped = await within(channel.run('ping it', { signal }).catch(asShowrunError));
          const { heard, code } = stopped as ShowrunError;
          return [code, heard?.split('\n').slice(0, 2), transport.written.slice(8)];
        },
        gives: ['interrupted', ['reply 1', 'reply 2'], key],
      },
      { numRuns: 4 },
    ),
  );

  it('leaves a pager with q', () =>
    survives({
      platform: { ...ios, pagers: ios.pagers.map((pager) => ({ ...pager, answer: '' })) },
      prompt: 'r1#',
      play: async ({ device, channel, clock, transport, within }) => {
        const stop = new AbortController();
        device.replies['show all'] = () => {
          device.say('one\r\n --More-- ');
          device.onKeys = (keys) => {
            if (keys !== 'q') return;
            device.onKeys = undefined;
            device.say(`\r         \r${device.prompt}`);
          };
          clock.after(2_000, () => stop.abort());
        };
        const { signal } = stop;
        const stopped = await within(channel.run('show all', { signal }).catch(asShowrunError));
        return [(stopped as ShowrunError).heard, transport.written];
      },
      gives: ['one', 'show all\rq'],
    }));
});
