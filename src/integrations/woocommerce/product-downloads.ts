import type { FieldMap } from '../../schema/kit/base/pothos.ts';
import { type EntityFields, type Graph, oncePerGraph } from '../../schema/kit/graph/graph.ts';
import { notInStore } from './product-fields.ts';
import { classPath, hasClass } from './values.ts';

/** Returns the fields of `DownloadableProduct`. Files are for customers who have bought the product. */
export function downloadFields(t: EntityFields, graph: Graph): FieldMap {
  const hidden = (description: string) =>
    t.int({ description, availability: notInStore, resolve: () => null });
  return {
    downloadable: t.boolean({
      description: 'Whether the product can be downloaded. Null before WordPress 6.7.',
      reads: [classPath],
      resolve: (product) => hasClass(product, 'downloadable'),
    }),
    downloadExpiry: hidden('The number of days for which customers can download it.'),
    downloadLimit: hidden('The number of times that customers can download it.'),
    downloads: t.field({
      type: [downloadType(graph)],
      nullable: { list: true, items: true },
      description: 'The files.',
      availability: notInStore,
      resolve: () => null,
    }),
  };
}

/** Returns the type of files of products. */
export const downloadType = oncePerGraph((graph) =>
  graph.builder.objectRef<object>('ProductDownload').implement({
    description: 'A file of a product.',
    fields: (t) => ({
      downloadId: t.string({ nullable: false, description: 'The id.', resolve: () => '' }),
      ...Object.fromEntries(
        ['name', 'file', 'fileExt', 'fileType', 'filePathType'].map((name) => [
          name,
          t.string({ description: `The ${name} of the file.`, resolve: () => null }),
        ]),
      ),
      ...Object.fromEntries(
        ['allowedFileType', 'fileExists'].map((name) => [
          name,
          t.boolean({ description: `The ${name} of the file.`, resolve: () => null }),
        ]),
      ),
    }),
  }),
);
