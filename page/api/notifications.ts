import type { Query } from './graphql-client';

/** An alert of the rules as it is now. */
export interface Alert {
  readonly rule: string;
  /** Such as an account; empty where it is about one thing alone. */
  readonly about: string;
  readonly state: 'OK' | 'PENDING' | 'FIRING' | 'RECOVERING' | 'NO_DATA' | 'ERROR';
  readonly since: string | null;
  readonly mutedUntil: string | null;
  readonly mutedBy: string | null;
  readonly acknowledgedBy: string | null;
}

/** What somebody is, was, or was not told. Its texts are the service's own. */
export interface Notification {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly figures: string;
  readonly channel: string;
  readonly receiver: string | null;
  readonly state: 'DUE' | 'CLAIMED' | 'SENT' | 'REFUSED' | 'UNCERTAIN' | 'MUTED';
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly attempts: number;
  readonly detail: string;
}

/** Where notifications go; of a channel by mail, each address. */
export interface Channel {
  readonly name: string;
  readonly kind: string;
  readonly receiver: string | null;
  readonly disabledAt: string | null;
  readonly reason: string | null;
  readonly due: number;
  readonly sent: number;
  readonly refused: number;
}

export interface ChannelTrial {
  readonly receiver: string | null;
  readonly result: 'SENT' | 'REFUSED' | 'UNCERTAIN';
  readonly detail: string;
  readonly isEnabledAgain: boolean;
}

export const ALERTS: Query<{ readonly alerts: readonly Alert[] }> = {
  text: `query Alerts { alerts { rule about state since mutedUntil mutedBy acknowledgedBy } }`,
};

/** The latest first. */
export const NOTIFICATIONS: Query<{ readonly notifications: readonly Notification[] }> = {
  text: `query Notifications($from: DateTime!, $to: DateTime!, $limit: Int!) {
  notifications(from: $from, to: $to, limit: $limit) {
    id title text figures channel receiver state createdAt sentAt attempts detail
  }
}`,
};

export const CHANNELS: Query<{ readonly channels: readonly Channel[] }> = {
  text: `query Channels { channels { name kind receiver disabledAt reason due sent refused } }`,
};

export const MUTE_ALERT: Query<object> = {
  text: `mutation MuteAlert($rule: String!, $about: String!, $until: DateTime!) {
  muteAlert(rule: $rule, about: $about, until: $until) { rule }
}`,
};

export const UNMUTE_ALERT: Query<object> = {
  text: `mutation UnmuteAlert($rule: String!, $about: String!) { unmuteAlert(rule: $rule, about: $about) { rule } }`,
};

export const ACKNOWLEDGE_ALERT: Query<object> = {
  text: `mutation AcknowledgeAlert($rule: String!, $about: String!) {
  acknowledgeAlert(rule: $rule, about: $about) { rule }
}`,
};

export const TEST_CHANNEL: Query<{ readonly testChannel: readonly ChannelTrial[] }> = {
  text: `mutation TestChannel($channel: String!) {
  testChannel(channel: $channel) { receiver result detail isEnabledAgain }
}`,
};
