import 'reflect-metadata';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { Test } from '@nestjs/testing';
import type { GraphQLSchema } from 'graphql';
import { DateTimeScalar } from '../../src/answer/graphql/date-time.scalar';
import { GraphqlApiModule } from '../../src/answer/graphql/graphql-api.module';
import { NotifyApiModule } from '../../src/notify/graphql/notify-api.module';

type Resolvers = Parameters<GraphQLSchemaFactory['create']>[0];

/** The schema that the service has, from its own resolvers. */
export async function serviceSchema(): Promise<GraphQLSchema> {
  const module = await Test.createTestingModule({ imports: [GraphQLSchemaBuilderModule] }).compile();
  const providers = [GraphqlApiModule, NotifyApiModule].flatMap(
    (one) => Reflect.getMetadata('providers', one) as { name?: string }[],
  );
  const resolvers = providers.filter(({ name }) => name?.endsWith('Resolver') === true) as Resolvers;
  return module.get(GraphQLSchemaFactory).create(resolvers, [DateTimeScalar]);
}
