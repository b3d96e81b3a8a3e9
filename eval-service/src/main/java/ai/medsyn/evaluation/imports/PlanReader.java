package ai.medsyn.evaluation.imports;

import ai.medsyn.evaluation.imports.ImportSpec.Layout;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.jobs.JobFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the tables of a source into a plan. */
final class PlanReader {

    private static final Map<Layout, List<String>> IMAGES = Map.of(
            Layout.CSV, List.of("index.csv", "images.csv", "metadata.csv"),
            Layout.NIH, List.of("Data_Entry_2017_v2020.csv", "Data_Entry_2017.csv", "index.csv"));
    private static final Map<Layout, List<String>> BOXES = Map.of(
            Layout.CSV, List.of("boxes.csv"),
            Layout.NIH, List.of("BBox_List_2017.csv", "BBox_List_2017.csv.gz"));
    private static final List<String> MASKS = List.of("masks.csv");
    private static final String NIH_TEST = "test_list.txt";

    private final SourceFolder folder;
    private final ImportSpec spec;
    private final StringBuilder digests = new StringBuilder();

    PlanReader(SourceFolder folder, ImportSpec spec) {
        this.folder = folder;
        this.spec = spec;
    }

    /**
     * @throws JobFailure if a table is missing or broken, lacks a column, or puts patients into two splits
     */
    ImportPlan read() throws IOException {
        Table images = table("tables.images", spec.tables().images(), IMAGES.getOrDefault(layout(), List.of()))
                .orElseThrow();
        BoxTable boxes = optional("tables.boxes", spec.tables().boxes(), BOXES.getOrDefault(layout(), List.of()))
                .map(BoxTable::new)
                .orElseGet(BoxTable::new);
        Map<String, List<Candidate.Mask>> masks = optional(
                        "tables.masks", spec.tables().masks(), MASKS)
                .map(MaskRows::read)
                .orElseGet(Map::of);
        FilmRows rows = new FilmRows(images, spec, new FilmRows.Truths(boxes, masks, testList()));
        List<Candidate> candidates = new ArrayList<>(images.rows().size());
        Set<String> seen = new HashSet<>();
        images.rows().forEach(row -> candidates.add(rows.read(row, seen)));
        SortedMap<String, Integer> notes = new TreeMap<>();
        noteStrays(candidates, boxes, notes);
        List<Candidate> settled = PatientSplits.settle(candidates, spec.rules().patientPolicy(), spec.seed(), notes);
        return new ImportPlan(settled, notes, Sha256.of(digests.toString()));
    }

    private Layout layout() {
        return spec.source().layout();
    }

    private static void noteStrays(List<Candidate> candidates, BoxTable boxes, Map<String, Integer> notes) {
        Set<String> withBoxes = new HashSet<>();
        candidates.stream()
                .map(Candidate::image)
                .filter(image -> !boxes.of(image).isEmpty())
                .forEach(image -> withBoxes.add(image.substring(image.lastIndexOf('/') + 1)));
        int strays = Math.max(0, boxes.images() - withBoxes.size());
        if (strays > 0) {
            notes.put("boxed-images-not-in-the-table", strays);
        }
    }

    /** NIH's own test patients, where its list lies beside the table; null where it does not. */
    private @Nullable Set<String> testList() throws IOException {
        Optional<Path> list = layout() == Layout.NIH ? folder.at(NIH_TEST) : Optional.empty();
        if (list.isEmpty()) {
            return null;
        }
        byte[] bytes = Files.readAllBytes(list.get());
        digests.append(Sha256.of(bytes).hex());
        return Set.copyOf(new HashSet<>(Files.readAllLines(list.get())));
    }

    private Optional<Table> optional(String field, @Nullable String named, List<String> usual) throws IOException {
        boolean there =
                named != null || usual.stream().anyMatch(name -> folder.at(name).isPresent());
        return there ? table(field, named, usual) : Optional.empty();
    }

    private Optional<Table> table(String field, @Nullable String named, List<String> usual) throws IOException {
        List<String> names = named == null ? usual : List.of(named);
        for (String name : names) {
            Optional<Path> file = folder.at(name);
            if (file.isPresent()) {
                Table table = Table.read(file.get());
                digests.append(table.sha256().hex());
                return Optional.of(table);
            }
        }
        throw new JobFailure(
                "table-missing",
                "expected one of the files " + names + " below the source, found none; put it there or name another in "
                        + field);
    }
}
