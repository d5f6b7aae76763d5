import type { ReservedNames } from '../../site/names.ts';
import type { Site } from '../../site/site.ts';
import { namedTemplates } from '../../site/templates.ts';
import type { Builder } from '../kit/graph/builder.ts';
import type { Graph, Template } from '../kit/graph/graph.ts';

/**
 * Implements `ContentTemplate`, with an object type for each named template of the site. WordPress shows only a template's
 * file with content. The gateway learns the names from the block theme, if the operator grants it, and from the options.
 *
 * @returns the interface, and the object types by the files of their templates
 */
export function createContentTemplate(
  builder: Builder,
  site: Site,
  reserved: ReservedNames,
): Pick<Graph, 'contentTemplate' | 'templateTypes'> {
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
  const names = new Map([
    ['', 'DefaultTemplate'],
    ...[...named].map(([file, { typeName }]) => [file, typeName] as const),
  ]);
  const types = new Map(
    [...new Set(names.values())].map((name) => {
      const type = builder.objectRef<Template>(name);
      type.implement({ description, interfaces: [template] });
      return [name, type];
    }),
  );
  return {
    contentTemplate: template,
    templateTypes: new Map(
      [...names].flatMap(([file, name]) => {
        const type = types.get(name);
        return type ? [[file, type]] : [];
      }),
    ),
  };
}
