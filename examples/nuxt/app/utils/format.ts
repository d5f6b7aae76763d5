const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** WordPress sends dates in the site's time zone, without naming it: `2026-11-20T07:30:00`. */
export const formatDate = (date: string) => dates.format(new Date(`${date.replace(' ', 'T')}Z`));

/** Returns the text of HTML that WordPress has escaped, for places that take no HTML. */
export const plainText = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&hellip;/g, '…')
    .replace(/&amp;/g, '&')
    .trim();
