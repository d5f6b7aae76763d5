import { type Availability, withAvailability } from '../../../values/availability.ts';
import {
  BasePlugin,
  type FieldNullability,
  type FieldRequiredness,
  type InputFieldMap,
  type PothosInputFieldConfig,
  type PothosOutputFieldConfig,
  SchemaBuilder,
  type SchemaTypes,
  type TypeParam,
} from '../base/pothos.ts';

const name = 'availability';
export default name;

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      availability: AvailabilityPlugin<Types>;
    }

    export interface FieldOptions<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > {
      /** The clients that get the field's value. The plugin appends it to the description. @default everybody */
      availability?: Availability | undefined;
    }

    export interface InputFieldOptions<Types extends SchemaTypes, Type, Req extends FieldRequiredness<Type>> {
      /** The clients that can use the argument or input field. The plugin appends it to the description. @default everybody */
      availability?: Availability | undefined;
    }
  }
}

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    availability?: Availability | undefined;
  }
  interface GraphQLArgumentExtensions {
    availability?: Availability | undefined;
  }
  interface GraphQLInputFieldExtensions {
    availability?: Availability | undefined;
  }
}

/**
 * The plugin behind the option `availability` of fields and arguments. It appends the availability to the description,
 * and stores it in `extensions` for the comparison and for `docs/differences.md`.
 */
export class AvailabilityPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { availability } = config.pothosOptions;
    return availability ? { ...config, ...described(config, availability) } : config;
  }

  override onInputFieldConfig(config: PothosInputFieldConfig<Types>): PothosInputFieldConfig<Types> {
    const { availability } = config.pothosOptions;
    return availability ? { ...config, ...described(config, availability) } : config;
  }
}

function described(
  {
    description,
    extensions,
  }: { description?: string | null | undefined; extensions?: object | null | undefined },
  availability: Availability,
) {
  return {
    description: withAvailability(description, availability),
    extensions: { ...extensions, availability },
  };
}

SchemaBuilder.registerPlugin(name, AvailabilityPlugin);
