import { pressqlVersion } from '#platform/wordpress/version';

export { pressqlVersion };

/** The `User-Agent` header of all requests to sites. */
export const userAgent = `PressQL/${pressqlVersion}`;
