package ai.medsyn.evaluation.statistics;

/**
 * A number and how sure it is.
 *
 * @param value the estimate on all cases
 * @param low lower bound at the level
 * @param high upper bound at the level
 * @param level such as 0.95
 */
public record Interval(double value, double low, double high, double level) {

    public Interval {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("expected a level between 0 and 1, such as 0.95, found " + level);
        }
    }
}
