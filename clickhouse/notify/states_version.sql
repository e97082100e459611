-- Changes whenever any alert has come to anything else.
SELECT max(version) AS version FROM alert_states
