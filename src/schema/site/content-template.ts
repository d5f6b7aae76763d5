import type { InterfaceRef } from '@pothos/core';
import type { Builder, Types } from '../builder.ts';
import type { Template } from '../graph.ts';

/** `ContentTemplate` and `DefaultTemplate`. REST names a template's file, not its label. */
export function createContentTemplate(builder: Builder): InterfaceRef<Types, Template> {
  const template = builder.interfaceRef<Template>('ContentTemplate').implement({
    description: 'A template of the theme that shows content.',
    resolveType: () => 'DefaultTemplate',
    fields: (t) => ({
      templateName: t.string({
        description: '`Default`, or the file of another template.',
        resolve: ({ file }) => file || 'Default',
      }),
    }),
  });
  builder
    .objectRef<Template>('DefaultTemplate')
    .implement({ description: 'A template of the theme.', interfaces: [template] });
  return template;
}
