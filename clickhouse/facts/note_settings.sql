-- Notes settings with which numbers are computed from now on; is_whole: with which all of them are.
INSERT INTO used_settings (settings, is_whole) VALUES ({settings: String}, {is_whole: Bool})
