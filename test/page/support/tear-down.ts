import { stopEverything } from './tear-down-list';

export = stopEverything;
