package ai.medsyn.platform.lineage;

/**
 * What one filter decided about one candidate.
 *
 * @param filter the policy's name
 * @param reason for a person
 * @param measured what was measured; comparable with {@code threshold}
 * @param judge who measured: a built-in rule or a model id
 */
public record VerdictView(
        String filter, boolean accepted, String reason, double measured, double threshold, String judge) {}
