-- What the alerts of some rules have told since an hour ago: of what they are about, as which news of which firing.
SELECT DISTINCT
    rule, channel, receiver, JSONExtractString(notice, 'type') AS type, part.about AS about, part.firing AS firing
FROM notifications
ARRAY JOIN JSONExtract(notice, 'data', 'about', 'Array(Tuple(about String, firing String))') AS part
WHERE rule IN {rules: Array(String)} AND created_at > now() - INTERVAL 1 HOUR AND part.firing != ''
