/** How many bytes of bodies are in memory at once, with a bound: a flood of senders must not fill the memory. */
export class HeldBytes {
  private held = 0;

  constructor(private readonly most: number) {}

  /** Whether there was room for so many more. What was taken must be given back. */
  take(bytes: number): boolean {
    if (this.held + bytes > this.most) return false;
    this.held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.held -= bytes;
  }

  get bytes(): number {
    return this.held;
  }
}
