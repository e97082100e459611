import { ObjectType } from '@nestjs/graphql';
import { CHAT_EVENT_COLUMNS } from '../../lists/events/chat-event';
import { addFields } from '../add-fields';

@ObjectType('ChatEvent')
export class ChatEventType {}
addFields(ChatEventType, CHAT_EVENT_COLUMNS);
