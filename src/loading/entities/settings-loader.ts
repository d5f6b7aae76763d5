import { valueAt } from '../../values/json.ts';
import type { Rest } from '../../wordpress/rest.ts';
import { WaveLoader } from '../base/wave-loader.ts';

/** Settings by their keys in REST; those asked for together come in one request. */
export interface SettingsLoader {
  load(key: string): Promise<unknown>;
}

/** WordPress' own settings (REST API handbook: Settings), which it shows to administrators. */
export function createSettingsLoader(rest: Rest): SettingsLoader {
  const read = async (keys: readonly string[]) => {
    const settings = await rest.get('/wp/v2/settings', { _fields: [...keys].sort() });
    return (key: string) => valueAt(settings, key);
  };
  const loader = new WaveLoader<string, unknown>({ read, isCached: true });
  return { load: (key) => loader.load(key) };
}
