import { giveWay, isTimeToGiveWay } from './give-way';

/** The same items, however many there are: whoever works on them one by one lets the rest of the process live. */
export async function* unhurried<Item>(items: Iterable<Item>): AsyncGenerator<Item, void, undefined> {
  for (const item of items) {
    if (isTimeToGiveWay()) await giveWay();
    yield item;
  }
}
