// Runs in Node's module thread, set up by `modules.ts`: types are taken off, endings may be left out, and the files a cell has
// imported are told back, so that a changed one is read again.
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { LoadHook, ResolveHook } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { MessagePort } from 'node:worker_threads';
import {
  completedFile,
  GENERATION,
  isEcmaScript,
  isTypeScript,
  strippedModule,
} from './module-files.ts';

let port: MessagePort | undefined;

export function initialize(given: { readonly port: MessagePort }): void {
  port = given.port;
}

/** What a file of the person's imports belongs to the same generation; packages and Node's own do not. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  const generation = generationOf(context.parentURL);
  const isFile = /^(?:\.{1,2}\/|\/|file:)/.test(specifier);
  if (generation === undefined || !isFile) return await next(specifier, context);
  const path = fileURLToPath(new URL(specifier, context.parentURL));
  const found = completedFile(path);
  if (found === undefined) return await next(specifier, context);
  const resolved = await next(pathToFileURL(found).href, context);
  const url = new URL(resolved.url);
  if (!url.pathname.includes('/node_modules/')) url.searchParams.set(GENERATION, generation);
  return { ...resolved, url: url.href };
};

export const load: LoadHook = async (url, context, next) => {
  if (generationOf(url) === undefined || !url.startsWith('file:')) return await next(url, context);
  const path = fileURLToPath(url);
  if (!existsSync(path)) return await next(url, context);
  port?.postMessage({ path, mtimeMs: statSync(path).mtimeMs });
  if (isTypeScript(path)) {
    const source = strippedModule(readFileSync(path, 'utf8'), path);
    return { format: 'module', source, shortCircuit: true };
  }
  if (path.endsWith('.js')) {
    const source = readFileSync(path, 'utf8');
    if (isEcmaScript(source)) return { format: 'module', source, shortCircuit: true };
  }
  return await next(url, context);
};

function generationOf(url: string | undefined): string | undefined {
  if (url === undefined || !url.includes(GENERATION)) return undefined;
  return new URL(url).searchParams.get(GENERATION) ?? undefined;
}
