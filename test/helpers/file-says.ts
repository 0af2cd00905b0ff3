import { mkdirSync, readFileSync, watch } from 'node:fs';
import { dirname } from 'node:path';

/** Waits until a file says something, and gives its text. Its folder is made where it is not there yet. Rejects after the time with what it says. */
export function fileSays(path: string, sight: RegExp, withinMs = 10_000): Promise<string> {
  mkdirSync(dirname(path), { recursive: true });
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const text = textOf(path);
      if (!sight.test(text)) return;
      end();
      resolve(text);
    };
    const watcher = watch(dirname(path), look);
    const timer = setTimeout(() => {
      end();
      reject(new Error(`waited for ${sight} in ${path}, which says:\n${textOf(path)}`));
    }, withinMs);
    const end = (): void => {
      watcher.close();
      clearTimeout(timer);
    };
    look();
  });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
