/** An order, in the form of the Store API: amounts are in the smallest unit of the currency in `totals`. */
export interface Order {
  readonly id: number;
  readonly data: Readonly<Record<string, unknown>>;
}
