// Builds dist/: the program and the entry points of its child processes and workers.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';

const entryPoints = {
  main: 'src/main.ts',
  kernel: 'src/repl/kernel/main.ts',
  'module-hooks': 'src/repl/kernel/module-hooks.ts',
  'parse-worker': 'src/parse/worker.ts',
  'write-platforms': 'src/platforms/write-cache.ts',
};

// Ink imports its development tools behind a flag that is never on here; without a stand-in the bundle cannot start.
const withoutDevtools = {
  name: 'without-devtools',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {};' }));
  },
};

// Definitions are found by their folder: each is a file of its own in dist/, too.
for (const folder of ['stages', 'magics']) {
  for (const file of readdirSync(`src/repl/${folder}`).filter((name) => name.endsWith('.ts'))) {
    entryPoints[`${folder}/${file.replace(/\.ts$/, '')}`] = `src/repl/${folder}/${file}`;
  }
}

const present = Object.fromEntries(
  Object.entries(entryPoints).filter(([, file]) => existsSync(file)),
);

// Written over what is there and swept after, so that a program started meanwhile always finds a whole build.
const { metafile } = await build({
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
  metafile: true,
  logLevel: 'warning',
  // ssh2 finds its optional native parts by itself; the TypeScript stripper brings a WASM file and is loaded when first used; the
  // pty package is native and optional.
  external: ['ssh2', '@swc/wasm-typescript', '@lydell/node-pty'],
  plugins: [withoutDevtools],
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
  banner: {
    js: "import { createRequire as showrunRequire } from 'node:module'; const require = showrunRequire(import.meta.url);",
  },
});
// What the built-in platform files say is read once, here, and not at every start.
execFileSync(process.execPath, ['dist/write-platforms.js'], { stdio: 'inherit' });

const written = new Set(['dist/platforms.json', ...Object.keys(metafile.outputs)]);
const folders = new Set([...written].map((file) => dirname(file)));
for (const name of readdirSync('dist', { recursive: true })) {
  const file = `dist/${name}`;
  if (!written.has(file) && !folders.has(file)) rmSync(file, { recursive: true, force: true });
}
if (existsSync('dist/main.js')) chmodSync('dist/main.js', 0o755);
