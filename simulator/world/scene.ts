import type { ChatRecorder } from './chat-recorder';
import type { Operator } from './model';
import type { SeededRandom } from './seeded-random';

/** Who and what a chat's story is made of. */
export interface Scene {
  readonly chat: ChatRecorder;
  readonly random: SeededRandom;
  readonly team: readonly [Operator, ...Operator[]];
}
