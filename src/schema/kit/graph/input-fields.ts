import type { Availability } from '../../../values/availability.ts';
import type { InputFieldRef } from '../base/pothos.ts';
import type { Types } from './builder.ts';
import type { Graph, InputTypeRef } from './graph.ts';

/** A field of an input type. */
export type InputField = InputFieldRef<Types, object | string | number | boolean | null | undefined>;

type Fields = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/**
 * Returns a field of an input type.
 *
 * @throws Error if `type` is a name that the graph does not have
 */
export function inputField(
  t: Fields,
  graph: Graph,
  {
    type,
    description,
    required = false,
    deprecated,
    availability,
    isList = typeof type === 'string' && type.startsWith('['),
  }: {
    /** The type, or its name: a scalar, an enum or an input object of the graph. `[ID]` is a list. */
    type: string | InputTypeRef;
    description: string;
    required?: boolean;
    /** The deprecation reason, if the field is deprecated. */
    deprecated?: string;
    availability?: Availability;
    isList?: boolean;
  },
): InputField {
  const item = typeof type === 'string' ? inputType(graph, itemName(type)) : type;
  const about = {
    description,
    availability,
    ...(deprecated === undefined ? {} : { deprecationReason: deprecated }),
  };
  return isList
    ? t.field({ type: [item], required: { list: required, items: false }, ...about })
    : t.field({ type: item, required, ...about });
}

/** Returns whether the graph has an input type: a scalar, an enum or an input object. `[ID]` is a list. */
export function isInputType(graph: Graph, type: string): boolean {
  const name = itemName(type);
  return isScalar(name) || graph.inputTypes.has(name);
}

/** Returns `ID` for `[ID]`. */
function itemName(type: string): string {
  return type.replace(/^\[(.*)\]$/, '$1');
}

function inputType(graph: Graph, name: string) {
  const type = isScalar(name) ? name : graph.inputTypes.get(name);
  if (!type) throw new Error(`The graph has no input type "${name}"`);
  return type;
}

function isScalar(name: string): name is 'Int' | 'Float' | 'ID' | 'String' | 'Boolean' | 'JSON' | 'Upload' {
  return ['Int', 'Float', 'ID', 'String', 'Boolean', 'JSON', 'Upload'].includes(name);
}
