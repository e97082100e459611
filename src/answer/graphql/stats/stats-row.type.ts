import { ObjectType } from '@nestjs/graphql';
import { MEASURES } from '../../measures/registry/measures';
import { BUCKET_COLUMNS, measureColumn } from '../../measures/stats/stats-columns';
import { addFields } from '../add-fields';

/** One bucket of one group. Its measures are fields that come from the registry of measures. */
@ObjectType('StatsRow')
export class StatsRow {}
addFields(StatsRow, [...BUCKET_COLUMNS, ...MEASURES.map(measureColumn)]);
