/** Share links in pages of others. */
export interface EmbedRules {
  /** Origins of the pages that may show one in a frame. */
  readonly hosts: readonly string[];
  /** With which their servers sign links; `undefined`: they cannot. */
  readonly secret: string | undefined;
}

/** No page of others shows one. */
export const NO_EMBEDDING: EmbedRules = { hosts: [], secret: undefined };
