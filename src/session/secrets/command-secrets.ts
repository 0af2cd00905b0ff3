import { safe } from '../../core/safe.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Answer } from '../channel/answer.ts';
import type { RunOptions } from '../channel/channel-options.ts';
import { asksSecret } from '../channel/prompt.ts';
import type { Driver } from '../driver/driver.ts';
import { ScriptedAnswers } from '../operations/scripted-answers.ts';
import type { SendOptions } from '../operations/send-options.ts';
import type { AskSecret, SecretKind } from './ask-secret.ts';
import { SecretAnswers } from './secret-answers.ts';

type Asks = Pick<RunOptions, 'answerTo' | 'isSecretDue' | 'isQuestion'>;

/**
 * Does something on a device with its questions answered: by the script's own answers, a question for a secret by the host's
 * own secret where the platform says that the command asks for it, and by the person everywhere else. What was given is in no
 * result and in no error.
 */
export async function withSecrets<Given extends Answer>(
  driver: Driver,
  given: {
    readonly host: string;
    readonly ask: AskSecret | undefined;
    /** For messages; never itself a secret. */
    readonly command: string;
    readonly answers?: SendOptions['answers'];
    readonly hideEchoOf: (secret: string) => void;
    /** The text sent, where that is a secret. */
    readonly hidden?: string | undefined;
  },
  work: (asks: Asks) => Promise<Given>,
): Promise<Given> {
  const { host, ask, command, hidden, hideEchoOf, answers = [] } = given;
  const secrets = new SecretAnswers({
    ...{ host, ask, hidden, onSecret: hideEchoOf },
    // Only then is it sure which platform and mode the command was entered in.
    about: (question) => secretOf(driver, command, question),
    after: safe(command, 80),
    advice: 'do it in the pane',
  });
  const script = new ScriptedAnswers(answers, secrets);
  try {
    const answer = await work({
      isSecretDue: secretOf(driver, command) !== 'unknown',
      isQuestion: script.isQuestion,
      answerTo: (asked, signal) =>
        script.answer(asked, signal) ??
        (ask && asksSecret(asked) ? secrets.answer(asked, { signal }) : undefined),
    });
    const isTaken = answer.outcome === 'ok' && moveOf(driver, command) === undefined;
    secrets.judge(isTaken ? 'accepted' : 'refused');
    return { ...answer, text: secrets.hide(answer.text) };
  } catch (thrown) {
    throw secrets.hideIn(thrown);
  } finally {
    secrets.judge('unknown');
  }
}

/** Which secret a command makes the device ask for; with its question, whether that is the one. */
function secretOf(driver: Driver, command: string, question?: string): SecretKind {
  const move = moveOf(driver, command);
  if (move !== undefined) return move.asks === 'login' ? 'login password' : 'host secret';
  const isAsked = question === undefined || OWN_QUESTION.test(question);
  return isAsked && isSecretCommand(driver.platform, command) ? 'host secret' : 'unknown';
}

/** As sudo(8) asks. What it runs may ask too, for another host's password: `root@r9's password:`. */
const OWN_QUESTION = /^(?:\[sudo\].{0,100}|password(?: for [^\s@]{1,80})?): ?$/i;

/** The move out of this mode that the command makes, if a secret is asked for on it. After the move it is none of its mode. */
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
