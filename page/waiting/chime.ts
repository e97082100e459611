import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

const TONES = [
  { hertz: 660, after: 0 },
  { hertz: 880, after: 0.18 },
] as const;
const LENGTH_SECONDS = 0.5;
const LOUDNESS = 0.2;

/** Two soft tones. Browsers play none before somebody has clicked, or pressed a key, in the page. */
export class Chime {
  private readonly hasBeenTouched = signal(
    'userActivation' in navigator && navigator.userActivation.hasBeenActive,
  );
  private context: AudioContext | undefined;

  constructor() {
    if (this.hasBeenTouched.value) return;
    const touched = (): void => {
      this.hasBeenTouched.value = true;
    };
    for (const name of ['pointerdown', 'keydown']) addEventListener(name, touched, { once: true });
  }

  get mayPlay(): ReadonlySignal<boolean> {
    return this.hasBeenTouched;
  }

  play(): void {
    if (!this.hasBeenTouched.value) return;
    const context = (this.context ??= new AudioContext());
    void context.resume().then(() => {
      for (const { hertz, after } of TONES) playTone(context, hertz, context.currentTime + after);
    });
  }
}

function playTone(context: AudioContext, hertz: number, at: number): void {
  const [tone, loudness] = [context.createOscillator(), context.createGain()];
  tone.frequency.value = hertz;
  loudness.gain.setValueAtTime(LOUDNESS, at);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + LENGTH_SECONDS);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + LENGTH_SECONDS);
}
