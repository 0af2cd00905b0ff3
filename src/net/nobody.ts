import type { Asker } from '../core/asker.ts';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';

/** Stands for the person where nobody has asked for the login: every question ends it with `needs-person`. */
export const NOBODY: Asker = {
  trustHostKey: ({ host }) => Promise.reject(needsPerson(host, 'whether to trust its new key')),
  secret: ({ host, text }) => Promise.reject(needsPerson(host, text)),
};

function needsPerson(host: string, asked: string): ShowrunError {
  const question = safe(asked.trim().replace(/:$/, ''), 200);
  return new ShowrunError('needs-person', `${safe(host)} asks for an answer: ${question}`, {
    subject: host,
  });
}
