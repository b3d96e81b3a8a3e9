package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.encoders.EncoderIdentity;
import ai.medsyn.evaluation.encoders.ImageEmbedder;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.Resize;
import java.util.List;

/** The film at 16 x 16 pixels as its own vector: no weights, knows exposure and posture and little else. A baseline that is always there. */
final class ThumbnailEmbedder implements ImageEmbedder {

    private static final int SIDE = 16;

    @Override
    public EncoderIdentity identity() {
        return new EncoderIdentity("thumbnail-16", "none", "mean gray of 16 x 16 cells, 0 to 1");
    }

    @Override
    public List<float[]> embed(List<GrayImage> films) {
        return films.stream().map(ThumbnailEmbedder::embed).toList();
    }

    private static float[] embed(GrayImage film) {
        GrayImage small = Resize.areaAverage(film, SIDE, SIDE);
        float[] vector = new float[SIDE * SIDE];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (small.pixels()[i] & 0xFF) / 255f;
        }
        return vector;
    }
}
