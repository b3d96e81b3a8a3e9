package ai.medsyn.gateway.experiments.table;

/**
 * How cells are compared.
 *
 * @param baseline the arm that others are compared with
 * @param level of intervals and tests, for example 0.95
 * @param draws of patients that a paired bootstrap takes
 */
public record Testing(String baseline, double level, int draws) {

    /** Smallest p-value that a bootstrap of so many draws gives: 2 / (draws + 1). */
    double leastP() {
        return 2.0 / (draws + 1);
    }
}
