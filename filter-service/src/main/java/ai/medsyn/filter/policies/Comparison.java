package ai.medsyn.filter.policies;

/** On which side of its threshold a measured value passes. A value that is no number passes on neither. */
public enum Comparison {
    AT_LEAST {
        @Override
        public boolean accepts(double measured, double threshold) {
            return measured >= threshold;
        }
    },
    AT_MOST {
        @Override
        public boolean accepts(double measured, double threshold) {
            return measured <= threshold;
        }
    };

    public abstract boolean accepts(double measured, double threshold);

    /** As in a sentence: {@code at least}. */
    public String words() {
        return this == AT_LEAST ? "at least" : "at most";
    }
}
