import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordedSession } from '../helpers/recorded-session.ts';

/** How a device behaves at its password prompt. */
interface Manner {
  readonly question: string;
  readonly echo: 'none' | 'asterisks' | 'as typed';
  readonly password: string;
  /** Typed in pieces of so many keys. */
  readonly piece: number;
  readonly enter: 'with the rest' | 'by itself';
}

const manners = fc.record<Manner>({
  question: fc.constantFrom(
    'Password: ',
    'password:',
    "admin@10.0.0.1's password: ",
    '[sudo] password for ann: ',
    'Enter passphrase for key: ',
    'Verification token: ',
  ),
  echo: fc.constantFrom('none', 'asterisks', 'as typed'),
  password: fc.stringMatching(/^[A-Za-z0-9#!$%+-]{4}Zq9[a-z0-9€é]{1,12}$/),
  piece: fc.integer({ min: 1, max: 30 }),
  enter: fc.constantFrom('with the rest', 'by itself'),
});

describe('a password typed on a device', () => {
  it('lies in no file of the recording, however it is asked for, typed and echoed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(manners, { minLength: 4, maxLength: 4 }), async (all) => {
        const one = new RecordedSession({ journal: { input: 'recorded' } });
        await one.open();
        try {
          for (const manner of all) await answers(one, manner);
          await one.types('show clock\r');
          await one.close();
          const text = one.everything;
          for (const { password } of all) {
            expect(text).not.toContain(password);
            expect(text).not.toContain(password.slice(2));
          }
          expect(one.blocks.at(-1)?.command).toBe('show clock');
          expect(text).toContain('"i","s');
        } finally {
          one.remove();
        }
      }),
      { numRuns: 50 },
    );
  });
});

async function answers(one: RecordedSession, manner: Manner): Promise<void> {
  const { question, echo, password, piece, enter } = manner;
  const { device } = one;
  device.replies['enable'] = (asking) => {
    asking.say(question);
    asking.onKeys = (keys) => {
      const typed = keys.replaceAll('\r', '');
      if (echo === 'as typed' && typed !== '') asking.say(typed);
      if (echo === 'asterisks' && typed !== '') asking.say('*'.repeat(typed.length));
      if (!keys.includes('\r')) return;
      asking.onKeys = undefined;
      asking.say(`\r\n${asking.prompt}`);
    };
  };
  await one.types('enable\r');
  const keys = [...password];
  for (let at = 0; at < keys.length; at += piece) {
    const isLast = at + piece >= keys.length;
    const rest = keys.slice(at, at + piece).join('');
    await one.types(isLast && enter === 'with the rest' ? `${rest}\r` : rest);
  }
  if (enter === 'by itself') await one.types('\r');
}
