import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import type { TransportPeer } from '../core/transport.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Connections } from './life/connections.ts';
import type { SessionStatus } from './life/session-status.ts';

/** What is known of a session's host and its connections. */
export abstract class SessionFacts {
  abstract readonly host: Host;
  /** How they begin and end, and whether they are tried again. */
  abstract readonly connections: Connections;

  /** What is known of the far end; undefined while there is no connection. */
  get peer(): TransportPeer | undefined {
    return this.connections.current?.peer;
  }

  /** What is weak about the connection, a few words each: `cipher 3des-cbc`. */
  get weaknesses(): readonly string[] {
    return this.peer?.weaknesses ?? [];
  }

  /** How long, in ms, the far end owes a sign of life; undefined while it gives them. */
  get silentMs(): number | undefined {
    return this.connections.current?.silentMs;
  }

  /** Time from a key to its echo, in ms, smoothed; undefined until one was measured. */
  get echoMs(): number | undefined {
    return this.connections.current?.driver.channel.echoMs;
  }

  get groups(): readonly string[] {
    return this.host.groups;
  }

  get status(): SessionStatus {
    return this.connections.status;
  }

  get platform(): Platform {
    return this.connections.platform;
  }

  /** The mode of the last prompt; undefined before the first one. */
  get mode(): string | undefined {
    return this.connections.current?.driver.prompt?.mode;
  }

  /** The name the device gave itself in its last prompt, sanitised. */
  get hostname(): string | undefined {
    const host = this.connections.lastPrompt?.host;
    return host === undefined ? undefined : safe(host, 100);
  }

  /** The names of the devices the session went through to where it stands, the outermost first. */
  get path(): readonly string[] {
    return this.connections.current?.driver.path.map((name) => safe(name, 60)) ?? [];
  }
}
