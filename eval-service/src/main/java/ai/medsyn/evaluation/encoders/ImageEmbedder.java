package ai.medsyn.evaluation.encoders;

import ai.medsyn.imaging.GrayImage;
import java.util.List;

/** Turns films into vectors. A film's vector does not depend on the films beside it. */
public interface ImageEmbedder {

    /** What decides the vectors besides the film. */
    EncoderIdentity identity();

    /** One vector per film, in the same order, not normalised. */
    List<float[]> embed(List<GrayImage> films);
}
