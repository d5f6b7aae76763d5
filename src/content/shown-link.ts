/** A link of a menu as a page shows it. */
export interface ShownLink {
  readonly label: string;
  /** Empty if the link leads nowhere: it only opens its submenu. */
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly target: string;
  readonly rel: string;
  /** Classes that the editor set, without those that WordPress adds. */
  readonly classes: readonly string[];
}
