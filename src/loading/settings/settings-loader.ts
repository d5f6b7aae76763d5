import { valueAt } from '../../values/json.ts';
import type { Rest } from '../../wordpress/rest.ts';
import { WaveLoader } from '../base/wave-loader.ts';

/** Loads settings by their REST keys. A wave takes one request. */
export interface SettingsLoader {
  load(key: string): Promise<unknown>;
}

/** Returns a loader of WordPress' settings, which REST shows only to administrators (REST API handbook: Settings). */
export function createSettingsLoader(rest: Rest): SettingsLoader {
  const read = async (keys: readonly string[]) => {
    const settings = await rest.get('/wp/v2/settings', { _fields: [...keys].sort() });
    return (key: string) => valueAt(settings, key);
  };
  const loader = new WaveLoader<string, unknown>({ of: 'settings', read, isCached: true });
  return { load: (key) => loader.load(key) };
}
