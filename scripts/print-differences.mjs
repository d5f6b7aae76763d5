// npm run differences: writes docs/differences.md.
import { writeFileSync } from 'node:fs';
import { builtInIntegrations } from '../dist/integrations/built-in.js';
import { buildSchema } from '../dist/schema/build.js';
import { stockSite } from '../dist/site/stock.js';
import { versionChanges } from '../dist/values/wpgraphql.js';
import { differencesPage } from './differences/page.mjs';

const page = differencesPage(buildSchema(stockSite()), builtInIntegrations, versionChanges);
writeFileSync(new URL('../docs/differences.md', import.meta.url), page);
