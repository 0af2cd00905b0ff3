import type { Clock } from '../../core/clock.ts';
import { modeOf } from '../../platforms/mode-of.ts';
import { ERASE_LINE } from '../channel/stop-command.ts';
import type { Connection } from '../life/connection.ts';
import { LoginLine } from './login-line.ts';

/** In all: a device that does not answer keeps nobody. */
const LEAVE_MS = 2_000;
const QUIET_MS = 150;
/** Contexts and modes to leave one by one. */
const MAX_LEAVES = 6;
/** What a key needs to show an effect. */
const KEY_MS = 500;

/** Logs out of a console, so that the next one who comes does not get the session. Never rejects; over in bounded time. */
export async function leaveConsole(connection: Connection, clock: Clock): Promise<void> {
  const line = new LoginLine(connection, clock);
  const cancel = clock.after(LEAVE_MS, () => line.stop());
  const untilMs = clock.nowMs() + LEAVE_MS;
  const isOver = (): boolean => clock.nowMs() >= untilMs;
  try {
    if (isLoggedOut(connection)) return;
    const { interruptKey, pagers } = connection.driver.platform;
    const isPaging = pagers.some(({ pattern }) => pattern.test(connection.driver.channel.lastLine));
    for (const key of [isPaging ? 'q' : ERASE_LINE, interruptKey]) {
      if (isAtPrompt(connection)) break;
      line.write(Buffer.from(key));
      await fallSilent(line, KEY_MS);
    }
    for (let left = MAX_LEAVES; left > 0 && isAtPrompt(connection) && !isOver(); left--) {
      const { platform } = connection.driver;
      const isConfiguring = connection.driver.prompt?.mode === 'configuration';
      const words =
        isConfiguring && platform.config.exit.length > 0 ? platform.config.exit : platform.leave;
      const leave = words.length > 0 ? words : ['exit'];
      line.forget();
      line.write(Buffer.from(leave.map((word) => word + platform.lineEnd).join('')));
      await fallSilent(line, LEAVE_MS);
    }
  } finally {
    cancel();
    line.close();
  }
}

async function fallSilent(line: LoginLine, forMs: number): Promise<void> {
  // The first answer may take a while on a slow line; what follows it does not.
  if (!(await line.wait(forMs))) return;
  for (let left = 50; left > 0 && (await line.wait(QUIET_MS)); left--);
}

function isAtPrompt({ driver }: Connection): boolean {
  if (isLoggedOut({ driver })) return false;
  driver.channel.observe();
  return modeOf(driver.platform, driver.channel.lastLine) !== undefined;
}

/** It asks who is there, or waits for somebody to come. */
function isLoggedOut({ driver }: Pick<Connection, 'driver'>): boolean {
  const { login } = driver.platform;
  const last = driver.channel.lastLine;
  return [...login.username, ...login.password].some((pattern) => pattern.test(last));
}
