/** The users who get a value. */
export type Audience = 'nobody' | 'editors' | 'moderators' | 'administrators' | 'themselves';

/** What all other users get instead of the value. For an argument: an error, or no difference. */
export type Substitute = 'null' | 'false' | 'empty' | 'error' | 'no difference';

/** Which users get the value of a field or the effect of an argument, and what all others get instead. */
export interface Availability {
  readonly to: Audience;
  /** The reason, as a sentence. */
  readonly because?: string;
  /** The result for everybody else. @default 'null' */
  readonly otherwise?: Substitute;
  /** The grant with which the operator gives it to visitors, too. */
  readonly grant?: string;
  /** The condition under which visitors get it without the grant: `a page of the site shows it`. */
  readonly withoutGrantIf?: string;
}

const audiences: Readonly<Record<Exclude<Audience, 'nobody'>, string>> = {
  editors: 'users who may edit it',
  moderators: 'moderators',
  administrators: 'administrators',
  themselves: 'the user and administrators',
};

const toNobody: Readonly<Record<Substitute, string>> = {
  null: 'Always null',
  false: 'Always false',
  empty: 'Always empty',
  error: 'Not available',
  'no difference': 'Makes no difference',
};

/**
 * Returns an availability as a sentence for the end of a description.
 *
 * @example
 * availabilityText({ to: 'moderators' }); // 'For moderators; null to visitors.'
 * availabilityText({ to: 'nobody', because: 'The REST API does not show it.' }); // 'Always null: The REST API …'
 */
export function availabilityText({
  to,
  because,
  otherwise = 'null',
  grant,
  withoutGrantIf,
}: Availability): string {
  if (to === 'nobody') return because ? `${toNobody[otherwise]}: ${because}` : `${toNobody[otherwise]}.`;
  const others =
    grant === undefined
      ? `${otherwise} to visitors`
      : `for visitors if the operator grants \`${grant}\`${withoutGrantIf ? ` or ${withoutGrantIf}` : ''}`;
  return [`For ${audiences[to]}; ${others}.`, because].filter(Boolean).join(' ');
}

/** Returns a description, followed by the sentence about its availability. */
export function withAvailability(description: string | null | undefined, availability: Availability): string {
  return [description, availabilityText(availability)].filter(Boolean).join(' ');
}
