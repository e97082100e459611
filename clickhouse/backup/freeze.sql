-- Links the parts that a table has at this moment into shadow/, where they stay as they are.
ALTER TABLE {table: Identifier} FREEZE WITH NAME 'signalzen_backup'
