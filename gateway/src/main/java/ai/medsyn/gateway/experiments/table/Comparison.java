package ai.medsyn.gateway.experiments.table;

import org.jspecify.annotations.Nullable;

/**
 * A cell against that of the baseline arm with the same method.
 *
 * @param difference mean of the cell minus mean of the baseline
 * @param low lower bound of the difference's interval; null where the test gives none
 * @param high upper bound of the difference's interval; null where the test gives none
 * @param pValue two-sided, of one test on its own
 * @param adjusted the same after Holm's correction over all tests of the table
 */
public record Comparison(
        Test test,
        double difference,
        @Nullable Double low,
        @Nullable Double high,
        double pValue,
        double adjusted) {

    /** How two cells are compared. */
    public enum Test {
        /** DeLong's paired test of two ROC curves over the same films; one seed. */
        DELONG("DeLong's test, paired by film"),
        /** Both models are scored on the same draws of patients; what seeds change is averaged away. */
        BOOTSTRAP("paired bootstrap over patients"),
        /** Paired by seed, where no scores of the same films are kept. */
        T_OVER_SEEDS("paired t-test over seeds");

        private final String title;

        Test(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        /** Whether both sides were measured on the same films. */
        public boolean overFilms() {
            return this != T_OVER_SEEDS;
        }
    }

    /** True if the corrected p-value is below 1 - level. */
    public boolean significant(double level) {
        return adjusted < 1 - level;
    }
}
