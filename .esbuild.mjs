// Builds dist/: the program and the entry points of its child processes and workers.
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const entryPoints = {
  main: 'src/main.ts',
  kernel: 'src/repl/kernel/main.ts',
  'parse-worker': 'src/parse/worker.ts',
};

const present = Object.fromEntries(
  Object.entries(entryPoints).filter(([, file]) => existsSync(file)),
);

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: present,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  minifySyntax: true,
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
  // ssh2 finds its optional native parts by itself; the TypeScript stripper and the pty are loaded when first used.
  external: ['ssh2', '@swc/wasm-typescript', '@lydell/node-pty'],
  // Ink imports its development tools behind a flag; without them the bundle cannot start.
  alias: { 'react-devtools-core': './src/ui/ink/no-devtools.ts' },
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
  banner: {
    js: "import { createRequire as showrunRequire } from 'node:module'; const require = showrunRequire(import.meta.url);",
  },
});
if (existsSync('dist/main.js')) chmodSync('dist/main.js', 0o755);
