import { readFileSync, statSync } from 'node:fs';
import { createRequire, Module, register } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { packageFolder } from '../../core/package-folder.ts';
import { completedFile, GENERATION, isTypeScript, strippedModule } from './module-files.ts';

/**
 * Modules for cells: names of packages and files mean what they mean in the current folder, files may be TypeScript, and once one of the
 * files that were read has changed, all of them are read again by the next import. Values that cells hold of the old ones stay as
 * they are.
 */
export class CellModules {
  /** The files read so far and when they were changed, then. */
  readonly #read = new Map<string, number>();
  readonly #told = new MessageChannel();
  #generation = 1;
  #isHooked = false;
  #importer: { readonly folder: string; readonly run: Importer } | undefined;

  /** `import(…)` in a cell, also what a static import becomes. */
  readonly import = async (specifier: unknown, options?: ImportCallOptions): Promise<unknown> => {
    const name = String(specifier);
    const path = pathOf(name);
    if (path === undefined) return await this.#package(name, options);
    const found = completedFile(path);
    if (found === undefined) throw missing(name);
    this.#renew();
    this.#hook();
    const url = pathToFileURL(found);
    if (!found.includes('/node_modules/')) {
      url.searchParams.set(GENERATION, String(this.#generation));
    }
    const isBareJson = found.endsWith('.json') && options === undefined;
    return await this.#importHere()(url.href, isBareJson ? AS_JSON : options);
  };

  async #package(name: string, options?: ImportCallOptions): Promise<unknown> {
    const { stack } = new Error();
    try {
      return await this.#importHere()(name, options);
    } catch (thrown) {
      const { code, message } = Object(thrown);
      if (code !== 'ERR_MODULE_NOT_FOUND' || !String(message).includes(CELL)) throw thrown;
      const why = `there is no package ${name} in ${process.cwd()} or above: %cd goes elsewhere`;
      // Its place is the import, not this room.
      const frames = stack?.replace(/^.*\n/, '') ?? '';
      throw Object.assign(new Error(why), { stack: `Error: ${why}\n${frames}` });
    }
  }

  /** `require` in a cell. */
  get require(): NodeJS.Require {
    const required = (id: string): unknown => this.#require(id);
    const own = { resolve: here().resolve, main: undefined, cache: here().cache };
    return Object.assign(required, own, { extensions: here().extensions });
  }

  #require(id: string): unknown {
    this.#renew();
    takeTypeScript();
    const path = pathOf(id);
    const found = path === undefined ? undefined : completedFile(path);
    if (path !== undefined && found === undefined) throw missing(id);
    const before = new Set(Object.keys(here().cache));
    try {
      return here()(found ?? id);
    } finally {
      for (const file of Object.keys(here().cache)) if (!before.has(file)) this.#note(file);
    }
  }

  /** Begins another generation where a file has changed. */
  #renew(): void {
    for (;;) {
      const told = receiveMessageOnPort(this.#told.port1);
      if (told === undefined) break;
      const { path, mtimeMs } = told.message as { path: string; mtimeMs: number };
      this.#read.set(path, mtimeMs);
    }
    const isChanged = [...this.#read].some(([path, mtimeMs]) => changedAtMs(path) !== mtimeMs);
    if (!isChanged) return;
    this.#generation++;
    const { cache } = here();
    for (const path of this.#read.keys()) delete cache[path];
    this.#read.clear();
  }

  #note(path: string): void {
    if (path.includes('/node_modules/') || !isAbsolute(path)) return;
    const mtimeMs = changedAtMs(path);
    if (mtimeMs !== undefined) this.#read.set(path, mtimeMs);
  }

  /** Node's module thread is begun by the first file that is imported, and by nothing else. */
  #hook(): void {
    if (this.#isHooked) return;
    this.#isHooked = true;
    const { port1, port2 } = this.#told;
    port1.unref();
    const hooks = pathToFileURL(join(packageFolder(), 'dist', 'module-hooks.js'));
    register(hooks, { data: { port: port2 }, transferList: [port2] });
  }

  /** An `import()` that looks for packages from the current folder on. */
  #importHere(): Importer {
    const folder = process.cwd();
    if (this.#importer?.folder !== folder) {
      const script = new vm.Script('(name, options) => import(name, options)', {
        filename: join(folder, CELL),
        importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      });
      this.#importer = { folder, run: script.runInThisContext() };
    }
    return this.#importer.run;
  }
}

/** What imports for cells seem to come from. */
const CELL = '[cell]';

type Importer = (name: string, options?: ImportCallOptions) => Promise<unknown>;

const AS_JSON: ImportCallOptions = { with: { type: 'json' } };

/** The file a specifier names; undefined for a package and for Node's own modules. */
function pathOf(name: string): string | undefined {
  if (name.startsWith('file:')) return fileURLToPath(name);
  return /^(?:\.{0,2}\/|\.{1,2}$)/.test(name) ? resolve(name) : undefined;
}

function here(): NodeJS.Require {
  return createRequire(join(process.cwd(), CELL));
}

function missing(name: string): Error {
  return new Error(`there is no ${name} in ${process.cwd()}: %cd goes to another folder`);
}

function changedAtMs(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/** `require` of TypeScript, which Node 20 does not know of. */
function takeTypeScript(): void {
  const extensions: Record<string, unknown> = Reflect.get(Module, '_extensions');
  extensions['.ts'] ??= (module: { _compile(code: string, file: string): void }, path: string) => {
    if (isTypeScript(path)) module._compile(strippedModule(readFileSync(path, 'utf8'), path), path);
  };
}
