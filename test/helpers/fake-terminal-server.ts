import { FakeDevice } from './fake-device.ts';
import { FakeTransport } from './fake-transport.ts';

interface Behind {
  readonly prompt: string;
  /** Asked for before it; without them it is open to anybody. */
  readonly username?: string;
  readonly password?: string;
  /** What is said before all that. */
  readonly greeting?: string;
  /** What it asks with, instead of `Username: ` and `Password: `. */
  readonly asks?: readonly [username: string, password: string];
  /** It echoes even passwords. */
  readonly echoes?: 'all';
}

/**
 * A device through which others are reached, each by a command typed at the one before: `exit` leads back, one by one.
 * `devices` maps such commands to what is behind them.
 */
export class FakeTerminalServer {
  readonly transport = new FakeTransport();
  readonly device = new FakeDevice(this.transport);
  /** Everything entered where it is not shown. */
  readonly secrets: string[] = [];
  readonly #outer: string[] = [];

  constructor(prompt: string, devices: Readonly<Record<string, Behind>> = {}) {
    this.device.prompt = prompt;
    this.device.replies['exit'] = () => this.#leave();
    for (const [command, behind] of Object.entries(devices)) {
      this.device.replies[command] = () => this.#enter(behind);
    }
  }

  greet(): void {
    this.device.say(`\r\n${this.device.prompt}`);
  }

  /** As a console does at which nobody is logged in. */
  login(behind: Behind): void {
    const { username, password, prompt, asks = ['Username: ', 'Password: '] } = behind;
    const open = (): void => {
      this.device.prompt = prompt;
      this.device.say(`\r\n${prompt}`);
    };
    const askPassword = (): void => {
      if (password === undefined) open();
      else
        this.#ask(asks[1], behind.echoes ?? 'hidden', (given) => {
          this.secrets.push(given);
          if (given === password) open();
          else this.device.say('\r\n% Login invalid\r\n');
        });
    };
    if (username === undefined) askPassword();
    else this.#ask(asks[0], 'all', askPassword);
  }

  #enter(behind: Behind): void {
    this.#outer.push(this.device.prompt);
    this.device.say(behind.greeting ?? 'Trying 10.0.0.9 ... Open\r\n\r\n');
    this.login(behind);
  }

  #leave(): void {
    const outer = this.#outer.pop();
    if (outer === undefined) {
      this.transport.end({ kind: 'ended', exitCode: 0 });
      return;
    }
    this.device.prompt = outer;
    this.device.say(`\r\n[Connection to 10.0.0.9 closed by foreign host]\r\n${outer}`);
  }

  #ask(question: string, echo: 'all' | 'hidden', onAnswer: (answer: string) => void): void {
    let typed = '';
    this.device.say(question);
    this.device.onKeys = (keys) => {
      typed += keys;
      if (echo === 'all') this.device.say(keys.replace('\r', '\r\n'));
      if (!typed.includes('\r')) return;
      this.device.onKeys = undefined;
      onAnswer(typed.slice(0, typed.indexOf('\r')));
    };
  }
}
