/** Why two endpoints can't be compared, or a document can't be sent: a sentence, and what to do about it. */
export class CompareError extends Error {
  override readonly name = 'CompareError';
  /** What to do about it. */
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}
