-- Deletes the deliveries that were made up. Comes last: by these all else is found.
ALTER TABLE deliveries_store DELETE WHERE position(body, {mark: String}) > 0
