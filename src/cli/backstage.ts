import { userInfo } from 'node:os';
import { join } from 'node:path';
import { hideAnswerSecrets } from '../core/answer-secrets.ts';
import type { Asker } from '../core/asker.ts';
import type { Clock } from '../core/clock.ts';
import type { Host } from '../core/host.ts';
import type { OpenTransport } from '../core/transport.ts';
import { type Inventory, loadInventory } from '../inventory/inventory.ts';
import { openRememberedHosts, type RememberedHosts } from '../inventory/remembered-hosts.ts';
import type { Logs } from '../journal/log/logs.ts';
import { Bastions } from '../net/bastions/bastions.ts';
import { Gate, MAX_HANDSHAKES } from '../net/gate.ts';
import { hideVariables } from '../net/hidden-variables.ts';
import { openLocal } from '../net/local/open-local.ts';
import { logInHere } from '../net/login/log-in-here.ts';
import { Memory } from '../net/memory.ts';
import { openSsh } from '../net/ssh.ts';
import { openTelnet } from '../net/telnet/telnet.ts';
import type { TelnetPlatform } from '../net/telnet/telnet-services.ts';
import { openWithFallback } from '../net/telnet-fallback.ts';
import { lineageOf } from '../parse/lineage.ts';
import { ParseService } from '../parse/parse-service.ts';
import { templateTextOf } from '../parse/template-texts.ts';
import { modeOf } from '../platforms/mode-of.ts';
import { ownPromptOf } from '../platforms/own-prompt.ts';
import { openPlatforms, type Platforms } from '../platforms/platforms.ts';
import { joinTaps } from '../session/record/join-taps.ts';
import type { TapFor } from '../session/record/session-tap.ts';
import { HostSecrets } from '../session/secrets/host-secrets.ts';
import { Sessions } from '../session/sessions.ts';
import type { Feeder } from '../term/feeder.ts';
import type { ParserTools } from '../ui/table/doctor/doctor-desk.ts';
import type { Folders } from './folders.ts';
import { hostsNamed } from './hosts-named.ts';
import { openVaultOf } from './open-vault.ts';
import { recogniserOf } from './recogniser-of.ts';
import { withAllowedLegacy } from './with-remembered.ts';

/** Everything live that does not need a screen: the same for the TUI and for `showrun run`. */
export interface Backstage {
  readonly inventory: Inventory;
  readonly sessions: Sessions;
  readonly platforms: Platforms;
  /** The logins to jump hosts that sessions share. */
  readonly bastions: Bastions;
  /** Templates as a person writes them, and reading with them. */
  readonly parsers: ParserTools;
  /** What earlier runs and this one have learned of hosts. */
  readonly remembered: RememberedHosts;
  /** The text logs of the sessions. */
  readonly logs: Logs | undefined;
  /** Puts words of the person into the log and the recording of a session, or of the whole run; secrets in them are hidden. */
  writeNote(text: string, session?: string): NoteWritten;
  /** The hosts a word of the command line names: a selector of the inventory, or a target. */
  hostsNamed(word: string): readonly Host[];
  close(): Promise<void>;
}

/** Where a note went: so many logs, and the recording. */
export interface NoteWritten {
  readonly logs: number;
  readonly isRecorded: boolean;
}

export interface BackstageOptions {
  readonly folders: Folders;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** None without screens. */
  readonly feeder: Feeder | undefined;
  readonly asker: Asker;
  readonly inventoryFile: string | undefined;
  /** Folders of templates besides the person's own and ours. */
  readonly templates: readonly string[];
  /** Hosts made elsewhere: the lab's. */
  readonly more: readonly Host[];
  /** Whether lost connections are tried again by themselves; `off` unless told. */
  readonly reconnect?: 'on' | 'off';
  /** Whoever writes down what happens on sessions. */
  readonly tapFor?: TapFor | undefined;
  /** The text logs of the sessions; closed with them. */
  readonly logs?: Logs | undefined;
  /** Puts a note into the recording; absent where nothing is recorded. */
  readonly recordNote?: ((text: string, session?: string) => void) | undefined;
  /** Something about a file that a person should know; told while opening, and later. */
  readonly onProblem: (line: string) => void;
}

/** Reads the inventory, platforms and templates; connects to nothing yet. Throws what is wrong with the inventory file. */
export function openBackstage(options: BackstageOptions): Backstage {
  const { folders, clock, feeder, asker, inventoryFile, more, onProblem } = options;
  const inventory = loadInventory({
    person: { home: folders.home, env: options.env, localUser: userInfo().username },
    inventoryFile,
    defaultInventoryFile: join(folders.config, 'inventory.yaml'),
    more,
  });
  const env = hideVariables(options.env, inventory.secretVariables);
  const platforms = openPlatforms({
    userFolder: join(folders.config, 'platforms'),
    onProblem,
  });
  const parser = new ParseService({
    userFolder: join(folders.config, 'parsers'),
    lineageOf: (name) => lineageOf(platforms, name),
    folders: options.templates,
    platforms: { userFolder: join(folders.config, 'platforms') },
  });
  const userFolder = join(folders.config, 'parsers');
  const parsers: ParserTools = {
    read: (request) => parser.read(request),
    templateOf: (source) =>
      templateTextOf(source, { userFolder, folders: options.templates, platforms }),
    userFolder,
  };
  const remembered = openRememberedHosts({
    file: join(folders.state, 'hosts.json'),
    clock,
    onProblem,
  });
  for (const problem of remembered.problems) onProblem(problem);
  const handshakes = new Gate(MAX_HANDSHAKES);
  const vault = openVaultOf(folders, options.env);
  const memory = new Memory(vault);
  const bastions = new Bastions({ asker, handshakes, memory, clock, env });
  const services = { asker, handshakes, memory, clock, env, bastions };
  const secrets = new HostSecrets({ asker, env, vault });
  const sshTo =
    (host: Host, more: { onReached?: () => void } = {}): OpenTransport =>
    // Asked anew for each attempt: a person may have allowed old algorithms meanwhile.
    (request) =>
      openSsh(withAllowedLegacy(host, remembered), { ...services, ...more })(request);
  const telnetTo = (host: Host, more: { warning?: string } = {}): OpenTransport =>
    openTelnet(withAllowedLegacy(host, remembered), {
      ...{ ...services, ...more },
      platform: loginOf({ platforms, remembered }, host),
      withoutPassword: feeder === undefined ? 'ask' : 'pane',
    });
  const transportTo = (host: Host): OpenTransport => {
    const { fallback, transport = 'ssh' } = host;
    switch (transport) {
      case 'ssh':
        return fallback === undefined
          ? sshTo(host)
          : openWithFallback(host, {
              ssh: (onReached) => sshTo(host, { onReached }),
              telnet: (warning) => telnetTo({ ...host, ...fallback }, { warning }),
            });
      case 'telnet':
        return telnetTo(host);
      case 'local':
        return openLocal(host, { env, clock, secretVariables: inventory.secretVariables });
    }
  };
  const sessions = new Sessions({
    transportTo,
    platformOf: (name) => platforms.find(name),
    recogniserOf: (host) => recogniserOf(host, { platforms, remembered }),
    parse: (request) => parser.parse(request),
    promptsOf: (host) => {
      // Commands of this machine have no address of their own to be remembered by.
      const place = host.transport === 'local' ? undefined : host;
      const learned = (): string => (place && remembered.of(place)?.prompt) ?? '';
      return {
        known: () => ownPromptOf(host.prompt ?? learned()),
        remember: ({ text }) => place && remembered.remember(place, { prompt: text }),
      };
    },
    secret: (host) => secrets.of(host),
    logIn: (request) => logInHere(request, { asker, memory, clock, env }),
    ...(feeder === undefined ? {} : { feeder }),
    clock,
    tapFor: (session) => joinTaps([options.tapFor?.(session), options.logs?.tapFor(session)]),
    ...(options.reconnect && { retries: options.reconnect }),
  });
  return {
    inventory,
    sessions,
    platforms,
    bastions,
    parsers,
    remembered,
    logs: options.logs,
    writeNote: (text, session) => {
      const { logs, recordNote } = options;
      const { text: shown } = hideAnswerSecrets(text);
      recordNote?.(shown, session);
      return { logs: logs?.note(shown, session) ?? 0, isRecorded: recordNote !== undefined };
    },
    hostsNamed: (word) => hostsNamed(word, inventory),
    close: async () => {
      await sessions.close();
      await options.logs?.close();
      await bastions.close();
      await parser.close();
      await remembered.close();
      await vault.close();
    },
  };
}

/** How a host's platform logs people in over telnet; the unknown one's way until the platform is recognised. */
function loginOf(
  {
    platforms,
    remembered,
  }: { readonly platforms: Platforms; readonly remembered: RememberedHosts },
  host: Host,
): TelnetPlatform {
  const { platform: known } = host.platform === 'auto' ? (remembered.of(host) ?? {}) : {};
  const platform = platforms.lookup(known ?? host.platform) ?? platforms.find('auto');
  const { login, lineEnd } = platform;
  return { login, lineEnd, isPrompt: (line) => modeOf(platform, line) !== undefined };
}
