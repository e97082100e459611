import { xmlDocument } from './xml';

const MEBIBYTE = 2 ** 20;
const ONE_THREAD = 1;

/**
 * Settings of the embedded server, for a machine of two cores that it shares with the service. There is no
 * logger: one that writes to a file makes the engine crash at its end, and one on the console writes whole
 * statements, data included, at a level that cannot be set.
 */
export function serverConfig(usersFile: string): string {
  return xmlDocument('Written by the service at each start.', {
    timezone: 'UTC',
    user_directories: { users_xml: { path: usersFile } },
    // Short, for a stop waits for idle connections; longer than the 2.5 s for which our client keeps one.
    keep_alive_timeout: 3,
    // No more than drivers need: by default there are also pages, metrics and a terminal.
    http_handlers: {
      rule: [
        { url: '/', handler: { type: 'dynamic_query_handler' } },
        { url: '/ping', handler: { type: 'ping' } },
      ],
    },
    max_concurrent_queries: 100,

    max_server_memory_usage_to_ram_ratio: 0.5,
    mark_cache_size: 64 * MEBIBYTE,
    primary_index_cache_size: 64 * MEBIBYTE,
    index_mark_cache_size: 16 * MEBIBYTE,
    compiled_expression_cache_size: 16 * MEBIBYTE,
    uncompressed_cache_size: 0,

    background_pool_size: 2,
    background_merges_mutations_concurrency_ratio: 2,
    background_schedule_pool_size: 8,
    background_common_pool_size: 2,
    background_fetches_pool_size: ONE_THREAD,
    background_move_pool_size: ONE_THREAD,
    background_buffer_flush_schedule_pool_size: ONE_THREAD,
    background_distributed_schedule_pool_size: ONE_THREAD,
    background_message_broker_schedule_pool_size: ONE_THREAD,
    merge_tree: {
      // The defaults ask for more free places than a pool this small has.
      number_of_free_entries_in_pool_to_lower_max_size_of_merge: 2,
      number_of_free_entries_in_pool_to_execute_mutation: 2,
      number_of_free_entries_in_pool_to_execute_optimize_entire_partition: 2,
    },
  });
}
