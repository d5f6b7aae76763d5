/** The social networks of Yoast's WPGraphQL extension, with the hosts of their profiles. */
const hosts: Readonly<Record<string, RegExp>> = {
  facebook: /(^|\.)(facebook|fb)\.com$/,
  twitter: /(^|\.)(twitter|x)\.com$/,
  instagram: /(^|\.)instagram\.com$/,
  linkedIn: /(^|\.)linkedin\.com$/,
  mySpace: /(^|\.)myspace\.com$/,
  pinterest: /(^|\.)pinterest\.[a-z.]+$/,
  youTube: /(^|\.)(youtube\.com|youtu\.be)$/,
  soundCloud: /(^|\.)soundcloud\.com$/,
  wikipedia: /(^|\.)wikipedia\.org$/,
};

/** The names of the networks, in the order of the schema. */
export const networks: readonly string[] = Object.keys(hosts);

/** Returns the first profile at a network. Returns an empty text if there is none, as Yoast's WPGraphQL extension does. */
export function profileAt(network: string, profiles: readonly string[]): string {
  return profiles.find((url) => networkOf(url) === network) ?? '';
}

/** Returns the network of a profile. Returns null for other addresses. */
export function networkOf(url: string): string | null {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return networks.find((name) => hosts[name]?.test(host)) ?? null;
}

/** Returns the user name in the address of a profile at X: `lantern` for `https://x.com/lantern`. */
export function userNameIn(profile: string): string {
  const name = URL.canParse(profile) ? (new URL(profile).pathname.split('/')[1] ?? '') : profile;
  return name.replace(/^@/, '');
}
