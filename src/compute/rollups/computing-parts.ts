import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { Settings } from '../../platform/config/settings';
import { FactBuilder } from '../facts/fact-builder';
import { Lease } from '../lease/lease';
import type { LeaseOptions } from '../lease/lease';
import { Computing } from './computing';
import { Publisher } from './publisher';

/** What a command computes with that runs without the service's modules. */
export function computingParts(clickhouse: ClickHouse, settings: Settings, options: LeaseOptions) {
  const facts = new FactBuilder(clickhouse, settings);
  const publisher = new Publisher(facts);
  const computing = new Computing(new Lease(clickhouse, options), facts, publisher);
  return { facts, publisher, computing };
}
