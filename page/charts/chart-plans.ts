import type { ChartPlan } from './chart';

export const CHART_PLANS: readonly ChartPlan[] = [
  {
    id: 'volume',
    title: 'chart.title.volume',
    behind: 'episodesEngaged',
    series: [
      { label: 'series.contacts', measure: 'episodesEngaged', ink: 'primary', form: 'bar' },
      { label: 'series.chats', measure: 'chatsStarted', ink: 'secondary', form: 'line' },
      {
        label: 'series.contactsBefore',
        measure: 'episodesEngaged',
        ink: 'before',
        form: 'dashes',
        isBefore: true,
      },
    ],
  },
  {
    id: 'first-response',
    title: 'chart.title.firstResponse',
    behind: 'firstResponses',
    series: [
      {
        label: 'series.median',
        measure: 'firstResponseSecondsP50',
        ink: 'primary',
        form: 'line',
        samples: 'firstResponses',
      },
      { label: 'series.p90', measure: 'firstResponseSecondsP90', ink: 'secondary', form: 'line' },
      {
        label: 'series.medianBefore',
        measure: 'firstResponseSecondsP50',
        ink: 'before',
        form: 'dashes',
        isBefore: true,
      },
    ],
  },
  {
    id: 'closure',
    title: 'chart.title.closure',
    behind: 'closures',
    series: [
      {
        label: 'series.median',
        measure: 'closureSecondsP50',
        ink: 'primary',
        form: 'line',
        samples: 'closures',
      },
      { label: 'series.p90', measure: 'closureSecondsP90', ink: 'secondary', form: 'line' },
      {
        label: 'series.medianBefore',
        measure: 'closureSecondsP50',
        ink: 'before',
        form: 'dashes',
        isBefore: true,
      },
    ],
  },
  {
    id: 'ratings',
    title: 'chart.title.ratings',
    behind: 'ratings',
    series: [
      { label: 'series.rating1', measure: 'rating1', ink: 'rating1', form: 'stack' },
      { label: 'series.rating2', measure: 'rating2', ink: 'rating2', form: 'stack' },
      { label: 'series.rating3', measure: 'rating3', ink: 'rating3', form: 'stack' },
      { label: 'series.rating4', measure: 'rating4', ink: 'rating4', form: 'stack' },
      { label: 'series.rating5', measure: 'rating5', ink: 'rating5', form: 'stack' },
      {
        label: 'series.csat',
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
    title: 'chart.title.copilot',
    behind: 'copilotEpisodes',
    series: [
      { label: 'series.resolved', measure: 'copilotResolved', ink: 'resolved', form: 'stack' },
      { label: 'series.handedOff', measure: 'copilotHandedOff', ink: 'handed-off', form: 'stack' },
      { label: 'series.abandoned', measure: 'copilotAbandoned', ink: 'abandoned', form: 'stack' },
      { label: 'series.pending', measure: 'copilotPending', ink: 'pending', form: 'stack' },
    ],
  },
  {
    id: 'messages',
    title: 'chart.title.messages',
    series: [
      { label: 'series.visitors', measure: 'messagesVisitor', ink: 'primary', form: 'line' },
      { label: 'series.operators', measure: 'messagesOperator', ink: 'secondary', form: 'line' },
      { label: 'series.copilot', measure: 'messagesCopilot', ink: 'resolved', form: 'line' },
    ],
  },
];
