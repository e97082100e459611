import type { ChartPlan } from './chart';

export const CHART_PLANS: readonly ChartPlan[] = [
  {
    id: 'volume',
    title: 'Volume',
    series: [
      { label: 'Episodes', measure: 'episodesStarted', ink: 'primary', form: 'bar' },
      { label: 'New chats', measure: 'chatsStarted', ink: 'secondary', form: 'line' },
      { label: 'Episodes before', measure: 'episodesStarted', ink: 'before', form: 'dashes', isBefore: true },
    ],
  },
  {
    id: 'first-response',
    title: 'First response',
    behind: 'firstResponses',
    series: [
      {
        label: 'Median',
        measure: 'firstResponseSecondsP50',
        ink: 'primary',
        form: 'line',
        samples: 'firstResponses',
      },
      { label: '90 of 100 within', measure: 'firstResponseSecondsP90', ink: 'secondary', form: 'line' },
      {
        label: 'Median before',
        measure: 'firstResponseSecondsP50',
        ink: 'before',
        form: 'dashes',
        isBefore: true,
      },
    ],
  },
  {
    id: 'closure',
    title: 'Closure',
    behind: 'closures',
    series: [
      { label: 'Median', measure: 'closureSecondsP50', ink: 'primary', form: 'line', samples: 'closures' },
      { label: '90 of 100 within', measure: 'closureSecondsP90', ink: 'secondary', form: 'line' },
      { label: 'Median before', measure: 'closureSecondsP50', ink: 'before', form: 'dashes', isBefore: true },
    ],
  },
  {
    id: 'ratings',
    title: 'Ratings and CSAT',
    series: [
      { label: '1 star', measure: 'rating1', ink: 'rating1', form: 'stack' },
      { label: '2 stars', measure: 'rating2', ink: 'rating2', form: 'stack' },
      { label: '3 stars', measure: 'rating3', ink: 'rating3', form: 'stack' },
      { label: '4 stars', measure: 'rating4', ink: 'rating4', form: 'stack' },
      { label: '5 stars', measure: 'rating5', ink: 'rating5', form: 'stack' },
      {
        label: 'CSAT',
        measure: 'csatRate',
        ink: 'secondary',
        form: 'line',
        isOnRight: true,
        samples: 'ratings',
        hasInterval: true,
      },
    ],
  },
  {
    id: 'copilot',
    title: 'Copilot outcomes',
    behind: 'copilotEpisodes',
    series: [
      { label: 'Resolved', measure: 'copilotResolved', ink: 'resolved', form: 'stack' },
      { label: 'Handed off', measure: 'copilotHandedOff', ink: 'handed-off', form: 'stack' },
      { label: 'Abandoned', measure: 'copilotAbandoned', ink: 'abandoned', form: 'stack' },
      { label: 'Pending', measure: 'copilotPending', ink: 'pending', form: 'stack' },
    ],
  },
  {
    id: 'messages',
    title: 'Messages',
    series: [
      { label: 'Visitors', measure: 'messagesVisitor', ink: 'primary', form: 'line' },
      { label: 'Operators', measure: 'messagesOperator', ink: 'secondary', form: 'line' },
      { label: 'Copilot', measure: 'messagesCopilot', ink: 'resolved', form: 'line' },
    ],
  },
];
