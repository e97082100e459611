import { StandInApi } from '../../simulator/api/stand-in-api';
import { generateWorld } from '../../simulator/world/generate-world';
import { ordersFromBench, tellBench } from '../support/own-program';

/* SignalZen's API over a made-up world of so many chats. */
const { secret, chats } = ordersFromBench() as { secret: string; chats: number };
const world = generateWorld({ seed: 1, chats, days: 365, until: Date.now() - 3_600_000 });
void new StandInApi(world, { secret }).listen().then(({ port }) => {
  tellBench({ port: Number(port) });
});
