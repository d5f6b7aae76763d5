import { readFileSync } from 'node:fs';
import { text } from './document.ts';

/** The version in PressQL's `package.json`. `0.0.0` if there is no such file. */
export const pressqlVersion = readVersion();

function readVersion(): string {
  try {
    const manifest: unknown = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    );
    return text(manifest, 'version') ?? '0.0.0';
  } catch {
    // A bundled gateway has no package.json beside it.
    return '0.0.0';
  }
}
