package ai.medsyn.evaluation.encoders;

import ai.medsyn.imaging.GrayImage;
import java.util.Locale;

/** Cells of films and words of phrases in one space: what grounds a phrase in a film. A film's cells do not depend on the films beside it. */
public interface LocalEncoder {

    /** How words look at the cells of a film in the objective that the model was trained with. */
    enum Attention {
        /** softmax over cells of 4 softmax over words of word . cell (GLoRIA, Huang et al. 2021, section 3.3). */
        GLORIA,
        /** softmax over cells of word . cell / 0.1, both of length 1 (MGCA, Wang et al. 2022, section 3.2). */
        MGCA,
        /** The model never compared words with cells. */
        NONE;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Attention attention();

    /** What the vectors of {@link #cells} are, for reports. */
    String describe();

    Cells cells(GrayImage film);

    /** Vectors of the phrase's words [W, D], of any length; one of the phrase as a whole where the model knows no words. */
    float[][] words(String phrase);

    /**
     * Vectors of the cells of a film, of any length.
     *
     * @param vectors [rows * columns, D], row by row from the upper left
     * @param placement where the cells lie in the film
     */
    record Cells(int rows, int columns, float[][] vectors, Placement placement) {}
}
