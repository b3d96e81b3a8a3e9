package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.comparison.KeptMeasures;
import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.metrics.Overlap;
import ai.medsyn.evaluation.runs.Answer;
import ai.medsyn.evaluation.runs.AskedModels;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Outlines a class of structures by a U-Net on the maps of a frozen ResNet. */
@Component
class SegmentationTask extends MapTask<BitSet, SegmentationTask.Agreement> {

    SegmentationTask(AskedModels models, MapProbes probes) {
        super(models, probes);
    }

    /**
     * How an outline agrees with the truth of a film.
     *
     * @param meanDice Dice of the {@link #meanOutline} with the film's truth
     * @param shows whether there is something to outline
     */
    record Agreement(double dice, double iou, double meanDice, boolean shows) {

        /** By the names of the means over films. */
        Map<String, Double> measures() {
            Map<String, Double> measures = new TreeMap<>(Map.of("dice", dice, "iou", iou));
            if (shows) {
                measures.put("dice-where-present", dice);
                measures.put("iou-where-present", iou);
            }
            return measures;
        }
    }

    @Override
    public String id() {
        return "segmentation";
    }

    @Override
    public HeadNumbers numbers(double fraction) {
        return HeadNumbers.SEGMENTATION;
    }

    @Override
    public SquareFilms.Kind kind() {
        return SquareFilms.Kind.OUTLINES;
    }

    @Override
    public boolean balanced() {
        return true;
    }

    @Override
    public MapLearner<BitSet> learner(MapLearner.Setup setup) {
        return SegmentationLearner.of(setup);
    }

    @Override
    public List<Agreement> results(SquareFilms films, List<BitSet> found) {
        BitSet mean = meanOutline(films);
        List<Agreement> results = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            BitSet truth = films.known(i).outline();
            results.add(new Agreement(
                    Overlap.dice(found.get(i), truth),
                    Overlap.iou(found.get(i), truth),
                    Overlap.dice(mean, truth),
                    !truth.isEmpty()));
        }
        return results;
    }

    /** The pixels that lie in the outlines of at least half of the films that show something: the best guess without a look at a film. */
    private static BitSet meanOutline(SquareFilms films) {
        int[] count = new int[films.side() * films.side()];
        int showing = 0;
        for (int i = 0; i < films.size(); i++) {
            BitSet outline = films.known(i).outline();
            outline.stream().forEach(pixel -> count[pixel]++);
            showing += outline.isEmpty() ? 0 : 1;
        }
        BitSet mean = new BitSet(count.length);
        for (int pixel = 0; pixel < count.length; pixel++) {
            mean.set(pixel, count[pixel] > 0 && 2 * count[pixel] >= showing);
        }
        return mean;
    }

    /** Of all films, and of those that show something; as the official code averages it, where faithfulness is asked for. */
    @Override
    public List<MapReport.Metric<Agreement>> metrics(HeadPlan plan) {
        List<MapReport.Metric<Agreement>> metrics = new ArrayList<>(List.of(
                new MapReport.Metric<>("dice", true, films -> mean(films, Agreement::dice)),
                new MapReport.Metric<>("iou", true, films -> mean(films, Agreement::iou)),
                new MapReport.Metric<>("dice-where-present", true, films -> mean(showing(films), Agreement::dice)),
                new MapReport.Metric<>("iou-where-present", true, films -> mean(showing(films), Agreement::iou)),
                new MapReport.Metric<>(
                        "dice-of-the-mean-outline", false, films -> mean(showing(films), Agreement::meanDice))));
        if (plan.faithful()) {
            int batch = plan.numbers().batchSize();
            metrics.add(new MapReport.Metric<>("dice-mean-of-batches", false, films -> meanOfBatches(films, batch)));
        }
        return metrics;
    }

    private static double mean(List<Agreement> films, ToDoubleFunction<Agreement> of) {
        return films.stream()
                .mapToDouble(of)
                .average()
                .orElseThrow(() -> new MetricUndefined("expected films that show what is sought, found none"));
    }

    private static List<Agreement> showing(List<Agreement> films) {
        return films.stream().filter(Agreement::shows).toList();
    }

    /** The films of a last, smaller batch count for more. */
    private static double meanOfBatches(List<Agreement> films, int batch) {
        List<Double> means = new ArrayList<>();
        for (int from = 0; from < films.size(); from += batch) {
            means.add(mean(films.subList(from, Math.min(films.size(), from + batch)), Agreement::dice));
        }
        return means.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    @Override
    public Answer.File kept(List<LabelledFilm> films, String label, List<List<Agreement>> heads) {
        List<KeptMeasures> measured = new ArrayList<>();
        for (List<Agreement> head : heads) {
            List<KeptMeasures.Case> cases = new ArrayList<>();
            for (int i = 0; i < films.size(); i++) {
                LabelledFilm film = films.get(i);
                cases.add(new KeptMeasures.Case(
                        film.place().ordinal(),
                        film.cluster(),
                        film.subject().view(),
                        label,
                        head.get(i).measures()));
            }
            measured.add(new KeptMeasures(cases));
        }
        return new Answer.File(KeptMeasures.FILE, KeptMeasures.mean(measured).bytes());
    }

    @Override
    public MapPictures.Marks marks(SquareFilms.Known truth, BitSet found, int side) {
        return new MapPictures.Marks(MapPictures.edge(truth.outline(), side), MapPictures.edge(found, side));
    }
}
