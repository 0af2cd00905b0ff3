import { asksSecret, type Prompt } from '../channel/prompt.ts';

/**
 * Whether what is typed at a line is a secret: it asks for one, and is no prompt of a host whose name only sounds so (`secret-gw>`). A host that is called
 * `Password` is none.
 */
export function expectsSecret(line: string, prompt: Prompt | undefined): boolean {
  if (!asksSecret(line)) return false;
  const isPrompt = prompt !== undefined && line.trim() === prompt.text.trim();
  const { host = '' } = prompt ?? {};
  return !isPrompt || host === '' || SECRET_WORDS.test(host);
}

const SECRET_WORDS = /^(?:password|passphrase|passcode|secret|pin|token|otp|kennwort|passwort)$/i;
