import { ShowrunError } from '../../core/errors.ts';

/** The package that makes ptys: native code, loaded when first used, and not everywhere installed. */
export type PtyPackage = typeof import('@lydell/node-pty');

/** Throws `unreachable` where it is missing; `who` is the host in that message, safe to show. */
export async function loadPty(
  who: string,
  load: () => Promise<PtyPackage> = () => import('@lydell/node-pty'),
): Promise<PtyPackage> {
  try {
    return await load();
  } catch (cause) {
    throw new ShowrunError(
      'unreachable',
      `${who} is a command of this machine, and the optional package @lydell/node-pty that runs it is missing`,
      { advice: 'install showrun again without --omit=optional', cause },
    );
  }
}
