type Stop = () => Promise<void>;

/** Jest loads the modules for before and after apart from each other: this is what they both see. */
const shared = globalThis as typeof globalThis & { stopsOfPageTests?: Stop[] };

export function stopAfterwards(stop: Stop): void {
  (shared.stopsOfPageTests ??= []).push(stop);
}

export async function stopEverything(): Promise<void> {
  await Promise.all((shared.stopsOfPageTests ?? []).map((stop) => stop()));
}
