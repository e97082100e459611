type SpoolRefusalCode =
  | 'SPOOL_CLOSING'
  | 'SPOOL_FAILED'
  | 'SPOOL_NO_SEGMENT'
  | 'SPOOL_DISK_LOW'
  | 'SPOOL_MEMORY_FULL'
  | 'SPOOL_BACKLOG_FULL';

/** Why the spool takes no delivery now. All but `SPOOL_CLOSING` and `SPOOL_FAILED` pass without a restart. */
export interface SpoolRefusal {
  readonly code: SpoolRefusalCode;
  readonly text: string;
}

/** One object per reason, made once: a flood of refused requests allocates nothing here. */
export const SPOOL_REFUSALS = {
  closing: { code: 'SPOOL_CLOSING', text: 'The service is shutting down.' },
  failed: { code: 'SPOOL_FAILED', text: 'The spool cannot be written to any more.' },
  noSegment: { code: 'SPOOL_NO_SEGMENT', text: 'No room could be prepared on the disk.' },
  diskLow: { code: 'SPOOL_DISK_LOW', text: 'The free disk space is under its floor.' },
  memoryFull: { code: 'SPOOL_MEMORY_FULL', text: 'Too many deliveries wait for the disk.' },
  backlogFull: { code: 'SPOOL_BACKLOG_FULL', text: 'Too many deliveries wait for ClickHouse.' },
} as const satisfies Record<string, SpoolRefusal>;
