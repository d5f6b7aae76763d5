import type { ReservedNames } from '../../site/names.ts';
import type { Site } from '../../site/site.ts';
import { namedTemplates } from '../../site/templates.ts';
import type { InterfaceRef } from '../kit/base/pothos.ts';
import type { Builder, Types } from '../kit/graph/builder.ts';
import type { Template } from '../kit/graph/graph.ts';

/**
 * Implements `ContentTemplate`, with an object type for each named template of the site. WordPress shows only a template's
 * file with content. The gateway learns the names from the block theme, if the operator grants it, and from the options.
 *
 * @returns the interface
 */
export function createContentTemplate(
  builder: Builder,
  site: Site,
  reserved: ReservedNames,
): InterfaceRef<Types, Template> {
  const named = new Map(namedTemplates(site, reserved).map((each) => [each.file, each]));
  const template = builder.interfaceRef<Template>('ContentTemplate').implement({
    description: 'A template that the theme uses to display content.',
    resolveType: ({ file }) => named.get(file)?.typeName ?? 'DefaultTemplate',
    fields: (t) => ({
      templateName: t.string({
        description:
          'The name of the template. `Default` if the content has no template of its own; the file name if the gateway does not know the name.',
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
