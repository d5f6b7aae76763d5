// Bundles the explorer into dist/explorer: one script and one style sheet, compressed, with content hashes in their names.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = new URL('dist/explorer/', `file://${root}`);

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
  // licences.txt has them.
  legalComments: 'none',
});

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const names = outputFiles.map(({ path, contents }) => {
  const name = path.split('/').at(-1);
  writeFileSync(new URL(`${name}.gz`, folder), gzipSync(contents, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: contents.length };
  writeFileSync(new URL(`${name}.br`, folder), brotliCompressSync(contents, { params }));
  return name;
});
const manifest = {
  script: names.find((name) => name.endsWith('.js')),
  style: names.find((name) => name.endsWith('.css')),
};
writeFileSync(new URL('manifest.json', folder), JSON.stringify(manifest));
writeFileSync(new URL('licences.txt', folder), licencesOf(Object.keys(metafile.inputs)));

/** Returns the licences of the packages from which files are in the bundle. */
function licencesOf(files) {
  const packages = new Set(
    files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  return [...packages]
    .sort()
    .map((path) => {
      const at = new URL(`${path}/`, `file://${root}`);
      const { name, version, license } = JSON.parse(readFileSync(new URL('package.json', at), 'utf8'));
      const file = existsSync(at) && readdirSync(at).find((each) => /^licen[cs]e/i.test(each));
      const text = file ? readFileSync(new URL(file, at), 'utf8').trim() : `Licence: ${license}`;
      return `${name} ${version}\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
