package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.encoders.EncoderIdentity;
import ai.medsyn.evaluation.encoders.ImageEmbedder;
import ai.medsyn.evaluation.runs.FilmEmbeddings;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Features of the films of all sides. All films to learn from are embedded, whatever the fraction: the features are kept, and the next fraction or
 * seed finds them.
 */
@Component
class FilmFeatures {

    private final FilmEmbeddings embeddings;

    FilmFeatures(FilmEmbeddings embeddings) {
        this.embeddings = embeddings;
    }

    /**
     * One side.
     *
     * @param rows features, one row a film
     */
    record Side(List<LabelledFilm> films, List<double[]> rows) {

        Side at(int[] indices) {
            List<LabelledFilm> chosen = new ArrayList<>(indices.length);
            List<double[]> features = new ArrayList<>(indices.length);
            for (int i : indices) {
                chosen.add(films.get(i));
                features.add(rows.get(i));
            }
            return new Side(chosen, features);
        }
    }

    /**
     * All sides.
     *
     * @param embedded films that were embedded
     * @param excluded by reason and count
     */
    record Sides(Side training, Side validation, Side test, EncoderIdentity encoder, Map<String, Integer> excluded) {

        int embedded() {
            return training.films().size()
                    + validation.films().size()
                    + test.films().size();
        }
    }

    Sides of(ProbeFilms films, ImageEmbedder encoder, CoordinatorProgress progress) throws IOException {
        int embedded = films.training().size()
                + films.selection().validation().size()
                + films.selection().test().size();
        Map<String, Integer> excluded = new TreeMap<>(films.noted());
        Embedding embedding = new Embedding(encoder, progress, embedded, excluded);
        Side training = embedding.of(films.training());
        Side validation = embedding.of(films.selection().validation());
        Side test = embedding.of(films.selection().test());
        return new Sides(training, validation, test, encoder.identity(), excluded);
    }

    private final class Embedding {

        private final ImageEmbedder encoder;
        private final CoordinatorProgress progress;
        private final long total;
        private final Map<String, Integer> excluded;
        private long before;

        Embedding(ImageEmbedder encoder, CoordinatorProgress progress, long total, Map<String, Integer> excluded) {
            this.encoder = encoder;
            this.progress = progress;
            this.total = total;
            this.excluded = excluded;
        }

        /** Films whose features are no numbers are left out and counted. */
        Side of(List<LabelledFilm> films) throws IOException {
            List<float[]> vectors =
                    embeddings.of(films, encoder, done -> progress.report(before + done, total, "embedding films"));
            before += films.size();
            List<LabelledFilm> usable = new ArrayList<>(films.size());
            List<double[]> rows = new ArrayList<>(films.size());
            for (int i = 0; i < vectors.size(); i++) {
                double[] row = new double[vectors.get(i).length];
                boolean finite = true;
                for (int d = 0; d < row.length; d++) {
                    row[d] = vectors.get(i)[d];
                    finite &= Double.isFinite(row[d]);
                }
                if (finite) {
                    usable.add(films.get(i));
                    rows.add(row);
                } else {
                    excluded.merge("films-with-an-unusable-embedding", 1, Integer::sum);
                }
            }
            return new Side(usable, rows);
        }
    }
}
