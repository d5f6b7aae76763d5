import { send } from '#lib/server/pressql.ts';
import { Home } from '#lib/server/queries.ts';

export const load = () => send(Home, {});
