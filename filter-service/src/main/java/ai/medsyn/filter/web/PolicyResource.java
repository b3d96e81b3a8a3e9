package ai.medsyn.filter.web;

import ai.medsyn.filter.policies.Comparison;
import ai.medsyn.filter.policies.Limit;
import ai.medsyn.filter.policies.Policy;
import ai.medsyn.filter.policies.PolicyCard;
import ai.medsyn.filter.policies.Thresholds;
import ai.medsyn.filter.policies.Thresholds.ReportOrigin;

/**
 * A policy as clients see it.
 *
 * @param name key of its threshold
 * @param subject TEXT or IMAGE
 * @param measures what the measured number is
 * @param unit what it counts; empty for a yes or no
 * @param rejection what is wrong with a candidate that fails
 * @param threshold where it lies
 */
record PolicyResource(
        String name, PolicyCard.Subject subject, String measures, String unit, String rejection, Threshold threshold) {

    private static final Thresholds REAL = Thresholds.initial(ReportOrigin.REAL);

    /**
     * The threshold of a policy.
     *
     * @param accepts the side that passes, the threshold included
     * @param initial its value unless a request gives another one
     * @param initialForRealReports the same for datasets made from real reports
     * @param lowest smallest value that can be asked for
     * @param highest largest value that can be asked for
     */
    record Threshold(Comparison accepts, double initial, double initialForRealReports, double lowest, double highest) {}

    static PolicyResource of(Policy policy) {
        PolicyCard card = policy.card();
        Limit limit = card.limit();
        return new PolicyResource(
                card.filter(),
                card.subject(),
                card.measures(),
                limit.unit(),
                card.rejection(),
                new Threshold(limit.comparison(), limit.initial(), REAL.of(policy), limit.lowest(), limit.highest()));
    }
}
