package ai.medsyn.vision.data;

/** Turns texts into word pieces. Implementations may be called from several threads at once. */
public interface TextTokenizer {

    /** Changes when any text could give other pieces. */
    String digest();

    /** The pieces of a text, from the one that begins every text ([CLS]) to the one that ends it ([SEP]). */
    Pieces tokenize(String text);

    /**
     * Word pieces.
     *
     * @param ids vocabulary indices
     * @param continues whether each piece continues the word before it; as many as ids
     */
    record Pieces(int[] ids, boolean[] continues) {

        public Pieces {
            if (ids.length != continues.length || ids.length < 2) {
                throw new IllegalArgumentException("expected as many flags as ids, and at least [CLS] and [SEP]; found "
                        + ids.length + " ids and " + continues.length + " flags");
            }
        }

        public int length() {
            return ids.length;
        }

        /** At most so many pieces, of which the last one stays the last one. */
        public Pieces truncated(int most) {
            if (ids.length <= most) {
                return this;
            }
            int[] shorter = java.util.Arrays.copyOf(ids, most);
            shorter[most - 1] = ids[ids.length - 1];
            boolean[] flags = java.util.Arrays.copyOf(continues, most);
            flags[most - 1] = false;
            return new Pieces(shorter, flags);
        }
    }
}
