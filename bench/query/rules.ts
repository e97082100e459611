import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The account's hours, in which three of four of its contacts begin, and three teams of its twelve operators. */
const RULES = `
schedules:
  office:
    zone: Europe/Vilnius
    week:
      monday: 08:00-18:00
      tuesday: 08:00-18:00
      wednesday: 08:00-18:00
      thursday: 08:00-18:00
      friday: 08:00-17:00
    days: [01-01, 12-24, 12-25, 12-26]
accounts:
  default: { schedule: office }
teams:
  first-line: { operators: [101, 102, 103, 104, 105, 106, 107] }
  second-line: { operators: [108, 109, 110] }
  leads: { operators: [101, 108, 112] }
`;

/** Writes rules into a folder. @returns the settings of a service that works by them */
export async function writeRules(folder: string): Promise<{ CONFIG_FILE: string }> {
  const file = join(folder, 'analytics.yaml');
  await writeFile(file, RULES);
  return { CONFIG_FILE: file };
}
