import type { Asker, HostKeyAnswer, HostKeyQuestion, SecretQuestion } from '../core/asker.ts';
import { oneAtATime } from '../core/one-at-a-time.ts';
import type { DialogDesk } from './dialog-desk.ts';

/** Asks in dialogs over the panes, one question at a time, in the order in which they came. */
export function screenAsker(desk: DialogDesk): Asker {
  const inTurn = oneAtATime();
  return {
    trustHostKey: (question) => inTurn(() => askHostKey(desk, question)),
    secret: (question) => inTurn(() => askSecret(desk, question)),
  };
}

async function askHostKey(desk: DialogDesk, question: HostKeyQuestion): Promise<HostKeyAnswer> {
  const { host, address, port, keyType, fingerprint, signal } = question;
  const place = port === 22 ? address : `${address} port ${port}`;
  const lines = [
    `${host} (${place}) has not been seen before.`,
    '',
    `${keyType} key fingerprint:`,
    fingerprint,
    '',
    'Compare it with what the device shows on its console. Typing the fingerprint itself is a yes, too.',
  ];
  let answer = await desk.interrupt({ kind: 'host-key', lines, text: '' }, question);
  for (;;) {
    if (answer === undefined) return 'reject';
    const typed = answer.trim();
    if (typed === fingerprint) return 'store';
    switch (typed.toLowerCase()) {
      case 'yes':
        return 'store';
      case 'once':
        return 'once';
      case 'no':
        return 'reject';
      default:
    }
    const again = [...lines, '', 'Please type yes, once or no.'];
    answer = await desk.open({ kind: 'host-key', lines: again, text: '' }, signal);
  }
}

function askSecret(desk: DialogDesk, question: SecretQuestion): Promise<string | undefined> {
  const { host, text, instructions, echo } = question;
  const lines = [...instructions.split('\n').filter((line) => line.trim() !== ''), text];
  return desk.interrupt({ kind: 'secret', title: host, lines, echo, text: '' }, question);
}
