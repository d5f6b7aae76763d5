import type { Context } from '../../../schema/kit/base/context.ts';
import type { ObjectRef } from '../../../schema/kit/base/pothos.ts';
import { isEntity } from '../../../schema/kit/base/virtual-nodes.ts';
import type { Types } from '../../../schema/kit/graph/builder.ts';
import type { Field, Graph } from '../../../schema/kit/graph/graph.ts';
import { projectionOf } from '../../../schema/kit/plugins/reads/projection.ts';
import { connectionField } from '../../../schema/kit/relay/connection-field.ts';
import { isRecord } from '../../../values/json.ts';
import type { FieldPlan } from '../definitions/plan.ts';
import { isEmpty, textOf } from '../definitions/settings.ts';
import { formattedText } from './formatted.ts';
import {
  edgeOfReference,
  idsIn,
  pageOfReferences,
  type ReferenceKind,
  referenceKinds,
} from './references.ts';
import { misfit, type ScalarKind, scalarKinds } from './scalars.ts';
import {
  type FieldValue,
  layoutOf,
  type NestedSource,
  nestedIn,
  readsOf,
  type Source,
  valueIn,
} from './source.ts';

export type SourceFields =
  | PothosSchemaTypes.ObjectFieldBuilder<Types, Source>
  | PothosSchemaTypes.InterfaceFieldBuilder<Types, Source>;

/** What the fields of ACF types need of the graph. */
export interface FieldTypes {
  readonly graph: Graph;
  /** Returns whether the graph has a type of ACF. */
  has(name: string): boolean;
  /** Returns the names of the layouts that a type of layouts has. Null for other types. */
  layoutsOf(name: string): ReadonlySet<string> | null;
  /** Returns a type of ACF by name: an object type, an interface of layouts, `AcfLink` or `AcfGoogleMap`. */
  typeNamed(name: string): ObjectRef<Types, Source>;
}

/** Returns a field of an ACF type. */
export function fieldOf(t: SourceFields, types: FieldTypes, plan: FieldPlan): Field {
  const { type } = plan;
  const reference = referenceKinds[type];
  if (reference) return referenceField(t, types, { plan, reference });
  const scalar = scalarKinds[type];
  return scalar ? scalarField(t, { plan, scalar }) : objectField(t, types, plan);
}

/** The options that all fields have. */
function optionsOf(plan: FieldPlan) {
  return { description: plan.description, nullable: !plan.isNonNull, reads: readsOf(plan) };
}

function scalarField(t: SourceFields, { plan, scalar }: { plan: FieldPlan; scalar: ScalarKind }): Field {
  const fields = t as PothosSchemaTypes.ObjectFieldBuilder<Types, Source>;
  const { settings } = plan;
  return fields.field({
    ...optionsOf(plan),
    type: scalar.type === 'Strings' ? fields.listRef('String', { nullable: true }) : scalar.type,
    // The kinds read values of their own types, which only the response shows.
    resolve: (source: Source, _args: object, context: Context): never => {
      const found = valueIn(source, plan);
      const value = scalar.read(found.value, { settings, isFormatted: isAtTopOrInRows(found) });
      return (
        typeof value === 'string' && isFormatted(plan, found) ? formattedText(found, context) : value
      ) as never;
    },
  });
}

/** Returns whether ACF has to format a text. WPGraphQL for ACF returns the address of an oEmbed in a group. */
function isFormatted({ type, settings }: FieldPlan, found: FieldValue): boolean {
  if (type === 'oembed') return isAtTopOrInRows(found);
  return type === 'wysiwyg' || (type === 'textarea' && textOf(settings, 'new_lines') === 'wpautop');
}

/** Returns whether a value is not in a group that is outside of rows. */
function isAtTopOrInRows({ path, isInRows }: FieldValue): boolean {
  return isInRows || path.length === topLevelDepth;
}

/** The length of a path such as `acf.hero_image`. */
const topLevelDepth = 2;

function referenceField(
  t: SourceFields,
  { graph }: FieldTypes,
  { plan, reference }: { plan: FieldPlan; reference: ReferenceKind },
): Field {
  const { target } = reference;
  const { settings, description } = plan;
  const referencesIn = (source: Source) => ({
    ids: idsIn(valueIn(source, plan).value),
    kind: reference,
    settings,
  });
  if (!reference.isOne(settings)) {
    return connectionField<Source>(t as PothosSchemaTypes.ObjectFieldBuilder<Types, Source>, graph, {
      base: `Acf${target}`,
      target,
      description,
      reads: readsOf(plan),
      page: async (source, request) => {
        const references = referencesIn(source);
        return references.ids.length > 0 ? pageOfReferences(references, request) : null;
      },
    });
  }
  const fields = t as PothosSchemaTypes.ObjectFieldBuilder<Types, Source>;
  return fields.field({
    ...optionsOf(plan),
    nullable: true,
    type: graph.connections.one(`Acf${target}`, target),
    resolve: (source, _args, { loaders }, info) =>
      edgeOfReference(referencesIn(source), {
        loaders,
        pathsOf: (resource) => projectionOf(info, resource.typeName).paths,
      }),
  });
}

/** How a value becomes the source of an object type, or a list of such sources. */
interface ObjectKind {
  /** The type, if it is the same for all fields. @default the type of the plan */
  readonly typeName?: string;
  readonly isList: boolean;
  read(found: FieldValue, plan: FieldPlan, source: Source): unknown;
}

const rows: ObjectKind = {
  isList: true,
  read: ({ value, ...place }, plan) => {
    if (isEmpty(value)) return null;
    const items = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
    if (items.length === 0) return misfit(value, plan.settings);
    return items.map((item, index) =>
      isRecord(item) ? nestedIn(place, item, index) : misfit(item, plan.settings),
    );
  },
};

const objectKinds: Readonly<Record<string, ObjectKind>> = {
  // A clone has its fields beside it, and so the same source.
  clone: { isList: false, read: (_found, _plan, source) => source },
  // A group is never empty, since its fields can be null.
  group: { isList: false, read: ({ value, ...place }) => nestedIn(place, isRecord(value) ? value : {}) },
  repeater: rows,
  flexible_content: rows,
  link: {
    typeName: 'AcfLink',
    isList: false,
    read: ({ value, ...place }, plan) => {
      if (isEmpty(value)) return null;
      if (typeof value === 'string') return nestedIn(place, { url: value, title: '', target: '' });
      return isRecord(value) ? nestedIn(place, value) : misfit(value, plan.settings);
    },
  },
  google_map: {
    typeName: 'AcfGoogleMap',
    isList: false,
    read: ({ value, ...place }, plan) => {
      if (isEmpty(value)) return null;
      return isRecord(value) ? nestedIn(place, value) : misfit(value, plan.settings);
    },
  },
};

function objectField(t: SourceFields, { typeNamed, layoutsOf }: FieldTypes, plan: FieldPlan): Field {
  const kind = objectKinds[plan.type];
  const name = kind?.typeName ?? plan.typeName;
  if (!kind || !name) throw new Error(`There is no kind of ACF field for "${plan.type}"`);
  const fields = t as PothosSchemaTypes.ObjectFieldBuilder<Types, Source>;
  const type = typeNamed(name);
  const layouts = layoutsOf(name);
  return fields.field({
    ...optionsOf(plan),
    type: kind.isList ? fields.listRef(type, { nullable: true }) : type,
    sameDocument: plan.type === 'clone',
    resolve: (source: Source): never => {
      // A clone has no value. To look for one would read what the field does not declare.
      const found = plan.type === 'clone' && isEntity(source) ? noValue : valueIn(source, plan);
      const value = kind.read(found, plan, source);
      return (
        layouts && Array.isArray(value) ? value.map((row) => knownRow(row, layouts, plan)) : value
      ) as never;
    },
  });
}

/** Returns a row of flexible content, or an error if the plan does not have its layout. */
function knownRow(row: NestedSource | Error, layouts: ReadonlySet<string>, plan: FieldPlan): unknown {
  if (row instanceof Error || layouts.has(layoutOf(row))) return row;
  return misfit({ acf_fc_layout: layoutOf(row) }, plan.settings);
}

/** No value: that of a clone, whose fields are beside it. */
const noValue: FieldValue = { value: undefined, path: [], entity: null, isInRows: false };
