import type { PluginFields } from '../../site/plugin-fields.ts';
import type { DocumentField, Integration } from './contract.ts';

/** Returns the keys of REST documents that get no field of their own. */
export function hiddenFieldsOf(integrations: readonly Integration[]): ReadonlySet<string> {
  return keysOf(integrations, ({ isHidden }) => isHidden === true);
}

/** Returns what discovery has to know of the keys that the plugins of some integrations add to REST documents. */
export function pluginFieldsOf(integrations: readonly Integration[]): PluginFields {
  return {
    expensiveFields: keysOf(integrations, ({ isExpensive }) => isExpensive === true),
    fieldsWithoutSchema: keysOf(integrations, ({ hasNoSchema }) => hasNoSchema === true),
  };
}

function keysOf(
  integrations: readonly Integration[],
  isMeant: (field: DocumentField) => boolean,
): ReadonlySet<string> {
  const rows = integrations.flatMap(({ documentFields = {} }) => Object.entries(documentFields));
  return new Set(rows.filter(([, field]) => isMeant(field)).map(([key]) => key));
}
