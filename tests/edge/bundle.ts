import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The code of a Worker, and what it is made of. */
export interface Bundle {
  readonly code: string;
  readonly metafile: Metafile;
}

/**
 * Bundles a module as Wrangler does, with the package that is built in `dist`: for a browser, with the conditions of Workers.
 *
 * @param source - a module that imports `pressql/edge`
 */
export async function bundle(source: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: root, sourcefile: 'worker.js' },
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    target: 'es2024',
    platform: 'browser',
    conditions: ['workerd', 'worker', 'browser'],
    // The paths of this repository's tsconfig.json are those of its sources.
    tsconfigRaw: '{}',
    // Esbuild keeps such imports in the code, where a test finds them.
    external: ['node:*'],
    minify: true,
    keepNames: true,
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  return { code: outputFiles[0]?.text ?? '', metafile };
}
