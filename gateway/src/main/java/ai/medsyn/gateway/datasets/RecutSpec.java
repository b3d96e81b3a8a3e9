package ai.medsyn.gateway.datasets;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A new version of a dataset from the candidates that its corpus already has: nothing is generated.
 *
 * @param parent the version to start from
 * @param count samples wanted at most
 * @param thresholds all thresholds that differ from the defaults
 * @param splits fraction by split
 * @param exports formats to package
 */
public record RecutSpec(
        UUID parent, int count, Map<String, Double> thresholds, Map<String, Double> splits, List<String> exports) {}
