// Builds dist/: the program and the entry points of its child processes and workers.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { build } from 'esbuild';

/** Each file of a folder as an entry point of its own: read when it is first used, found by its folder. */
function eachOf(folder, out) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return Object.fromEntries(
    files.map((file) => [`${out}/${file.replace(/\.ts$/, '')}`, `${folder}/${file}`]),
  );
}

const entryPoints = {
  main: 'src/main.ts',
  'parse-worker': 'src/parse/worker.ts',
  'search-worker': 'src/journal/search/worker.ts',
  'write-platforms': 'src/platforms/write-cache.ts',
  ...eachOf('src/export/formats', 'formats'),
};

const kernelEntryPoints = {
  kernel: 'src/repl/kernel/main.ts',
  'module-hooks': 'src/repl/kernel/module-hooks.ts',
  ...eachOf('src/repl/magics', 'magics'),
};

/** `folder:PATH` is a module whose default export has the default exports of all files in a folder, by their names. */
const folders = {
  name: 'folders',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^folder:/ }, ({ path }) => ({
      path: path.slice('folder:'.length),
      namespace: 'folder',
    }));
    onLoad({ filter: /.*/, namespace: 'folder' }, ({ path }) => {
      const files = readdirSync(path).filter((name) => name.endsWith('.ts'));
      const imports = files.map((file, at) => `import d${at} from './${file}';`);
      const entries = files.map(
        (file, at) => `${JSON.stringify(file.replace(/\.ts$/, ''))}: d${at}`,
      );
      const contents = `${imports.join('\n')}\nexport default { ${entries.join(', ')} };`;
      return { contents, resolveDir: resolve(path) };
    });
  },
};

// Ink imports its development tools behind a flag that is never on here; without a stand-in the bundle cannot start.
const withoutDevtools = {
  name: 'without-devtools',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {};' }));
  },
};

const shared = {
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
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
  banner: {
    js: "import { createRequire as showrunRequire } from 'node:module'; const require = showrunRequire(import.meta.url);",
  },
};

// Written over what is there and swept after, so that a program started meanwhile always finds a whole build.
const program = await build({ ...shared, entryPoints, plugins: [withoutDevtools] });
// Apart from the program, so that the kernel, which starts beside it, has few files to read. All stages are one file, for they are
// read at its start; a magic is a file of its own, read when it is first used.
const kernel = await build({
  ...shared,
  entryPoints: { ...kernelEntryPoints, stages: 'folder:src/repl/stages' },
  chunkNames: 'kernel-[hash]',
  minifyWhitespace: true,
  plugins: [folders],
});
// What a page of `showrun export --to html` carries within itself: one script, one style sheet, both named by their hashes in its policy.
const page = await build({
  outdir: 'dist/page',
  entryPoints: {
    player: 'src/export/html/player/page/main.ts',
    'player-style': 'src/export/html/player/page/player.css',
  },
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
const metafile = {
  outputs: { ...program.metafile.outputs, ...kernel.metafile.outputs, ...page.metafile.outputs },
};
// What the built-in platform files say is read once, here, and not at every start.
execFileSync(process.execPath, ['dist/write-platforms.js'], { stdio: 'inherit' });

// The types of what cells and scripts have at hand; help and completion read them, too.
const types = readdirSync('src/repl/types').map((name) => `types/${name}`);
mkdirSync('dist/types', { recursive: true });
for (const name of types) copyFileSync(`src/repl/${name}`, `dist/${name}`);

const written = new Set([
  'dist/platforms.json',
  ...types.map((name) => `dist/${name}`),
  ...Object.keys(metafile.outputs),
]);
const outputFolders = new Set([...written].map((file) => dirname(file)));
for (const name of readdirSync('dist', { recursive: true })) {
  const file = `dist/${name}`;
  if (!written.has(file) && !outputFolders.has(file))
    rmSync(file, { recursive: true, force: true });
}
if (existsSync('dist/main.js')) chmodSync('dist/main.js', 0o755);
