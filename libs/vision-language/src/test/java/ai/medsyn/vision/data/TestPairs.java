package ai.medsyn.vision.data;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import java.util.Arrays;

/** Pairs whose image is a gradient that depends on the index, and whose report names it. */
public record TestPairs(String name, int size, int width, int height) implements PairSource {

    /** Every word is a piece; words of more than eight letters are two, so that some pieces continue words. */
    public static final TextTokenizer WORDS = new TextTokenizer() {
        @Override
        public String digest() {
            return "words";
        }

        @Override
        public Pieces tokenize(String text) {
            int[] ids = new int[2 * text.length() + 2];
            boolean[] continues = new boolean[ids.length];
            int n = 0;
            ids[n++] = 1;
            for (String word : text.split(" ")) {
                ids[n++] = id(word.substring(0, Math.min(8, word.length())));
                if (word.length() > 8) {
                    continues[n] = true;
                    ids[n++] = id(word.substring(8));
                }
            }
            ids[n++] = 2;
            return new Pieces(Arrays.copyOf(ids, n), Arrays.copyOf(continues, n));
        }

        private int id(String piece) {
            return 3 + Math.floorMod(piece.hashCode(), 90);
        }
    };

    @Override
    public String digest() {
        return name + " " + size + " " + width + " " + height;
    }

    @Override
    public RawPair read(int index) {
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) (x + 2 * y + 7 * index);
            }
        }
        return new RawPair(
                name + "/" + index,
                PngEncoder.encode(new GrayImage(width, height, pixels), java.util.Map.of()),
                "The lungs of patient " + index + " are clear. Heart size is normal.",
                "Patient " + index + " has no pneumothorax. Unremarkable chest.");
    }
}
