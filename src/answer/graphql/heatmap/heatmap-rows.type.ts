import { ObjectType } from '@nestjs/graphql';
import { DISTRIBUTION_COLUMNS } from '../../measures/heatmap/distribution-bin';
import { HEATMAP_COLUMNS } from '../../measures/heatmap/heatmap-cell';
import { addFields } from '../add-fields';

@ObjectType('HeatmapRow')
export class HeatmapRow {}
addFields(HeatmapRow, HEATMAP_COLUMNS);

@ObjectType('DistributionRow', { description: 'Durations of lowerSeconds <= d < upperSeconds.' })
export class DistributionRow {}
addFields(DistributionRow, DISTRIBUTION_COLUMNS);
