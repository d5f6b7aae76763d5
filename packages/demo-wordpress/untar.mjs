import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const block = 512;

/**
 * Unpacks a tar archive (ustar, with the long names of pax and GNU).
 *
 * @param {Buffer} archive
 * @param {string} folder
 * @param {(name: string) => string | null} place where an entry goes below the folder; null leaves it out
 * @returns {number} how many files were written
 */
export function untar(archive, folder, place) {
  let count = 0;
  let longName = null;
  for (let at = 0; at + block <= archive.length; ) {
    const header = archive.subarray(at, at + block);
    if (header[0] === 0) {
      at += block;
      continue;
    }
    const size = Number.parseInt(field(header, 124, 12).trim() || '0', 8);
    const type = String.fromCharCode(header[156]);
    const body = archive.subarray(at + block, at + block + size);
    at += block + Math.ceil(size / block) * block;
    if (type === 'x') {
      longName = /\d+ path=(.*)\n/.exec(body.toString())?.[1] ?? longName;
    } else if (type === 'L') {
      longName = body.toString().replace(/\0.*$/s, '');
    } else {
      const prefix = field(header, 345, 155);
      const name = longName ?? (prefix ? `${prefix}/${field(header, 0, 100)}` : field(header, 0, 100));
      longName = null;
      const target = type === '0' || type === '\0' ? place(name) : null;
      if (target === null || target.split('/').includes('..')) continue;
      const path = join(folder, target);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, body);
      count += 1;
    }
  }
  return count;
}

/** A text field of a header, up to its first zero byte. */
function field(header, start, length) {
  const bytes = header.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? length : end);
}
