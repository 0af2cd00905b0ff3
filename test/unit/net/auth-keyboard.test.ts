import { expect, it } from 'vitest';
import type { SecretQuestion } from '../../../src/core/asker.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { answerRound, asksPassword } from '../../../src/net/auth-keyboard.ts';
import { Deadline } from '../../../src/net/deadline.ts';
import type { LoginContext } from '../../../src/net/login-context.ts';
import { Memory } from '../../../src/net/memory.ts';
import { PasswordKeeper } from '../../../src/net/password-keeper.ts';
import { testHost } from '../../helpers/test-host.ts';

/** What a person is asked in one round of a server that sends these words. */
async function asked(round: { name?: string; instructions?: string; prompt?: string }) {
  const questions: SecretQuestion[] = [];
  const context: LoginContext = {
    host: testHost(),
    who: 'r1',
    username: 'ann\u202e',
    asker: {
      trustHostKey: () => Promise.resolve('reject'),
      secret: (question) => {
        questions.push(question);
        return Promise.resolve('answer');
      },
    },
    memory: new Memory(),
    deadline: new Deadline(systemClock, () => undefined),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onAsking: () => undefined,
    onQuestion: () => undefined,
  };
  const keeper = new PasswordKeeper(context, {});
  const { name = '', instructions = '', prompt = 'Code: ' } = round;
  await answerRound(context, keeper, { name, instructions, prompts: [{ prompt, echo: false }] });
  await keeper.take();
  return questions;
}

it('words of the server are one line of plain text, the same for a user name from a file', async () => {
  const [question, password] = await asked({
    name: ' Tacacs\r\n',
    instructions: '\r\nA\x1b]0;x\x07\r\n\r\n  B\u009b2J  \n',
    prompt: '\x1b[8mCode\u202e: ',
  });
  expect(question).toMatchObject({
    instructions: 'Tacacs · A␛]0;x␇ · B�2J',
    text: '␛[8mCode�:',
  });
  expect(password?.text).toBe('password for ann�@r1');
});

it('instructions of nothing but blanks cost no time', async () => {
  const startMs = performance.now();
  const [question] = await asked({ instructions: `a${' '.repeat(200_000)}b` });
  expect(question?.instructions.length).toBeLessThanOrEqual(1_001);
  expect(performance.now() - startMs).toBeLessThan(500);
});

it('only a question for the password itself gets the known one', () => {
  expect(['Password: ', "ann@r1's password: "].every(asksPassword)).toBe(true);
  expect(['New password: ', 'One-time password: ', 'Enable password: '].some(asksPassword)).toBe(
    false,
  );
});
