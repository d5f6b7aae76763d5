/** A comparison that cannot be made, or a document that cannot be sent. */
export class CompareError extends Error {
  override readonly name = 'CompareError';
  /** What the operator can do about it. */
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}
