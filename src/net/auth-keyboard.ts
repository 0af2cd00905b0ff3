import { safe } from '../core/safe.ts';
import { ask, type LoginContext } from './login-context.ts';
import type { PasswordKeeper } from './password-keeper.ts';

/** One round of keyboard-interactive (RFC 4256): what the server wants to know. */
export interface KeyboardRound {
  readonly name: string;
  readonly instructions: string;
  readonly prompts: readonly { readonly prompt: string; readonly echo: boolean }[];
}

/**
 * Answers one round; undefined when the person cancels. A known password is filled in only where there is exactly one
 * hidden prompt and it asks for a password; one-time codes, new PINs and everything else go to the person, each prompt
 * with the server's own words and its own echo.
 */
export async function answerRound(
  context: LoginContext,
  keeper: PasswordKeeper,
  round: KeyboardRound,
): Promise<string[] | undefined> {
  const [only] = round.prompts;
  const isPassword = round.prompts.length === 1 && only && !only.echo && asksPassword(only.prompt);
  if (isPassword) {
    const known = await keeper.takeKnown();
    if (known !== undefined) return [known];
  }
  const { asker, host, signal } = context;
  const instructions = instructionsOf(round);
  const answers: string[] = [];
  for (const { prompt, echo } of round.prompts) {
    const answer = await ask(context, () =>
      asker.secret({
        host: host.name,
        text: safe(prompt, 500).trim() || 'answer',
        instructions,
        echo,
        signal,
        onShown: context.onQuestion,
      }),
    );
    if (answer === undefined) return undefined;
    if (isPassword) keeper.typed(answer);
    answers.push(answer);
  }
  return answers;
}

/** Whether a prompt wants the account's own password, and not a one-time or a new one. */
export function asksPassword(prompt: string): boolean {
  return (
    /password|kennwort|passwort|mot de passe|contrase/i.test(prompt) &&
    !/\b(new|old|again|retype|one.?time|otp|token|passcode|code|pin|enable)\b/i.test(prompt)
  );
}

/** One line; taken apart without a regular expression that a screenful of blanks would keep busy. */
function instructionsOf({ name, instructions }: KeyboardRound): string {
  return [name, instructions]
    .map((text) => text.split('\n').map((line) => line.trim()))
    .map((lines) => safe(lines.filter((line) => line !== '').join(' · '), 1_000))
    .filter((text) => text !== '')
    .join(' · ');
}
