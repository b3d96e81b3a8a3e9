package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.data.LabelledFilms;
import ai.medsyn.evaluation.encoders.ImageEmbedder;
import ai.medsyn.evaluation.runs.FilmEmbeddings;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Draws films of a dataset and embeds them. */
@Component
class Sides {

    private final Datasets datasets;
    private final LabelledFilms films;
    private final FilmEmbeddings embeddings;

    Sides(Datasets datasets, LabelledFilms films, FilmEmbeddings embeddings) {
        this.datasets = datasets;
        this.films = films;
        this.embeddings = embeddings;
    }

    Dataset require(UUID dataset, String team) {
        return datasets.require(new DatasetId(dataset), team);
    }

    Examination.Side of(
            Dataset dataset, QualitySpec.Settings settings, ImageEmbedder encoder, CoordinatorProgress progress)
            throws IOException {
        List<LabelledFilm> drawn = Examination.draw(films.of(dataset), settings);
        List<float[]> vectors = embeddings.of(
                drawn, encoder, done -> progress.report(done, drawn.size(), "embedding " + dataset.name()));
        return new Examination.Side(dataset, drawn, vectors);
    }
}
