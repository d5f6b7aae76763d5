import { readFileSync } from 'node:fs';
import { text } from './document.ts';

/** PressQL's own version, out of its `package.json`. */
export const pressqlVersion = readVersion();

/** How PressQL introduces itself to a site. */
export const userAgent = `PressQL/${pressqlVersion}`;

function readVersion(): string {
  try {
    const manifest: unknown = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    );
    return text(manifest, 'version') ?? '0.0.0';
  } catch {
    // A bundler may have left the manifest behind.
    return '0.0.0';
  }
}
