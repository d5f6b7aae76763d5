import { misfitError } from '../../../schema/custom/value.ts';
import type { TypeRef } from '../../../schema/integration/integration-graph.ts';
import { isEntity } from '../../../schema/kit/base/virtual-nodes.ts';
import type { ValueKind } from '../../../schema/kit/graph/field-groups.ts';
import { isEmptyValue } from '../../../wordpress/document.ts';
import { referenceIds } from './reference-ids.ts';
import { galleryOf, mediaEdge, type References, type ReferencesOf, referencesOf } from './references.ts';

/** `image` and `file`: ACF's only fields that are a whole number and nothing else. */
const media: ValueKind = {
  matches: ({ types, items }) => types.join() === 'integer' && items === null,
  outputType: ({ connections }) => unchecked(connections.one('AcfMediaItem', 'MediaItem')),
  input: { type: 'Int', isList: false },
  read(value, { key, context, info }) {
    if (isEmptyValue(value) || value === 0) return null;
    const [id] = referenceIds(value);
    return id ? mediaEdge(id, context, info) : misfitError(value, key, 'the id of a media item');
  },
};

/** `gallery`: ACF's only field that is a list of numbers. */
const gallery: ValueKind = {
  matches: ({ types, items }) => types.join() === 'array' && items?.types.join() === 'number',
  outputType: (graph) => unchecked(galleryOf(graph)),
  input: { type: 'Int', isList: true },
  read: (value) => (isEmptyValue(value) ? null : ({ ids: referenceIds(value) } satisfies References)),
};

/** `post_object`, `page_link`, `relationship`, `taxonomy` and `user`: one id, or a list of them. */
const references: ValueKind = {
  matches: ({ types, items }) => /^array(,integer)?$/.test(types.join()) && items?.types.join() === 'integer',
  outputType: (graph) => unchecked(referencesOf(graph)),
  input: { type: 'Int', isList: true },
  readsDocument: true,
  read(value, { parent }) {
    if (isEmptyValue(value)) return null;
    // The fields of `AcfReferences` read the links of the document.
    const [entity, document] = isEntity(parent) ? [parent, parent.document] : [{}, null];
    return { ...entity, ids: referenceIds(value), document } satisfies ReferencesOf;
  },
};

/** The kinds of ACF fields whose numbers are ids. */
export const values: readonly ValueKind[] = [media, gallery, references];

/** Returns a type whose values Pothos does not check: only the response shows their types. */
function unchecked<Value>(type: TypeRef<Value>): TypeRef<unknown> {
  return type as unknown as TypeRef<unknown>;
}
