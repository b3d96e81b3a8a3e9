package ai.medsyn.evaluation.runs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.evaluation.classification.ScoredFilms;
import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.runs.EvaluationSpec.Uncertain;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.evaluation.zeroshot.PromptSet;
import ai.medsyn.evaluation.zeroshot.ZeroShotClassifier;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.radiology.LabelValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FilmScoresTest {

    private static final ClassList EDEMA =
            new ClassList("one", "1", "test", false, List.of(new ClassList.Finding("Edema", "edema")));
    private static final PromptSet PRESENCE = new PromptSet(
            "presence",
            "1",
            "test",
            new PromptSet.Scoring(PromptSet.Contrast.PRESENCE, PromptSet.Pooling.MEAN, 1),
            new PromptSet.Templates(List.of("{}"), List.of()),
            Map.of());

    private static LabelledFilm film(int ordinal, Map<String, LabelValue> labels) {
        return new LabelledFilm(
                new LabelledFilm.Place(ordinal, ordinal, "test"),
                new LabelledFilm.Subject(null, null),
                new ObjectName("films/" + ordinal + ".png"),
                labels,
                new LabelledFilm.Regions(List.of(), null));
    }

    private static ScoredFilms scored(
            List<LabelledFilm> films, List<float[]> embeddings, Uncertain uncertain, Map<String, Integer> excluded) {
        ZeroShotClassifier classifier =
                new ZeroShotClassifier(sentences -> List.of(new float[] {1, 0}), PRESENCE, EDEMA);
        return new FilmScores(classifier, EDEMA, uncertain, excluded).of(films, embeddings);
    }

    @Test
    void films_whose_embedding_is_no_direction_are_left_out_and_counted() {
        Map<String, Integer> excluded = new TreeMap<>();
        ScoredFilms scored = scored(
                List.of(
                        film(4, Map.of("Edema", LabelValue.POSITIVE)),
                        film(5, Map.of()),
                        film(6, Map.of()),
                        film(7, Map.of())),
                List.of(new float[] {3, 4}, new float[] {Float.NaN, 1}, new float[] {0, 0}, new float[] {
                    Float.POSITIVE_INFINITY, 1
                }),
                Uncertain.EXCLUDE,
                excluded);
        assertThat(scored.films()).singleElement().satisfies(film -> {
            assertThat(film.film()).isEqualTo(4);
            assertThat(film.scores()[0]).isEqualTo(0.6);
        });
        assertThat(excluded).containsEntry("films-with-an-unusable-embedding", 3);
    }

    @Test
    void unknown_and_uncertain_labels_are_left_out_and_counted_unless_the_question_says_otherwise() {
        List<LabelledFilm> films = List.of(film(0, Map.of()), film(1, Map.of("Edema", LabelValue.UNCERTAIN)));
        List<float[]> embeddings = List.of(new float[] {1, 0}, new float[] {1, 0});
        Map<String, Integer> excluded = new TreeMap<>();
        assertThat(scored(films, embeddings, Uncertain.EXCLUDE, excluded).known(0))
                .isEmpty();
        assertThat(excluded).containsExactly(Map.entry("labels-uncertain", 1), Map.entry("labels-unknown", 1));
        assertThat(scored(films, embeddings, Uncertain.POSITIVE, new TreeMap<>())
                        .question(0)
                        .positives())
                .isEqualTo(1);
        assertThat(scored(films, embeddings, Uncertain.NEGATIVE, new TreeMap<>())
                        .question(0)
                        .negatives())
                .isEqualTo(1);
    }
}
