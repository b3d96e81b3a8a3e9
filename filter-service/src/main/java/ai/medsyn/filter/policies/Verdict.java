package ai.medsyn.filter.policies;

/**
 * What one policy says about one candidate.
 *
 * @param policy who says it
 * @param accepted whether the candidate passes
 * @param measured what was measured
 * @param threshold what it was compared with
 */
public record Verdict(Policy policy, boolean accepted, double measured, double threshold) {

    /** Why the candidate was rejected, for a person; empty where it was not. */
    public String reason() {
        if (accepted) {
            return "";
        }
        Limit limit = policy.card().limit();
        if (limit.unit().isEmpty()) {
            return policy.card().rejection();
        }
        return policy.card().rejection() + ": " + plain(measured) + " " + limit.unit() + ", expected "
                + limit.comparison().words() + " " + plain(threshold);
    }

    /** Whole numbers without a fraction, others with four significant digits: a reason is read, not parsed. */
    private static String plain(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
