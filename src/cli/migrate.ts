import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { connectForCommand } from '../clickhouse/connect-for-command';
import { readSettings } from '../config/read-settings';
import { createLog } from '../logging/log';
