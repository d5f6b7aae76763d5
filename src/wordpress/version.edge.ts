/** The version in PressQL's `package.json`, which the edge cannot read. `npm run release:version` writes it here. */
export const pressqlVersion = '0.1.0';
