package ai.medsyn.vision.data;

import java.util.ArrayList;
import java.util.List;

/** Pairs that are not trained on, read in order and without chance: whole images or their middle, the first text of each report. */
public final class HeldOut {

    private final List<PairSet> sets;
    private final Augmentation augmentation;

    public HeldOut(List<PairSet> sets, Augmentation augmentation) {
        this.sets = List.copyOf(sets);
        this.augmentation = augmentation;
        sets.forEach(set -> augmentation.requireFits(set.side()));
    }

    public int size() {
        return sets.stream().mapToInt(PairSet::size).sum();
    }

    /**
     * Pairs {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @throws CorruptSampleException naming a pair whose bytes are damaged
     */
    public PairBatch read(int from, int to) throws CorruptSampleException {
        int side = augmentation.side();
        byte[] pixels = new byte[(to - from) * side * side];
        List<TextTokenizer.Pieces> texts = new ArrayList<>(to - from);
        int start = 0;
        for (PairSet set : sets) {
            byte[] stored = new byte[set.side() * set.side()];
            for (int i = Math.max(from, start); i < Math.min(to, start + set.size()); i++) {
                set.read(i - start, stored);
                augmentation.evaluate(stored, set.side(), pixels, (i - from) * side * side);
                texts.add(set.segments(i - start).get(0));
            }
            start += set.size();
        }
        return new PairBatch(side, pixels, texts);
    }
}
