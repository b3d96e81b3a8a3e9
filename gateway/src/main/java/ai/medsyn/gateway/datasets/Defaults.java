package ai.medsyn.gateway.datasets;

/** What a dataset request gets where it is silent. */
public final class Defaults {

    public static final String WRITER = "grammar-2";
    public static final String GENERATOR = "phantom-6";
    public static final int SIZE = 512;
    public static final int LEAST_SIZE = 256;
    public static final int MOST_SIZE = 1024;
    /** Small sets make reports of the length of real impressions; the paper's k = 9 and m = 3 make crowded ones. */
    public static final int CLINICAL = 3;

    public static final int ANATOMY = 1;

    private static final int ATTEMPTS = 4;
    private static final int SPARE = 50;

    private Defaults() {}

    /** When to give up topping up. */
    public static int maxCandidates(int count) {
        return Math.max(ATTEMPTS * count, count + SPARE);
    }
}
