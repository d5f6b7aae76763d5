// npm run errors: writes docs/errors.md.
import { writeFileSync } from 'node:fs';
import { errorKinds } from '../dist/wordpress/errors.js';
import { faults } from '../dist/wordpress/faults.js';
import { errorsPage } from './errors/page.mjs';

writeFileSync(new URL('../docs/errors.md', import.meta.url), errorsPage(errorKinds, faults));
