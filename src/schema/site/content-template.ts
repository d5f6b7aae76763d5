import type { ReservedNames } from '../../site/names.ts';
import type { Site } from '../../site/site.ts';
import { namedTemplates } from '../../site/templates.ts';
import type { InterfaceRef } from '../kit/base/pothos.ts';
import type { Builder, Types } from '../kit/graph/builder.ts';
import type { Template } from '../kit/graph/graph.ts';

/**
 * `ContentTemplate` with a type for each template that is known. Content names a template's file; what it is called is
 * known of block themes, where the operator grants it, and of what the config names.
 */
export function createContentTemplate(
  builder: Builder,
  site: Site,
  reserved: ReservedNames,
): InterfaceRef<Types, Template> {
  const named = new Map(namedTemplates(site, reserved).map((each) => [each.file, each]));
  const template = builder.interfaceRef<Template>('ContentTemplate').implement({
    description: 'A template of the theme that shows content.',
    resolveType: ({ file }) => named.get(file)?.typeName ?? 'DefaultTemplate',
    fields: (t) => ({
      templateName: t.string({
        description: 'What it is called; `Default`, or the file of a template whose name is not known.',
        resolve: ({ file }) => named.get(file)?.label ?? (file || 'Default'),
      }),
    }),
  });
  const description = 'A template of the theme.';
  for (const name of new Set(['DefaultTemplate', ...[...named.values()].map(({ typeName }) => typeName)])) {
    builder.objectRef<Template>(name).implement({ description, interfaces: [template] });
  }
  return template;
}
