// npm run differences: writes docs/differences.md.
import { writeFileSync } from 'node:fs';
import { buildSchema } from '../dist/schema/build.js';
import { stockSite } from '../dist/site/stock.js';
import { differencesPage } from './differences/page.mjs';

writeFileSync(new URL('../docs/differences.md', import.meta.url), differencesPage(buildSchema(stockSite())));
