import { Module } from '@nestjs/common';
import { DirectStoreModule } from '../../store/drain/direct-store.module';
import { AccountApis } from './account-apis';
import { ApiRecords } from './api-records';
import { ChatReader } from './chat-reader';
import { ChatStore } from './chat-store';
import { ChatTransfer } from './chat-transfer';
import { UserPages } from './user-pages';

/** Reads chats from SignalZen's API, and stores what is not known of them. */
@Module({
  imports: [DirectStoreModule],
  providers: [AccountApis, ApiRecords, ChatReader, ChatStore, ChatTransfer, UserPages],
  exports: [AccountApis, ChatReader, ChatStore, ChatTransfer, UserPages],
})
export class ChatsModule {}
