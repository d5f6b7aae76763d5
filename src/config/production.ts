import { environmentVariable } from '../values/environment.ts';
import type { Options } from './option.ts';

/** Settings, whatever else they have. */
interface ModeSettings {
  readonly production?: boolean | undefined;
}

/**
 * Returns whether the gateway runs in production: the operator says so, or `NODE_ENV` does, which hosts and frameworks set.
 */
export function isProduction({ production }: ModeSettings): boolean {
  return production ?? environmentVariable('NODE_ENV') === 'production';
}

/**
 * Returns settings in which the options that the operator has not set have their default of production, if they have one.
 *
 * @param rows - the options that count
 */
export function withDefaultsOfMode<Set extends ModeSettings>(rows: Options, settings: Set): Set {
  if (!isProduction(settings)) return settings;
  const set = new Map<string, unknown>(Object.entries(settings));
  const defaults = Object.entries(rows)
    .filter(([key, { inProduction }]) => inProduction !== undefined && set.get(key) === undefined)
    .map(([key, { inProduction }]) => [key, inProduction]);
  return { ...settings, ...Object.fromEntries(defaults) };
}
