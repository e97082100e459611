-- Makes a node the one that is written on, unless somebody has done that with this epoch.
INSERT INTO cluster_state (epoch, writer, generation, noted_at)
SELECT {epoch: UInt64}, {writer: String}, {generation: UInt64}, now64(3)
