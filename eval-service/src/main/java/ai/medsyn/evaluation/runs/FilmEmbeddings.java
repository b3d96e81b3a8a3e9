package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.data.LabelledFilms;
import ai.medsyn.evaluation.encoders.ImageEmbedder;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Component;

/**
 * Embeddings of films, kept in the store under a name that follows from the encoder and the films: an evaluation that is repeated, or that another
 * task asks about the same films, does not embed them again. A film's vector has four bytes a dimension, little-endian.
 */
@Component
public class FilmEmbeddings {

    private static final int BATCH = 64;

    private final LabelledFilms films;
    private final ArtifactStore store;

    FilmEmbeddings(LabelledFilms films, ArtifactStore store) {
        this.films = films;
        this.store = store;
    }

    /**
     * One vector per film, in order.
     *
     * @param done is told how many films are embedded; may throw to stop
     */
    public List<float[]> of(List<LabelledFilm> wanted, ImageEmbedder encoder, IntConsumer done) throws IOException {
        List<float[]> vectors = new ArrayList<>(wanted.size());
        for (int from = 0; from < wanted.size(); from += BATCH) {
            List<LabelledFilm> batch = wanted.subList(from, Math.min(wanted.size(), from + BATCH));
            vectors.addAll(batch(batch, encoder));
            done.accept(vectors.size());
        }
        return vectors;
    }

    private List<float[]> batch(List<LabelledFilm> batch, ImageEmbedder encoder) throws IOException {
        ObjectName name = name(batch, encoder);
        Optional<List<float[]>> kept = read(name, batch.size());
        if (kept.isPresent()) {
            return kept.get();
        }
        List<GrayImage> pixels = new ArrayList<>(batch.size());
        for (LabelledFilm film : batch) {
            pixels.add(films.pixels(film));
        }
        List<float[]> vectors = encoder.embed(pixels);
        store.put(name, bytes(vectors));
        return vectors;
    }

    private static ObjectName name(List<LabelledFilm> batch, ImageEmbedder encoder) {
        StringBuilder content = new StringBuilder();
        batch.forEach(film -> content.append(film.image().value()).append('\n'));
        return new ObjectName("embeddings/" + encoder.identity().digest() + "/"
                + Sha256.of(content.toString()).hex());
    }

    private Optional<List<float[]>> read(ObjectName name, int films) throws IOException {
        if (store.find(name).isEmpty()) {
            return Optional.empty();
        }
        try (InputStream content = store.open(name)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            int width = bytes.capacity() / Float.BYTES / films;
            List<float[]> vectors = new ArrayList<>(films);
            for (int i = 0; i < films; i++) {
                float[] vector = new float[width];
                for (int d = 0; d < width; d++) {
                    vector[d] = bytes.getFloat();
                }
                vectors.add(vector);
            }
            return Optional.of(vectors);
        }
    }

    private static byte[] bytes(List<float[]> vectors) {
        int width = vectors.get(0).length;
        ByteBuffer bytes =
                ByteBuffer.allocate(vectors.size() * width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        vectors.forEach(vector -> {
            for (float value : vector) {
                bytes.putFloat(value);
            }
        });
        return bytes.array();
    }
}
