-- Names stand in operators_store now.
DROP TABLE IF EXISTS operator_names;
