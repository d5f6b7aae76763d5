import type { Types } from '../../schema/kit/graph/builder.ts';
import type { NodeRef } from '../../schema/kit/graph/connection-types.ts';
import { type Field, type Graph, interfaceNamed, oncePerGraph } from '../../schema/kit/graph/graph.ts';
import { emptyGraphPage } from '../../schema/kit/graph/page.ts';
import { connectionField } from '../../schema/kit/relay/connection-field.ts';
import type { WhereRow } from '../../schema/kit/where/rows.ts';
import { downloadType } from './product-downloads.ts';

const texts: Readonly<Record<string, string>> = {
  name: 'The name of the file.',
  url: 'The address of the file.',
  downloadUrl: 'The address of the file.',
  downloadNonce: 'The nonce for the file.',
  accessExpires: 'When the customer can no longer download it.',
};

/** Adds the type of files that a customer has bought. */
const addItemType = oncePerGraph((graph): object => {
  const ref = graph.builder.objectRef<object>('DownloadableItem');
  graph.addNodeType(ref as unknown as NodeRef);
  ref.implement({
    description: 'A file that a customer has bought.',
    interfaces: [interfaceNamed(graph, 'Node') as never],
    fields: (t) => ({
      id: t.id({ nullable: false, description: 'The global id.', resolve: () => '' }),
      downloadId: t.string({ nullable: false, description: 'The id of the file.', resolve: () => '' }),
      ...Object.fromEntries(
        Object.entries(texts).map(([name, description]) => [
          name,
          t.string({ description, resolve: () => null }),
        ]),
      ),
      downloadsRemaining: t.int({
        description: 'How many times the customer can download it.',
        resolve: () => null,
      }),
      product: t.field({
        type: graph.typeNamed('ProductUnion') as never,
        description: 'The product.',
        resolve: () => null as never,
      }),
      download: t.field({ type: downloadType(graph), description: 'The file.', resolve: () => null }),
    }),
  });
  return ref;
});

const flags = ['active', 'expired', 'hasDownloadsRemaining'].map(
  (argument): WhereRow => ({
    argument,
    type: 'Boolean',
    description: 'Makes no difference: the list is empty.',
    filter: () => ({}),
  }),
);

/** Returns the connection to files that a customer has bought. WooCommerce has them in no REST route for customers. */
export function downloadableItems<Parent extends object>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>,
  graph: Graph,
  base: string,
): Field {
  addItemType(graph);
  return connectionField<Parent>(t, graph, {
    base: `${base}ToDownloadableItem`,
    target: 'DownloadableItem',
    description: 'The files that the customer can download.',
    where: flags,
    availability: {
      to: 'nobody',
      because: 'WooCommerce shows files that customers have bought in its pages only.',
      otherwise: 'empty',
    },
    page: async () => emptyGraphPage,
  });
}
