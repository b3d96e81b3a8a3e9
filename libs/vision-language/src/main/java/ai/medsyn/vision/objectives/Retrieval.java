package ai.medsyn.vision.objectives;

import ai.medsyn.vision.tensor.Tensor;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** How well images and reports of a batch find each other. */
public final class Retrieval {
    /** Pairings that a p-value is a share of. */
    private static final int PERMUTATIONS = 1000;

    private Retrieval() {}

    /**
     * Share of rows whose partner is among the k most similar columns, mean of both directions, in 0..1. Chance is k / B. Ties
     * count against the partner, so collapsed embeddings score 0.
     *
     * @param similarities [B, B], partners on the diagonal
     * @param k at least 1
     */
    public static double recallAt(Tensor similarities, int k) {
        return (hits(similarities, k) + hits(similarities.transpose(0, 1), k)) / 2;
    }

    /**
     * Whether that could be luck: the share of random pairings of the same images and texts whose recall is at least as high (a permutation test,
     * the pairing itself among them). 0.001 where none of 999 is.
     *
     * @param similarities as {@link #recallAt} takes them
     */
    public static double pValue(Tensor similarities, int k) {
        int[][] texts = nearest(similarities, k);
        int[][] images = nearest(similarities.transpose(0, 1), k);
        long hits = Math.round(recallAt(similarities, k) * 2 * texts.length);
        SplittableRandom random = new SplittableRandom(PERMUTATIONS);
        int[] partner = IntStream.range(0, texts.length).toArray();
        int atLeast = 1;
        for (int permutation = 1; permutation < PERMUTATIONS; permutation++) {
            shuffle(partner, random);
            atLeast += hits(texts, images, partner) >= hits ? 1 : 0;
        }
        return (double) atLeast / PERMUTATIONS;
    }

    /** The k most similar columns of every row, [B][k]. */
    private static int[][] nearest(Tensor similarities, int k) {
        int[][] nearest = new int[(int) similarities.size(0)][];
        for (int row = 0; row < nearest.length; row++) {
            float[] own = similarities.select(0, row).floats();
            PriorityQueue<Integer> best = new PriorityQueue<>(Comparator.comparing(column -> own[column]));
            for (int column = 0; column < own.length; column++) {
                if (best.size() < k || own[column] > own[best.element()]) {
                    best.add(column);
                }
                if (best.size() > k) {
                    best.remove();
                }
            }
            nearest[row] = best.stream().mapToInt(Integer::intValue).toArray();
        }
        return nearest;
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int held = order[i];
            order[i] = order[j];
            order[j] = held;
        }
    }

    private static long hits(int[][] texts, int[][] images, int[] partner) {
        long hits = 0;
        for (int image = 0; image < partner.length; image++) {
            hits += contains(texts[image], partner[image]) ? 1 : 0;
            hits += contains(images[partner[image]], image) ? 1 : 0;
        }
        return hits;
    }

    private static boolean contains(int[] numbers, int wanted) {
        for (int number : numbers) {
            if (number == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Cosine similarities [B, B] of the rows of two matrices [B, D]. */
    public static Tensor similarities(Tensor images, Tensor texts) {
        return images.detach().normalized(1).matmul(texts.detach().normalized(1).transpose(0, 1));
    }

    private static double hits(Tensor similarities, int k) {
        Tensor own = similarities.diagonal().unsqueeze(1); // [B, 1]
        // as good as the own one or better, without the own one itself
        Tensor better = similarities
                .lessThan(own)
                .equalTo(0)
                .to(similarities.dtype())
                .sum(1)
                .minus(1); // [B]
        return better.lessThan(k).to(similarities.dtype()).mean().item();
    }
}
