package ai.medsyn.vision.data;

import java.util.List;

/**
 * Several sets of pairs as one endless sequence of epochs. In an epoch a set of n pairs with weight w takes round(w * n) places; a weight of 1
 * shows every pair once, 2 twice, 0.5 every second pair in one epoch and the others in the next. A set goes through a new random order of its
 * own whenever it is through with one, and the sets are shuffled together: place p of epoch e is a function of (seed, e, p).
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Mixture {

    /** Purposes of random numbers; the numbers are part of what a seed means. */
    private static final long SHUFFLE = 1;

    private static final long PASS = 2;

    /**
     * A set of pairs in the mix.
     *
     * @param weight times that each pair is seen per epoch, {@code > 0}
     */
    public record Part(PairSet pairs, double weight) {

        int perEpoch() {
            return Math.toIntExact(Math.max(1, Math.round(weight * pairs.size())));
        }
    }

    /**
     * Which pair stands somewhere.
     *
     * @param part index of the set
     * @param index of the pair in its set
     * @param seen how often the pair was seen before, counted over the whole run
     */
    record Place(int part, int index, long seen) {}

    private final List<Part> parts;
    private final Draws draws;
    private final int[] starts;
    private final Order shuffled = new Order();
    private final Order[] passes;

    /** The last permutation that was asked for; one place after the other mostly asks for the same. */
    private static final class Order {
        private long number = -1;
        private int[] order = {};

        int[] of(long wanted, Draws draws, int count) {
            if (wanted != number) {
                order = draws.at(wanted).permutation(count);
                number = wanted;
            }
            return order;
        }
    }

    public Mixture(List<Part> parts, long seed) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("expected at least one set of pairs, found none");
        }
        this.parts = List.copyOf(parts);
        this.draws = Draws.of(seed);
        this.starts = new int[parts.size() + 1];
        this.passes = new Order[parts.size()];
        for (int i = 0; i < parts.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], parts.get(i).perEpoch());
            passes[i] = new Order();
        }
    }

    public List<Part> parts() {
        return parts;
    }

    /** Places per epoch. */
    public int epochSize() {
        return starts[parts.size()];
    }

    /** Width and height of the images. */
    public int side() {
        return parts.get(0).pairs().side();
    }

    Place place(long epoch, int position) {
        int slot = shuffled.of(epoch, draws.at(SHUFFLE), epochSize())[position];
        int part = 0;
        while (slot >= starts[part + 1]) {
            part++;
        }
        int size = parts.get(part).pairs().size();
        // The part's own sequence of passes over its pairs, of which each epoch takes the next perEpoch().
        long along = epoch * parts.get(part).perEpoch() + (slot - starts[part]);
        long pass = along / size;
        int index = passes[part].of(pass, draws.at(PASS).at(part), size)[(int) (along % size)];
        return new Place(part, index, pass);
    }
}
