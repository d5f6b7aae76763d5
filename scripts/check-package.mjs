// npm run check:package: packs the package, installs it in an empty folder, and runs and type-checks it there.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pressql-package-'));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** Fails the check. */
function fail(message) {
  throw new Error(message);
}

try {
  const [packed] = JSON.parse(
    run(npm, ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  );
  const unexpected = packed.files
    .map(({ path }) => path)
    .filter((path) => !/^(dist|schema)\/|^(package\.json|README\.md|LICENSE)$/.test(path));
  if (unexpected.length > 0)
    fail(`The tarball contains files that are not for users: ${unexpected.join(', ')}`);
  if (packed.files.some(({ path }) => /php|demo-wordpress/.test(path)))
    fail('The tarball contains the demo WordPress, whose licence is the GPL.');
  if (!packed.files.some(({ path }) => path === 'dist/explorer/manifest.json'))
    fail('The tarball lacks the explorer. Run `npm run build`.');
  const tarball = join(folder, packed.filename);
  console.log(`tarball: ${packed.files.length} files, ${Math.round(statSync(tarball).size / 1024)} KB`);

  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'consumer', private: true, type: 'module' }),
  );
  run(
    npm,
    ['install', '--no-audit', '--no-fund', '--silent', tarball, 'typescript', '@types/node@20'],
    folder,
  );
  const bin = join(folder, 'node_modules', 'pressql', 'dist', 'cli', 'main.js');
  const version = run(process.execPath, [bin, '--version'], folder).trim();
  if (version !== packed.version)
    fail(`pressql --version prints ${version}, but the package has version ${packed.version}.`);
  if (!run(process.execPath, [bin, '--help'], folder).includes('doctor [url]'))
    fail('pressql --help is incomplete.');
  if (!run(process.execPath, [bin, 'schema'], folder).includes('type RootQuery'))
    fail('pressql schema prints no schema.');
  const unreachable = spawnSync(process.execPath, [bin, 'doctor', 'http://127.0.0.1:1'], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  const output = unreachable.stdout + unreachable.stderr;
  if (unreachable.status !== 1 || /\n\s+at /.test(output))
    fail(`An unreachable site gives no clear error: ${output}`);

  writeFileSync(
    join(folder, 'consumer.ts'),
    `import { createPressQL, type PressQL, type PressQLOptions, WordPressError } from 'pressql';
import { createPressQL as atEdge } from 'pressql/edge';
export const worker = atEdge((env: { URL: string }) => ({ url: env.URL }));
const options: PressQLOptions = { url: 'http://127.0.0.1:1', maxPageSize: 100, onRequest: ({ route, ms }) => console.log(route, ms.toFixed()) };
export const pressql: Promise<PressQL> = createPressQL(options);
pressql.then(({ schema, site, fetch }) => fetch(new Request(site.home)).then(() => schema.getQueryType()), (error: unknown) => {
  if (!(error instanceof WordPressError) || error.kind !== 'unreachable') throw error;
  console.log('rejected as expected');
});
`,
  );
  const strict = [
    '--ignoreConfig',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--types',
    'node',
  ];
  run(
    process.execPath,
    [
      join(folder, 'node_modules', 'typescript', 'bin', 'tsc'),
      ...strict,
      '--skipLibCheck',
      'false',
      'consumer.ts',
    ],
    folder,
  );
  if (!run(process.execPath, ['consumer.js'], folder).includes('rejected as expected'))
    fail('The library does not run.');

  // As Wrangler bundles a Worker: https://developers.cloudflare.com/workers/wrangler/bundling/
  writeFileSync(
    join(folder, 'worker.js'),
    "import { createPressQL } from 'pressql/edge';\nexport default createPressQL({ url: 'https://site.example' });\n",
  );
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: ['worker.js'],
    outfile: 'worker.bundle.js',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*'],
    metafile: true,
    logLevel: 'silent',
  });
  const ofNode = Object.values(metafile.outputs).flatMap(({ imports }) => imports);
  if (ofNode.length > 0)
    fail(`The Worker imports modules that it lacks: ${ofNode.map(({ path }) => path).join(', ')}`);
  // A host that runs it in Node gets the files for Node.
  const shown = run(
    process.execPath,
    ['--input-type=module', '-e', "console.log(typeof (await import('./worker.js')).default.fetch)"],
    folder,
  );
  if (shown.trim() !== 'function') fail('pressql/edge does not load in Node.');
  console.log(`package check passed: pressql ${version} installs, runs and type-checks in an empty folder`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
