/** Who may get a value. */
export type Audience = 'nobody' | 'editors' | 'moderators' | 'administrators' | 'themselves';

/** What somebody gets who may not get a value; an argument makes no difference or is an error. */
export type Substitute = 'null' | 'false' | 'empty' | 'error' | 'no difference';

/** To whom a field gives its value or an argument applies, why not to others, and what these get instead. */
export interface Availability {
  readonly to: Audience;
  /** Why, as a sentence. */
  readonly because?: string;
  /** @default 'null' */
  readonly otherwise?: Substitute;
  /** The grant by which the operator gives it to visitors too. */
  readonly grant?: string;
  /** When visitors get it without the grant: `a page of the site shows it`. */
  readonly orWhere?: string;
}

const audiences: Readonly<Record<Exclude<Audience, 'nobody'>, string>> = {
  editors: 'those who may edit it',
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
 * Returns an availability as the sentence that descriptions end with.
 *
 * @example
 * availabilityText({ to: 'moderators' }); // 'For moderators; null to visitors.'
 * availabilityText({ to: 'nobody', because: 'The REST API does not show it.' }); // 'Always null: The REST API …'
 */
export function availabilityText({ to, because, otherwise = 'null', grant, orWhere }: Availability): string {
  if (to === 'nobody') return because ? `${toNobody[otherwise]}: ${because}` : `${toNobody[otherwise]}.`;
  const others =
    grant === undefined
      ? `${otherwise} to visitors`
      : `for visitors where the operator grants \`${grant}\`${orWhere ? ` or ${orWhere}` : ''}`;
  return [`For ${audiences[to]}; ${others}.`, because].filter(Boolean).join(' ');
}

/** Returns a description followed by the sentence of its availability. */
export function describedWith(description: string | null | undefined, availability: Availability): string {
  return [description, availabilityText(availability)].filter(Boolean).join(' ');
}
