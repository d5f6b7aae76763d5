// Writes the version of package.json into the file from which a gateway at the edge reads it.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8'));
const file = path('src/wordpress/version.edge.ts');
const source = readFileSync(file, 'utf8');
writeFileSync(file, source.replace(/(?<=pressqlVersion = ')[^']*(?=')/, version));
