import { ObjectType } from '@nestjs/graphql';
import { EPISODE_COLUMNS } from '../../lists/episodes/episode';
import { addFields } from '../add-fields';

@ObjectType('Episode', { description: 'One contact within the lifelong thread of a visitor.' })
export class EpisodeType {}
addFields(EpisodeType, EPISODE_COLUMNS);
