import { signal } from '@preact/signals';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
} from 'graphql';
import type { ComponentChildren } from 'preact';
import { Description } from '../parts.tsx';
import { goTo } from './places.ts';

/** A field of an output or an input. */
type AnyField = GraphQLField<unknown, unknown> | GraphQLInputField;

/** A type: its description, its fields, and the types that belong to it. */
export function TypePage({ schema, name }: { readonly schema: GraphQLSchema; readonly name: string }) {
  const type = schema.getType(name);
  if (!type) return <p>The schema has no type {name}.</p>;
  return (
    <>
      <h3>
        <code class="type-name">{name}</code> <span class="kind">{kindOf(type)}</span>
      </h3>
      <Description text={type.description} />
      <Fields type={type} />
      {isEnumType(type) && (
        <Section title="Values">
          {type.getValues().map(({ name: value, description, deprecationReason }) => (
            <li class="doc-row" key={value}>
              <code>{value}</code>
              <Description text={description} />
              <Deprecated reason={deprecationReason} />
            </li>
          ))}
        </Section>
      )}
      {(isObjectType(type) || isInterfaceType(type)) && type.getInterfaces().length > 0 && (
        <TypeLinks title="Implements" types={type.getInterfaces()} />
      )}
      {isAbstractType(type) && <TypeLinks title="Possible types" types={schema.getPossibleTypes(type)} />}
    </>
  );
}

/** A field: its type, its description, its arguments. */
export function FieldPage({
  schema,
  type: typeName,
  name,
}: {
  readonly schema: GraphQLSchema;
  readonly type: string;
  readonly name: string;
}) {
  const type = schema.getType(typeName);
  const field = type && fieldsOf(type).find((each) => each.name === name);
  if (!field) return <TypePage schema={schema} name={typeName} />;
  const args = 'args' in field ? field.args : [];
  return (
    <>
      <h3>
        <code>
          <span class="field-name">{name}</span>: <TypeLink type={field.type} />
        </code>
      </h3>
      <Description text={field.description} />
      <Deprecated reason={field.deprecationReason} />
      {args.length > 0 && (
        <Section title="Arguments">
          {args.map((arg) => (
            <li class="doc-row" key={arg.name}>
              <Input input={arg} />
              <Description text={arg.description} />
            </li>
          ))}
        </Section>
      )}
      <p class="muted">
        A field of <TypeLink type={type} />.
      </p>
    </>
  );
}

/** What the fields of a long type are searched for. */
const filter = signal('');

/** Types with more fields have a search of their own. */
const manyFields = 15;

function Fields({ type }: { readonly type: GraphQLNamedType }) {
  const all = fieldsOf(type);
  if (all.length === 0) return null;
  const wanted = all.length > manyFields ? filter.value.trim().toLowerCase() : '';
  const fields = all.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <>
      {all.length > manyFields && (
        <input
          type="search"
          class="filter"
          placeholder={`Find one of ${all.length} fields`}
          aria-label={`Find a field of ${type.name}`}
          autocomplete="off"
          value={filter.value}
          onInput={(event) => {
            filter.value = event.currentTarget.value;
          }}
        />
      )}
      <Section title={`Fields (${fields.length})`}>
        {fields.map((field) => (
          <li class="doc-row" key={field.name}>
            <code>
              <button
                type="button"
                class="link field-name"
                onClick={() => goTo({ type: type.name, field: field.name })}
              >
                {field.name}
              </button>
              {'args' in field && field.args.length > 0 && <span class="muted">(…)</span>}:{' '}
              <TypeLink type={field.type} />
            </code>
            <Description text={field.description} />
            <Deprecated reason={field.deprecationReason} />
          </li>
        ))}
      </Section>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section>
      <h4>{title}</h4>
      <ul class="doc-list">{children}</ul>
    </section>
  );
}

function TypeLinks({
  title,
  types,
}: {
  readonly title: string;
  readonly types: readonly GraphQLNamedType[];
}) {
  return (
    <section>
      <h4>{title}</h4>
      <p class="type-links">
        {types.map((type) => (
          <code key={type.name}>
            <TypeLink type={type} />
          </code>
        ))}
      </p>
    </section>
  );
}

/** The text of a type, such as `[Post!]!`, in which the name leads to its page. */
function TypeLink({ type }: { readonly type: GraphQLType }) {
  const { name } = getNamedType(type);
  const [before, after] = String(type).split(name, 2);
  return (
    <>
      {before}
      <button type="button" class="link type-name" onClick={() => goTo({ type: name, field: null })}>
        {name}
      </button>
      {after}
    </>
  );
}

function Input({ input }: { readonly input: GraphQLArgument }) {
  const { name, type, defaultValue } = input;
  return (
    <code>
      <span class="argument-name">{name}</span>: <TypeLink type={type} />
      {defaultValue !== undefined && <span class="muted"> = {JSON.stringify(defaultValue)}</span>}
    </code>
  );
}

function Deprecated({ reason }: { readonly reason: string | null | undefined }) {
  return reason ? <p class="deprecated">Deprecated. {reason}</p> : null;
}

function fieldsOf(type: GraphQLNamedType): readonly AnyField[] {
  const hasFields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type);
  return hasFields ? Object.values(type.getFields()) : [];
}

function kindOf(type: GraphQLNamedType): string {
  if (isObjectType(type)) return 'type';
  if (isInterfaceType(type)) return 'interface';
  if (isEnumType(type)) return 'enum';
  if (isInputObjectType(type)) return 'input';
  return isScalarType(type) ? 'scalar' : 'union';
}
