import { resolve } from 'node:path';
import { ConfigError } from '../config/errors.ts';
import { importTranspiled } from '../config/jiti.ts';
import type { Settings } from '../config/options.ts';
import { builtInWith, type IntegrationSettings } from '../integrations/built-in.ts';
import * as contract from '../integrations/index.ts';
import { checkIntegrations, combined } from '../schema/integration/check.ts';
import { type Integration, IntegrationError } from '../schema/integration/contract.ts';
import { isRecord } from '../values/json.ts';
import { importOwn, importPackage } from './own-modules.ts';

/**
 * Loads the operator's integrations, and returns them before the built-in ones.
 *
 * @param folder - the folder from which paths are resolved
 * @throws ConfigError for a module that cannot be loaded, or whose default export is no integration
 * @example
 * await loadIntegrations({ integrations: ['./reading-list.js'] });
 */
export async function loadIntegrations(
  { integrations: modules = [], ...settings }: Pick<Settings, 'integrations' | keyof IntegrationSettings>,
  folder = process.cwd(),
): Promise<readonly Integration[]> {
  const loaded: Integration[] = [];
  for (const module of modules) loaded.push(...(await loadModule(module, folder)));
  return withoutIntegrationErrors('`integrations`', () => combined(loaded, builtInWith(settings)));
}

async function loadModule(module: string, folder: string): Promise<readonly Integration[]> {
  let exported: unknown;
  try {
    ({ default: exported } = isPath(module)
      ? await importFile(resolve(folder, module))
      : await importPackage(module));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const advice =
      'A path begins with ./ and is relative to the current folder; another name is an npm package.';
    throw new ConfigError(`The integration ${module} cannot be loaded: ${reason}\n${advice}`);
  }
  const list = Array.isArray(exported) ? exported : [exported];
  return withoutIntegrationErrors(`The default export of ${module}`, () => checkIntegrations(list));
}

async function importFile(path: string): Promise<Readonly<Record<string, unknown>>> {
  // TypeScript needs no build: Node 20 cannot read it, and newer versions only a part of it.
  if (!/\.[cm]?ts$/.test(path)) return importOwn(path);
  // The file must get the modules that run here: a second copy of them would know neither the loaders nor the errors of the first.
  const exported = await importTranspiled(path, { 'pressql/integrations': { ...contract } });
  return isRecord(exported) ? exported : {};
}

/** Whether a module is named by its path. Other names are npm packages. */
export function isPath(module: string): boolean {
  return /^[./\\]|^[A-Za-z]:[\\/]/.test(module);
}

function withoutIntegrationErrors<T>(place: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof IntegrationError) throw new ConfigError(`${place}: ${error.message}`);
    // The files of an option are not what they should be.
    if (error instanceof TypeError) throw new ConfigError(error.message);
    throw error;
  }
}
