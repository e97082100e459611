-- Which of some notifications are there already, in whatever state.
SELECT id FROM notifications WHERE id IN {ids: Array(String)} GROUP BY id
