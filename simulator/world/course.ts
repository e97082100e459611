type Stars = readonly [number, ...number[]];

/** How a website and its team change in the time of a world; all moments are UTC milliseconds. */
export interface Course {
  /** How many visitors come, from 0 to 1, the busiest time; the hour and the weekday come on top. */
  readonly busyness: (at: number) => number;
  /** How many times as long as usual an operator takes to answer. */
  readonly slowness: (at: number) => number;
  /** The share of visits in which the copilot answers first. */
  readonly copilotTakes: (at: number) => number;
  /** The share of those in which nobody else has to. */
  readonly copilotSolves: (at: number) => number;
  /** What those who rate choose from. */
  readonly stars: (at: number) => Stars;
  /** Visitors come and operators work at any hour. */
  readonly isRoundTheClock: boolean;
}

const USUAL_STARS: Stars = [1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5];

/** Each week is like any other. */
export const STEADY_COURSE: Course = {
  busyness: () => 1,
  slowness: () => 1,
  copilotTakes: () => 0.45,
  copilotSolves: () => 0.6,
  stars: () => USUAL_STARS,
  isRoundTheClock: false,
};
