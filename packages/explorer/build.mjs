// Bundles the explorer into dist/explorer: one script and one style sheet, compressed, with content hashes in their names.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const rootUrl = new URL('../../', import.meta.url);
const root = fileURLToPath(rootUrl);
const folder = new URL('dist/explorer/', rootUrl);

const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['packages/explorer/src/main.tsx'],
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: 'esm',
  target: ['es2022', 'chrome123', 'firefox120', 'safari17.5'],
  outdir: 'dist/explorer',
  entryNames: 'explorer-[hash]',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { 'process.env.NODE_ENV': '"production"', 'globalThis.process': 'undefined' },
  // licences.txt has the licences instead.
  legalComments: 'none',
});

mkdirSync(folder, { recursive: true });
const files = outputFiles.flatMap(({ path, contents }) => {
  const name = basename(path);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: contents.length };
  return [
    [`${name}.gz`, gzipSync(contents, { level: 9 })],
    [`${name}.br`, brotliCompressSync(contents, { params })],
  ];
});
const nameOf = (ending) =>
  outputFiles.map(({ path }) => basename(path)).find((name) => name.endsWith(ending));
files.push(
  ['licences.txt', licencesOf(Object.keys(metafile.inputs))],
  // The manifest comes last: it names the others.
  ['manifest.json', JSON.stringify({ script: nameOf('.js'), style: nameOf('.css') })],
);
for (const [name, contents] of files) replaceFile(name, contents);
// The earlier build goes last. A running gateway names its files until it restarts.
// A name that ends in a number is a draft of another build.
for (const name of readdirSync(folder)) {
  const isOwn = files.some(([own]) => own === name);
  if (!isOwn && !/\.\d+$/.test(name)) rmSync(new URL(name, folder), { force: true });
}

/** Writes a file in one step, so that a gateway never reads half of it. */
function replaceFile(name, contents) {
  const draft = new URL(`${name}.${process.pid}`, folder);
  writeFileSync(draft, contents);
  renameSync(draft, new URL(name, folder));
}

/** Returns the licences of the packages from which files are in the bundle. */
function licencesOf(files) {
  const packages = new Set(
    files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  return [...packages]
    .sort()
    .map((path) => {
      const at = new URL(`${path}/`, rootUrl);
      const { name, version, license } = JSON.parse(readFileSync(new URL('package.json', at), 'utf8'));
      const file = readdirSync(at).find((each) => /^licen[cs]e/i.test(each));
      const text = file ? readFileSync(new URL(file, at), 'utf8').trim() : `Licence: ${license}`;
      return `${name} ${version}\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
