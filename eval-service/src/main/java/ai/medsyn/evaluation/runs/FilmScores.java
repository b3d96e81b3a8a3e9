package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.classification.ScoredFilms;
import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.encoders.Vectors;
import ai.medsyn.evaluation.runs.EvaluationSpec.Uncertain;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.evaluation.zeroshot.ZeroShotClassifier;
import ai.medsyn.radiology.LabelValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scores embedded films and holds their labels beside the scores. */
final class FilmScores {

    private final ZeroShotClassifier classifier;
    private final ClassList classes;
    private final Uncertain uncertain;
    private final Map<String, Integer> excluded;

    /** @param excluded gets what is left out, by reason and count */
    FilmScores(ZeroShotClassifier classifier, ClassList classes, Uncertain uncertain, Map<String, Integer> excluded) {
        this.classifier = classifier;
        this.classes = classes;
        this.uncertain = uncertain;
        this.excluded = excluded;
    }

    ScoredFilms of(List<LabelledFilm> films, List<float[]> embeddings) {
        List<String> labels =
                classes.findings().stream().map(ClassList.Finding::label).toList();
        List<ScoredFilms.Film> scored = new ArrayList<>(films.size());
        for (int i = 0; i < films.size(); i++) {
            LabelledFilm film = films.get(i);
            try {
                scored.add(new ScoredFilms.Film(
                        film.place().ordinal(),
                        film.cluster(),
                        film.subject().view(),
                        truth(film, labels),
                        classifier.scores(embeddings.get(i))));
            } catch (Vectors.UnusableEmbedding broken) {
                count("films-with-an-unusable-embedding");
            }
        }
        return new ScoredFilms(labels, scored);
    }

    private @Nullable Boolean[] truth(LabelledFilm film, List<String> labels) {
        @Nullable Boolean[] truth = new Boolean[labels.size()];
        for (int k = 0; k < truth.length; k++) {
            LabelValue value = film.labels().get(labels.get(k));
            if (value == null) {
                count("labels-unknown");
            } else if (value == LabelValue.UNCERTAIN && uncertain == Uncertain.EXCLUDE) {
                count("labels-uncertain");
            } else {
                truth[k] = value == LabelValue.POSITIVE
                        || value == LabelValue.UNCERTAIN && uncertain == Uncertain.POSITIVE;
            }
        }
        return truth;
    }

    private void count(String reason) {
        excluded.merge(reason, 1, Integer::sum);
    }
}
