/** The person left a question with Ctrl-C. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}
