package ai.medsyn.evaluation.encoders;

import ai.medsyn.evaluation.encoders.LocalEncoder.Attention;
import ai.medsyn.evaluation.encoders.LocalEncoder.Cells;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/** From vectors of cells and words to one number per cell. */
public enum Similarity {

    /** Mean over the words of the cosine of word and cell. */
    @JsonProperty("cosine")
    COSINE {
        @Override
        public double[] of(Attention attention, double[][] words, Cells cells) {
            double[] sum = new double[cells.vectors().length];
            for (double[] word : words) {
                double[] unit = Vectors.unit(word);
                for (int r = 0; r < sum.length; r++) {
                    sum[r] += Vectors.dot(unit, Vectors.unit(cells.vectors()[r])) / words.length;
                }
            }
            return sum;
        }
    },

    /** Mean over the words of the share of a word's attention that a cell gets, as the objective of the model has it. */
    @JsonProperty("attention")
    ATTENTION {
        @Override
        public double[] of(Attention attention, double[][] words, Cells cells) {
            return switch (attention) {
                case GLORIA -> gloria(words, cells);
                case MGCA -> mgca(words, cells);
                case NONE ->
                    throw new IllegalArgumentException(
                            "expected a model that was trained with attention of words over cells; ask for cosine");
            };
        }
    };

    private static final double GLORIA_SHARPNESS = 4;
    private static final double MGCA_TEMPERATURE = 0.1;

    /**
     * @param words [W, D]
     * @return one a cell
     */
    public abstract double[] of(Attention attention, double[][] words, Cells cells);

    /** Whether a model can be asked for it. */
    public boolean fits(LocalEncoder model) {
        return this == COSINE || model.attention() != Attention.NONE;
    }

    /** a_wr = softmax_r(4 softmax_w(word_w . cell_r)). */
    private static double[] gloria(double[][] words, Cells cells) {
        int regions = cells.vectors().length;
        double[][] attention = new double[words.length][regions];
        for (int r = 0; r < regions; r++) {
            double[] cell = wide(cells.vectors()[r]);
            double[] overWords = softmax(Arrays.stream(words)
                    .mapToDouble(word -> Vectors.dot(word, cell))
                    .toArray());
            for (int w = 0; w < words.length; w++) {
                attention[w][r] = GLORIA_SHARPNESS * overWords[w];
            }
        }
        return meanOfSoftmax(attention);
    }

    /** a_wr = softmax_r(word_w . cell_r / 0.1), both of length 1. */
    private static double[] mgca(double[][] words, Cells cells) {
        double[][] attention = new double[words.length][cells.vectors().length];
        for (int w = 0; w < words.length; w++) {
            double[] word = Vectors.unit(words[w]);
            for (int r = 0; r < attention[w].length; r++) {
                attention[w][r] = Vectors.dot(word, Vectors.unit(cells.vectors()[r])) / MGCA_TEMPERATURE;
            }
        }
        return meanOfSoftmax(attention);
    }

    private static double[] meanOfSoftmax(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            double[] shares = softmax(row);
            for (int r = 0; r < mean.length; r++) {
                mean[r] += shares[r] / rows.length;
            }
        }
        return mean;
    }

    private static double[] softmax(double[] values) {
        double most = Arrays.stream(values).max().orElseThrow();
        double[] shares = new double[values.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            shares[i] = StrictMath.exp(values[i] - most);
            sum += shares[i];
        }
        for (int i = 0; i < values.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    private static double[] wide(float[] vector) {
        double[] wide = new double[vector.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = vector[i];
        }
        return wide;
    }
}
