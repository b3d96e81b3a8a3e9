package ai.medsyn.gateway.datasets;

/**
 * How many candidates the next round makes. The answer depends on what earlier rounds accepted and on nothing else, so that a build gives the same
 * dataset whether it was interrupted or not.
 */
final class TopUp {

    /** A round is planned a little larger than the acceptance so far asks for: rounds cost more than candidates. */
    private static final double MARGIN = 1.1;
    /** Below this acceptance a round is not made even larger. */
    private static final double FLOOR = 0.05;

    private TopUp() {}

    /**
     * Candidates of the next round.
     *
     * @param wanted samples wanted
     * @param accepted samples accepted among the candidates so far
     * @param candidates candidates so far; 0 before the first round
     * @param maxCandidates never go beyond
     * @return 0 if no round is needed or allowed
     */
    static int next(int wanted, int accepted, int candidates, int maxCandidates) {
        int missing = wanted - accepted;
        if (missing <= 0) {
            return 0;
        }
        if (candidates == 0) {
            return Math.min(wanted, maxCandidates);
        }
        double acceptance = Math.max(FLOOR, accepted / (double) candidates);
        long planned = (long) Math.ceil(missing / acceptance * MARGIN) + 1;
        return (int) Math.min(planned, maxCandidates - (long) candidates);
    }
}
