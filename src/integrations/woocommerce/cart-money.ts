import type { Types } from '../../schema/kit/graph/builder.ts';
import type { Field, Graph } from '../../schema/kit/graph/graph.ts';
import { valueAt } from '../../values/json.ts';
import { enumsOf } from './enums.ts';
import { decimal, formatted } from './money.ts';

type ObjectFields<Parent> = PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>;

/** An amount of the Store API, as a sum of amounts of one currency. */
export interface Amount {
  readonly currency: unknown;
  readonly keys: readonly string[];
}

/** Returns the sum of some keys in the smallest unit. */
function sumOf({ currency, keys }: Amount): string {
  const sum = keys.reduce((total, key) => {
    const value = Number(valueAt(currency, key.replace('-', '')) ?? 0);
    return key.startsWith('-') ? total - value : total + value;
  }, 0);
  return String(Math.round(Number.isFinite(sum) ? sum : 0));
}

/**
 * Returns a field for an amount, in the formats of WooGraphQL.
 *
 * @param amountOf - the totals that contain the currency, and the keys to add; a key with `-` is subtracted. Null if there is no
 *   amount
 */
export function amountField<Parent extends object>(
  t: ObjectFields<Parent>,
  graph: Graph,
  options: {
    /** Whether the raw amount has all digits of the fraction: `44.00`. @default false */
    readonly hasFraction?: boolean;
    readonly description: string;
    readonly amountOf: (parent: Parent) => Amount | null;
    readonly required?: true;
  },
): Field {
  const fields = t as ObjectFields<object>;
  return fields.string({
    nullable: options.required !== true,
    description: options.description,
    args: {
      format: fields.arg({
        type: enumsOf(graph)('PricingFieldFormatEnum'),
        description: 'The format. Default: `FORMATTED`.',
      }),
      ...(options.required
        ? { excludeTax: fields.arg.boolean({ description: 'Makes no difference.' }) }
        : {}),
    },
    resolve: (parent, { format }) => {
      const amount = options.amountOf(parent as Parent);
      if (!amount) return null as never;
      const sum = sumOf(amount);
      const raw = decimal(sum, amount.currency);
      const text =
        format !== 'RAW'
          ? formatted(sum, amount.currency)
          : options.hasFraction && sum !== '0'
            ? raw
            : String(Number(raw));
      return text as string;
    },
  });
}
