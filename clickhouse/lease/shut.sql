-- From here on the session writes nothing any more: it cannot be set back.
SET readonly = 1
