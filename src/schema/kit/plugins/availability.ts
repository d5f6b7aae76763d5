import { type Availability, withAvailability } from '../../../values/availability.ts';
import {
  BasePlugin,
  type PothosInputFieldConfig,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '../base/pothos.ts';

/** The option of fields, arguments and input fields that not all clients can use. */
export interface AvailabilityOptions {
  /** The clients that get the value or can use the argument. The plugin appends it to the description. @default everybody */
  availability?: Availability | undefined;
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
