package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.runs.Answer;
import java.util.List;

/**
 * A kind of head on the maps of a frozen ResNet: how it is made, and what is measured of what it says.
 *
 * @param <S> what it says of a film
 * @param <R> what that is worth, beside what is there
 */
interface MapHead<S, R> {

    /** Numbers of the preset. */
    HeadNumbers numbers(double fraction);

    SquareFilms.Kind kind();

    /** Whether the faithful preset learns from as many films that show nothing as films that show something. */
    boolean balanced();

    MapLearner<S> learner(MapLearner.Setup setup);

    /** One result per film, in the order of the films. */
    List<R> results(SquareFilms films, List<S> found);

    List<MapReport.Metric<R>> metrics(HeadPlan plan);

    /**
     * What comparisons with other models are made of.
     *
     * @param label what is looked for
     * @param heads for every seed what its head's answers are worth, in the order of the films
     */
    Answer.File kept(List<LabelledFilm> films, String label, List<List<R>> heads);

    /** Draws what it says beside what is there. */
    MapPictures.Marks marks(SquareFilms.Known truth, S found, int side);
}
