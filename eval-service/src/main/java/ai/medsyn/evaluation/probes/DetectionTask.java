package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.comparison.KeptDetections;
import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.metrics.Box;
import ai.medsyn.evaluation.metrics.Detection;
import ai.medsyn.evaluation.runs.Answer;
import ai.medsyn.evaluation.runs.AskedModels;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Boxes a class of findings by YOLOv3 on the maps of a frozen ResNet. {@code map} looks at all films and at all detections, down to an objectness of 0.01,
 * as COCO's average precision does; {@code map-faithful} is MGCA's: detections of objectness 0.5 and more, films without any of them or without a true
 * box left out.
 */
@Component
class DetectionTask extends MapTask<List<Detection.Found>, Detection.Image> {

    /** Of MGCA's detections. */
    private static final double CERTAIN = 0.5;

    DetectionTask(AskedModels models, MapProbes probes) {
        super(models, probes);
    }

    @Override
    public String id() {
        return "detection";
    }

    @Override
    public HeadNumbers numbers(double fraction) {
        return HeadNumbers.detection(fraction);
    }

    @Override
    public SquareFilms.Kind kind() {
        return SquareFilms.Kind.BOXES;
    }

    @Override
    public boolean balanced() {
        return false;
    }

    @Override
    public MapLearner<List<Detection.Found>> learner(MapLearner.Setup setup) {
        return DetectionLearner.of(setup);
    }

    @Override
    public List<Detection.Image> results(SquareFilms films, List<List<Detection.Found>> found) {
        return images(films, found);
    }

    static List<Detection.Image> images(SquareFilms films, List<List<Detection.Found>> found) {
        List<Detection.Image> images = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            images.add(new Detection.Image(films.known(i).boxes(), found.get(i)));
        }
        return images;
    }

    static double faithful(List<Detection.Image> images) {
        return Detection.faithfulMeanAveragePrecision(images.stream()
                .map(image -> new Detection.Image(image.truth(), certain(image.found())))
                .toList());
    }

    /** What a head reaches that knows how such boxes lie in general: every film is judged by the detections of the next one. */
    private static double ofOtherFilms(List<Detection.Image> images) {
        List<Detection.Image> moved = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            moved.add(new Detection.Image(
                    images.get(i).truth(), images.get((i + 1) % images.size()).found()));
        }
        return Detection.meanAveragePrecision(moved, Detection.PAPER_THRESHOLDS);
    }

    private static List<Detection.Found> certain(List<Detection.Found> found) {
        return found.stream().filter(each -> each.score() >= CERTAIN).toList();
    }

    @Override
    public List<MapReport.Metric<Detection.Image>> metrics(HeadPlan plan) {
        return List.of(
                new MapReport.Metric<>(
                        "map", true, films -> Detection.meanAveragePrecision(films, Detection.PAPER_THRESHOLDS)),
                new MapReport.Metric<>("map-faithful", true, DetectionTask::faithful),
                new MapReport.Metric<>("map-of-other-films", false, DetectionTask::ofOtherFilms),
                new MapReport.Metric<>(
                        "ap-50", true, films -> Detection.at(0.5, films).averagePrecision()),
                new MapReport.Metric<>(
                        "recall-50", true, films -> Detection.at(0.5, films).recall()));
    }

    @Override
    public Answer.File kept(List<LabelledFilm> films, String label, List<List<Detection.Image>> heads) {
        List<KeptDetections.Film> places = new ArrayList<>();
        for (int i = 0; i < films.size(); i++) {
            LabelledFilm film = films.get(i);
            places.add(new KeptDetections.Film(
                    film.place().ordinal(),
                    film.cluster(),
                    heads.get(0).get(i).truth().size()));
        }
        List<List<KeptDetections.Calls>> calls = heads.stream()
                .map(head -> head.stream().map(KeptDetections.Calls::of).toList())
                .toList();
        return new Answer.File(KeptDetections.FILE, new KeptDetections(label, places, calls).bytes());
    }

    @Override
    public MapPictures.Marks marks(SquareFilms.Known truth, List<Detection.Found> found, int side) {
        return new MapPictures.Marks(
                frames(truth.boxes(), side),
                frames(certain(found).stream().map(Detection.Found::box).toList(), side));
    }

    private static BitSet frames(List<Box> boxes, int side) {
        BitSet frames = new BitSet(side * side);
        boxes.forEach(box -> frames.or(MapPictures.frame(box, side)));
        return frames;
    }
}
