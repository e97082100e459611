/** The server that takes mail. */
export interface MailRules {
  readonly host: string;
  readonly port: number;
  /** `tls`: from the first byte; `none`: never, which is for this machine alone. */
  readonly security: 'starttls' | 'tls' | 'none';
  /** `undefined`: it asks for no sign-in. */
  readonly login: { readonly user: string; readonly password: string } | undefined;
  /** `Support figures <figures@example.com>`, or the address alone. */
  readonly from: string;
}

/** By mail; each address gets a mail of its own. */
export interface EmailRules {
  readonly kind: 'email';
  readonly to: readonly string[];
  readonly server: MailRules;
}

/** To a program: JSON that is signed as the Standard Webhooks specification says. */
export interface WebhookRules {
  readonly kind: 'webhook';
  readonly url: URL;
  /** At least one; while one is replaced by another, both sign. */
  readonly secrets: readonly Buffer[];
}

/** Into a room of a chat. Whoever knows the address can post there. */
export interface ChatRoomRules {
  readonly kind: 'slack' | 'teams' | 'discord';
  readonly url: URL;
}

/** Where notifications go, and how. */
export type ChannelRules = { readonly name: string } & (EmailRules | WebhookRules | ChatRoomRules);
