import type { TestCluster } from '../../support/test-cluster';
import { WRONG_ROLL_UPS } from '../../support/wrong-roll-ups';
import type { Stage } from '../harness/stage';

/** What readers see of everything on one node. */
const ALL = `
  SELECT
    (SELECT count() FROM deliveries) AS stored,
    (SELECT groupBitXor(cityHash64(delivery_id, body)) FROM deliveries) AS deliveries,
    (SELECT groupBitXor(cityHash64(toString(tuple(* EXCEPT version)))) FROM facts FINAL) AS facts,
    (SELECT groupBitXor(cityHash64(toString(tuple(* EXCEPT version)))) FROM rollups FINAL) AS rollups`;

/** All nodes must have the same, and their roll-ups be the sums of their facts. */
export async function compareNodes(cluster: TestCluster, { tally }: Stage): Promise<void> {
  await cluster.inSync();
  const nodes = cluster.nodes.map(({ node }) => cluster.on(node));
  const found = await Promise.all(nodes.map((node) => node.queryText<object>(ALL, {}, 'all')));
  const [first, ...others] = found.map((rows) => JSON.stringify(rows));
  if (others.some((other) => other !== first)) tally.problems.push('the nodes do not have the same');
  for (const node of nodes)
    if ((await node.queryText(WRONG_ROLL_UPS, {}, 'wrong')).length > 0)
      tally.problems.push('a node has roll-ups that are not the sums of its facts');
}
