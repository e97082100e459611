const SECRET = 'a-secret'.repeat(4);
const SIGNING_SECRET = `whsec_${Buffer.alloc(32).toString('base64')}`;
const ROOM = 'https://chat.example/x';

/** What analytics.example.yaml names, as somebody would set it. */
export const EXAMPLE_VARIABLES: Readonly<Record<string, string>> = {
  ...{ OPENID_CLIENT_SECRET: SECRET, EMBED_SECRET: SECRET, SMTP_PASSWORD: SECRET },
  ...{ ON_CALL_SECRET: SIGNING_SECRET, ON_CALL_SECRET_BEFORE: SIGNING_SECRET },
  ...{ SLACK_WEBHOOK: ROOM, TEAMS_WORKFLOW: ROOM, DISCORD_WEBHOOK: ROOM },
};
