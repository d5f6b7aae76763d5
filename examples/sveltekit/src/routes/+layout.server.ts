import { send } from '#lib/server/pressql.ts';
import { Frame } from '#lib/server/queries.ts';

// The addresses of WordPress.
export const trailingSlash = 'always';

export const load = () => send(Frame, {});
