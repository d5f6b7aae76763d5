import DataLoader from 'dataloader';
import type { Rest } from '../../wordpress/client.ts';
import { valueAt } from '../../wordpress/document.ts';

/** Settings by their keys in REST; those asked for together come in one request. */
export interface SettingsLoader {
  load(key: string): Promise<unknown>;
}

/** WordPress' own settings (REST API handbook: Settings), which it shows to administrators. */
export function createSettingsLoader(rest: Rest): SettingsLoader {
  const loader = new DataLoader<string, unknown>(async (keys) => {
    const settings = await rest.get('/wp/v2/settings', { _fields: [...keys].sort() });
    return keys.map((key) => valueAt(settings, key));
  });
  return { load: (key) => loader.load(key) };
}
