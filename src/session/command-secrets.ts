import { safe } from '../core/safe.ts';
import type { Platform } from '../platforms/platform.ts';
import type { AskSecret, SecretKind } from './ask-secret.ts';
import type { RunOptions } from './channel.ts';
import type { Driver } from './driver.ts';
import { asksSecret } from './prompt.ts';
import { SecretAnswers } from './secret-answers.ts';

/**
 * Runs one command with its questions for secrets answered: the host's own secret where the platform says that the command asks
 * for it, a person's answer everywhere else. What was given is in no result and in no error.
 */
export async function runWithSecrets(
  driver: Driver,
  command: string,
  given: {
    readonly host: string;
    readonly ask: AskSecret | undefined;
    readonly options: RunOptions;
  },
) {
  const { host, ask, options } = given;
  if (ask === undefined || options.answerTo !== undefined) return driver.run(command, options);
  const secrets = new SecretAnswers({
    ...{ host, ask },
    // Only now is it sure which platform and mode the command was entered in.
    about: () => secretOf(driver, command),
    after: safe(command, 80),
    advice: 'do it in the pane',
  });
  try {
    const answer = await driver.run(command, {
      ...options,
      isSecretDue: secretOf(driver, command) !== 'unknown',
      answerTo: (asked, signal) => (asksSecret(asked) ? secrets.answer(asked, signal) : undefined),
    });
    secrets.judge(answer.outcome === 'ok' && hasArrived(driver, command) ? 'accepted' : 'refused');
    return { ...answer, text: secrets.hide(answer.text) };
  } catch (thrown) {
    throw secrets.hideIn(thrown);
  } finally {
    secrets.judge('unknown');
  }
}

function secretOf(driver: Driver, command: string): SecretKind {
  const move = moveOf(driver, command);
  if (move?.asks !== undefined) return move.asks === 'login' ? 'login password' : 'host secret';
  return isSecretCommand(driver.platform, command) ? 'host secret' : 'unknown';
}

function moveOf({ platform, prompt }: Driver, command: string) {
  return platform.moves.find(
    ({ from, send, asks }) =>
      asks !== undefined && from === prompt?.mode && send.at(-1) === command.trim(),
  );
}

function isSecretCommand({ secretCommands = [] }: Platform, command: string): boolean {
  const [first] = command.trim().split(/\s+/, 1);
  return first !== undefined && secretCommands.includes(first);
}

/** A move's command that leaves the device where it was has not been believed. */
function hasArrived(driver: Driver, command: string): boolean {
  return moveOf(driver, command) === undefined;
}
