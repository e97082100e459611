import type { EngineMemory } from './engine-memory';
import { xmlDocument } from './xml';

const ONE_THREAD = 1;

/**
 * Settings of the embedded server, for a machine of two cores that it shares with the service. There is no
 * logger: one that writes to a file makes the engine crash at its end, and one on the console writes whole
 * statements, data included, at a level that cannot be set.
 */
export function serverConfig(usersFile: string, memory: EngineMemory): string {
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

    max_server_memory_usage: memory.server,
    // The limit stands as it is set, whatever else runs on the machine, and is compared with this process alone: by
    // default with its control group, which is that of the service, of a container or of the whole machine.
    max_server_memory_usage_to_ram_ratio: 1,
    memory_worker_use_cgroup: 0,
    memory_worker_dynamic_hard_limit: 0,
    // How often that is looked up, even when nothing goes on, how soon what is freed is given back. Less often, later
    // or with a reserve for what may come, a question that goes on on disk is refused for memory that it has freed.
    memory_worker_period_ms: 100,
    memory_worker_decay_adjustment_period_ms: 1,
    memory_worker_rss_speculative_reserve_ratio: 0,
    memory_worker_purge_dirty_pages_threshold_ratio: 0.05,
    memory_worker_purge_total_memory_threshold_ratio: 0.4,
    merges_mutations_memory_usage_soft_limit: memory.merges,
    mark_cache_size: memory.caches.large,
    primary_index_cache_size: memory.caches.large,
    index_mark_cache_size: memory.caches.small,
    compiled_expression_cache_size: memory.caches.small,
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
    background_streaming_schedule_pool_size: ONE_THREAD,
    iceberg_background_schedule_pool_size: ONE_THREAD,
    merge_tree: {
      // The defaults ask for more free places than a pool this small has.
      number_of_free_entries_in_pool_to_lower_max_size_of_merge: 2,
      number_of_free_entries_in_pool_to_execute_mutation: 2,
      number_of_free_entries_in_pool_to_execute_optimize_entire_partition: 2,
    },
  });
}
