import type { SeededRandom } from '../../../simulator/world/seeded-random';

const SECOND_MS = 1000;
const MESSAGES_PER_CHAT = 12;

/**
 * Makes the bodies of one run: a nonce in each, so that no two are equal. Never tells apart what is only likely to be.
 */
export class Bodies {
  private made = 0;

  constructor(
    private readonly run: string,
    private readonly random: SeededRandom,
  ) {}

  /**
   * The next body: mostly visitors' messages; events of visitors; types that nobody knows; and bytes that are no
   * JSON and no UTF-8. Most are small, some have tens of kilobytes.
   */
  next(): { nonce: string; body: Buffer } {
    const kind = this.random.next();
    if (kind < 0.75) return this.message();
    const nonce = this.nextNonce();
    if (kind < 0.9) return { nonce, body: json({ data: this.visitor(nonce), event_type: 'user.updated' }) };
    if (kind < 0.95) return { nonce, body: json({ data: { nonce }, event_type: 'chat.of_tomorrow' }) };
    const noise = Buffer.from(Array.from({ length: 64 }, () => this.random.whole(128, 255)));
    return { nonce, body: Buffer.concat([noise, Buffer.from(`"nonce":"${nonce}"`), noise]) };
  }

  /** A visitor's message. Its id is its own. */
  message(textBytes = this.textBytes()): { nonce: string; body: Buffer } {
    const nonce = this.nextNonce();
    const data = {
      id: this.made,
      nonce,
      body: this.text(textBytes),
      created_at: this.time(),
      type: 'Message',
      sender_type: 'user',
      sender: { id: this.chat(), email: null, name: 'a visitor' },
    };
    return { nonce, body: json({ data, event_type: 'message.created' }) };
  }

  private nextNonce(): string {
    this.made += 1;
    return `${this.run}-${this.made}`;
  }

  private visitor(nonce: string): object {
    return { id: this.chat(), nonce, created_at: this.time(), updated_at: this.time() };
  }

  private chat(): number {
    return 1 + Math.floor(this.made / MESSAGES_PER_CHAT);
  }

  private time(): string {
    return new Date(Date.UTC(2026, 0, 5) + this.made * SECOND_MS).toISOString();
  }

  private textBytes(): number {
    return this.random.chance(0.02) ? this.random.whole(8_000, 40_000) : this.random.whole(0, 600);
  }

  private text(bytes: number): string {
    const word = this.random.next().toString(36).slice(2);
    return word.repeat(Math.ceil(bytes / Math.max(1, word.length))).slice(0, bytes);
  }
}

function json(content: object): Buffer {
  return Buffer.from(JSON.stringify(content));
}
