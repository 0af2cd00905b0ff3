import { createHash } from 'node:crypto';

/** What a device keeps of an enable secret, as IOS writes it: `8 $8$…`. A secret given in that form is kept as it is. */
export function keptSecret(given: string): string {
  if (/^8 \$8\$[\w-]+$/.test(given)) return given;
  const plain = given.replace(/^0 /, '');
  return `8 $8$${createHash('sha256').update(plain).digest('base64url')}`;
}

/** Whether what was typed is the secret kept. */
export function isSecret(kept: string, typed: string): boolean {
  return keptSecret(`0 ${typed}`) === kept;
}
