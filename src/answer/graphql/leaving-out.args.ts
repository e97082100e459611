import { ArgsType, Field } from '@nestjs/graphql';
import { IF_UNAVAILABLE } from '../shards/if-unavailable';
import type { IfUnavailable } from '../shards/if-unavailable';
import { enumType } from './enum-type';

const ifUnavailables = enumType(IF_UNAVAILABLE);

/** Of questions about several accounts. What it asks for is done by `RootFieldInterceptor`. */
@ArgsType()
export class LeavingOutArgs {
  @Field(() => ifUnavailables, {
    defaultValue: 'FAIL',
    nullable: true,
    description: IF_UNAVAILABLE.description,
  })
  ifUnavailable?: IfUnavailable | null;
}
