/* Registers the plugins of the schema builder. Pothos takes their options from global interfaces. */
import {
  type FieldNullability,
  type FieldRequiredness,
  type InputFieldMap,
  type InputShapeFromFields,
  SchemaBuilder,
  type SchemaTypes,
  type TypeParam,
} from '../base/pothos.ts';
import { type AvailabilityOptions, AvailabilityPlugin } from './availability.ts';
import { BudgetPlugin } from './budget.ts';
import { type GuardedFieldOptions, type GuardOptions, GuardPlugin } from './guard.ts';
import { type PreviewedOptions, PreviewsPlugin } from './previews.ts';
import { ReadsPlugin } from './reads/index.ts';
import type { ReadsOptions } from './reads/reads.ts';
import { type SensitiveOptions, SensitivePlugin } from './sensitive.ts';
import { TurnsPlugin } from './turns.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      availability: AvailabilityPlugin<Types>;
      budget: BudgetPlugin<Types>;
      guard: GuardPlugin<Types>;
      previews: PreviewsPlugin<Types>;
      reads: ReadsPlugin<Types>;
      sensitive: SensitivePlugin<Types>;
      turns: TurnsPlugin<Types>;
    }

    export interface FieldOptions<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > extends AvailabilityOptions,
        GuardedFieldOptions,
        PreviewedOptions,
        ReadsOptions<InputShapeFromFields<Args>>,
        SensitiveOptions {}

    export interface InputFieldOptions<Types extends SchemaTypes, Type, Req extends FieldRequiredness<Type>>
      extends AvailabilityOptions,
        SensitiveOptions {}

    export interface ObjectTypeOptions<Types extends SchemaTypes, Shape> extends GuardOptions {}
  }
}

SchemaBuilder.registerPlugin('availability', AvailabilityPlugin);
SchemaBuilder.registerPlugin('budget', BudgetPlugin);
SchemaBuilder.registerPlugin('guard', GuardPlugin);
SchemaBuilder.registerPlugin('previews', PreviewsPlugin);
SchemaBuilder.registerPlugin('reads', ReadsPlugin);
SchemaBuilder.registerPlugin('sensitive', SensitivePlugin);
SchemaBuilder.registerPlugin('turns', TurnsPlugin);
