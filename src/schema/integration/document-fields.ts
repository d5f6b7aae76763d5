import type { PluginContent } from '../../site/plugin-content.ts';
import type { PluginFields } from '../../site/plugin-fields.ts';
import type { DocumentField, Integration } from './contract.ts';

/** Returns the keys of REST documents for which the graph gets no field. */
export function hiddenFieldsOf(integrations: readonly Integration[]): ReadonlySet<string> {
  return keysOf(integrations, ({ isHidden }) => isHidden === true);
}

/** Returns the keys of REST documents that discovery and loading treat specially. */
export function pluginFieldsOf(integrations: readonly Integration[]): PluginFields {
  return {
    expensiveFields: keysOf(integrations, ({ isExpensive }) => isExpensive === true),
    fieldsWithoutSchema: keysOf(integrations, ({ hasNoSchema }) => hasNoSchema === true),
    ownFields: new Set([
      ...keysOf(integrations, () => true),
      ...integrations.flatMap(({ fieldGroups = [] }) => fieldGroups.map(({ key }) => key)),
    ]),
  };
}

/** Returns the names and object types of the content of all plugins. */
export function pluginContentOf(integrations: readonly Integration[]): readonly PluginContent[] {
  return integrations.flatMap(({ content }) => content ?? []);
}

/** Returns the names of headers that the integrations add to answers. */
export function answerHeadersOf(integrations: readonly Integration[]): readonly string[] {
  return integrations.flatMap(({ answerHeaders = [] }) => answerHeaders);
}

/** Returns the error codes of all plugins whose messages clients get. */
export function errorCodesOf(integrations: readonly Integration[]): ReadonlySet<string> {
  return new Set(integrations.flatMap(({ errorCodes = [] }) => errorCodes));
}

function keysOf(
  integrations: readonly Integration[],
  isSelected: (field: DocumentField) => boolean,
): ReadonlySet<string> {
  const rows = integrations.flatMap(({ documentFields = {} }) => Object.entries(documentFields));
  return new Set(rows.filter(([, field]) => isSelected(field)).map(([key]) => key));
}
