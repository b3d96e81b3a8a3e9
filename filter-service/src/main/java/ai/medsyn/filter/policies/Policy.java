package ai.medsyn.filter.policies;

/** One question of curation. Implementations are stateless. */
public sealed interface Policy permits TextPolicy, ImagePolicy, ImageDecodable, NearDuplicatePolicy {

    /** What it is called, what it measures and where its threshold lies. */
    PolicyCard card();

    /** Its name, for example {@code token-count}: the key of its measurement, its threshold and its verdicts. */
    default String filter() {
        return card().filter();
    }

    /** What it says about a measured value. */
    default Verdict judge(double measured, double threshold) {
        boolean accepted = card().limit().comparison().accepts(measured, threshold);
        return new Verdict(this, accepted, measured, threshold);
    }
}
