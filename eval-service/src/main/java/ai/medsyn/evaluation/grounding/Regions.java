package ai.medsyn.evaluation.grounding;

import ai.medsyn.evaluation.data.FilmMask;
import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.data.LabelledFilms;
import ai.medsyn.evaluation.encoders.LocalEncoder.Cells;
import ai.medsyn.evaluation.encoders.Vectors;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.platform.lineage.Annotation.Box;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Component;

/** Finds out which films have regions of which findings, and holds heat maps against them. A mask is preferred to boxes: it is more exact. */
@Component
class Regions {

    private final LabelledFilms films;

    Regions(LabelledFilms films) {
        this.films = films;
    }

    /** Findings with regions, by film. */
    record Known(Map<LabelledFilm, Set<String>> films) {

        /** Pairs of film and finding. */
        int size() {
            return films.values().stream().mapToInt(Set::size).sum();
        }
    }

    Known of(List<LabelledFilm> candidates, ClassList classes) throws IOException {
        Map<LabelledFilm, Set<String>> known = new LinkedHashMap<>();
        for (LabelledFilm film : candidates) {
            Set<String> marked = new LinkedHashSet<>();
            film.regions().boxes().stream().map(Box::label).forEach(marked::add);
            films.mask(film).ifPresent(mask -> marked.addAll(mask.structures().keySet()));
            Set<String> asked = new LinkedHashSet<>();
            classes.findings().stream()
                    .map(ClassList.Finding::label)
                    .filter(marked::contains)
                    .forEach(asked::add);
            if (!asked.isEmpty()) {
                known.put(film, asked);
            }
        }
        return new Known(known);
    }

    /** Sees what was found. */
    @FunctionalInterface
    interface Witness {
        void found(LabelledFilm film, String label, GrayImage pixels, HeatMap map, BitSet truth);
    }

    /**
     * @param excluded gets what is left out, by reason and count
     * @param done is told how many films were searched; may throw to stop
     */
    GroundedPhrases ground(Known known, Search search, Map<String, Integer> excluded, IntConsumer done, Witness witness)
            throws IOException {
        List<GroundedPhrases.Pair> pairs = new ArrayList<>();
        int searched = 0;
        for (Map.Entry<LabelledFilm, Set<String>> entry : known.films().entrySet()) {
            LabelledFilm film = entry.getKey();
            GrayImage pixels = films.pixels(film);
            Map<String, BitSet> truths = truths(film, entry.getValue(), Raster.of(pixels));
            Cells cells = search.encoder().cells(pixels);
            for (Map.Entry<String, BitSet> truth : truths.entrySet()) {
                if (truth.getValue().isEmpty()) {
                    excluded.merge("regions-without-a-pixel", 1, Integer::sum);
                    continue;
                }
                try {
                    HeatMap map = HeatMap.of(search.similarities(truth.getKey(), cells), cells, Raster.of(pixels));
                    pairs.add(new GroundedPhrases.Pair(
                            film.place().ordinal(),
                            film.cluster(),
                            film.subject().view(),
                            truth.getKey(),
                            Fit.of(map, truth.getValue())));
                    witness.found(film, truth.getKey(), pixels, map, truth.getValue());
                } catch (Vectors.UnusableEmbedding broken) {
                    excluded.merge("heat-maps-of-unusable-vectors", 1, Integer::sum);
                } catch (MetricUndefined flat) {
                    excluded.merge("heat-maps-without-contrast", 1, Integer::sum);
                }
            }
            searched++;
            done.accept(searched);
        }
        return new GroundedPhrases(pairs);
    }

    private Map<String, BitSet> truths(LabelledFilm film, Set<String> labels, Raster raster) throws IOException {
        Optional<FilmMask> mask = films.mask(film);
        mask.ifPresent(known -> known.image().requireSize(raster.filmWidth(), raster.filmHeight()));
        Map<String, BitSet> truths = new TreeMap<>();
        for (String label : labels) {
            truths.put(
                    label,
                    mask.filter(known -> known.structures().containsKey(label))
                            .map(known -> raster.mask(
                                    known.image(), known.structures().getOrDefault(label, List.of())))
                            .orElseGet(() -> raster.boxes(film, label)));
        }
        return truths;
    }
}
