-- Takes the final episodes of the present tables into a new generation: nothing can compute them again.
INSERT INTO {episodes_store: Identifier}
SELECT *
FROM episodes_store FINAL
WHERE (account, thread, number) IN (
    SELECT account, thread, arrayJoin(range(1, episodes + 1)) FROM final_threads FINAL)
