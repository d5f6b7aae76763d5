import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { isRecord } from '../../values/json.ts';
import { acceptedEncodings } from '../answers/encodings.ts';
import type { Assets } from './assets.ts';

/** The endings of the files in each encoding. */
const endings = { br: '.br', gzip: '.gz' } as const;

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** The folder of the built files. Source files and compiled files are both two folders below the root of the package. */
const folder = new URL('../../../dist/explorer/', import.meta.url);

/**
 * Reads which files the explorer has. Their content is read when a browser asks for it, and then stays in memory.
 *
 * @throws Error if the explorer is not built
 */
export async function readAssets(): Promise<Assets> {
  const { script, style } = await readManifest();
  const files = new Map<string, Promise<Buffer>>();
  const read = (name: string) => {
    const known = files.get(name);
    if (known) return known;
    const file = readFile(new URL(name, folder));
    files.set(name, file);
    return file;
  };
  return {
    script,
    style,
    async answer(name, acceptEncoding) {
      if (name !== script && name !== style) {
        return new Response('The explorer has no such file. Reload its page.', { status: 404 });
      }
      const [encoding] = acceptedEncodings(acceptEncoding);
      const bytes = await read(name + endings[encoding ?? 'gzip']);
      return new Response(new Uint8Array(encoding ? bytes : gunzipSync(bytes)), {
        headers: {
          'content-type': types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
          ...(encoding ? { 'content-encoding': encoding } : {}),
          // The name changes with the content.
          'cache-control': 'public, max-age=31536000, immutable',
          vary: 'Accept-Encoding',
        },
      });
    },
  };
}

async function readManifest(): Promise<{ readonly script: string; readonly style: string }> {
  const manifest = await readFile(new URL('manifest.json', folder), 'utf8').catch(() => {
    throw new Error('The files of the GraphiQL explorer are missing. Run `npm run build`.');
  });
  const value: unknown = JSON.parse(manifest);
  if (!isRecord(value) || typeof value['script'] !== 'string' || typeof value['style'] !== 'string')
    throw new Error('dist/explorer/manifest.json names no script and no style. Run `npm run build`.');
  return { script: value['script'], style: value['style'] };
}
