import { retold, ShowrunError } from '../../core/errors.ts';
import { answerOf } from './answer.ts';
import type { ExchangeRequest } from './exchange-request.ts';
import type { Prompt } from './prompt.ts';
import type { Wire } from './wire.ts';

/** A failure with what the device had said until then: of a command that was stopped it is what is wanted. */
export function withHeard(
  thrown: unknown,
  given: {
    readonly wire: Wire;
    readonly lines: readonly string[];
    readonly prompt: Prompt;
    readonly request: ExchangeRequest;
  },
): unknown {
  if (!(thrown instanceof ShowrunError)) return thrown;
  const { wire, lines, prompt, request } = given;
  const last = wire.standing().kind === 'prompt' ? [] : [wire.line];
  const { text } = answerOf({
    lines: [...lines, ...last],
    command: request.command,
    promptText: prompt.text,
    endPromptText: '',
    platform: wire.platform,
  });
  return text === '' ? thrown : retold(thrown, { heard: text });
}
