package ai.medsyn.evaluation.imports;

import ai.medsyn.evaluation.imports.ImportSpec.Patients;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.lineage.Annotation;
import ai.medsyn.platform.lineage.Splits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the films of a patient together: a patient in two splits tells a model about its test. */
final class PatientSplits {

    private static final List<String> TOWARDS_TEST = List.of("train", "validate", "test");
    private static final int EXAMPLES = 5;

    private PatientSplits() {}

    /**
     * The candidates with their splits settled.
     *
     * @param seed where the source has no splits, decides with the place of a patient's first film
     * @param notes gets the numbers of patients in two splits and of films that changed theirs
     * @throws JobFailure if a patient is in two splits and that is refused
     */
    static List<Candidate> settle(List<Candidate> candidates, Patients policy, long seed, Map<String, Integer> notes) {
        Map<String, Map<String, Integer>> counts = counts(candidates);
        List<String> torn = counts.entrySet().stream()
                .filter(patient -> patient.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
        if (!torn.isEmpty() && policy == Patients.REFUSE) {
            throw new JobFailure(
                    "patients-in-two-splits",
                    "expected every patient in one split, found " + torn.size() + " in several, for example "
                            + torn.subList(0, Math.min(EXAMPLES, torn.size()))
                            + ". Correct the table, or set rules.patients to corrected (films move to where most of the"
                            + " patient's are) or faithful (they stay)");
        }
        if (!torn.isEmpty()) {
            notes.put("patients-in-two-splits", torn.size());
        }
        Map<String, Integer> first = firstFilms(candidates);
        List<Candidate> settled = new ArrayList<>(candidates.size());
        int moved = 0;
        for (int i = 0; i < candidates.size(); i++) {
            if (!(candidates.get(i) instanceof Candidate.Film film)) {
                settled.add(candidates.get(i));
                continue;
            }
            Annotation annotation = film.annotation();
            String patient = annotation.patient();
            String split = annotation.split();
            if (split == null) {
                int place = patient == null ? i : first.getOrDefault(patient, i);
                split = Splits.DEFAULT.of(seed, place);
            } else if (patient != null && policy == Patients.CORRECTED) {
                split = majority(counts.getOrDefault(patient, Map.of(split, 1)));
                moved += split.equals(annotation.split()) ? 0 : 1;
            }
            settled.add(film.with(in(annotation, split)));
        }
        if (moved > 0) {
            notes.put("films-moved-to-their-patients-split", moved);
        }
        return settled;
    }

    private static Annotation in(Annotation annotation, String split) {
        return new Annotation(
                annotation.patient(), annotation.view(), annotation.age(), annotation.sex(), split, annotation.boxes());
    }

    private static Map<String, Map<String, Integer>> counts(List<Candidate> candidates) {
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            if (candidate instanceof Candidate.Film film
                    && film.annotation().patient() != null
                    && film.annotation().split() != null) {
                counts.computeIfAbsent(film.annotation().patient(), patient -> new TreeMap<>())
                        .merge(film.annotation().split(), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static String majority(Map<String, Integer> splits) {
        return splits.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry::getKey, Comparator.comparingInt(TOWARDS_TEST::indexOf))
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
    }

    private static Map<String, Integer> firstFilms(List<Candidate> candidates) {
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i) instanceof Candidate.Film film
                    && film.annotation().patient() != null) {
                first.putIfAbsent(film.annotation().patient(), i);
            }
        }
        return first;
    }
}
