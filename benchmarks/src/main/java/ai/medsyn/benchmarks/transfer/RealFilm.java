package ai.medsyn.benchmarks.transfer;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.ImageDecoder;
import ai.medsyn.imaging.Resize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One real film of a folder with an {@code index.csv} (columns file, label, view, split, patient; labels of NIH ChestX-ray14 separated
 * by {@code |}).
 *
 * @param pixels {@code side x side}
 * @param labels as given, without {@code No Finding}
 * @param pa false for AP
 * @param tuning true if the patient occurs in the part called {@code train}: looked at while the phantom was made
 */
record RealFilm(GrayImage pixels, Set<String> labels, boolean pa, String patient, boolean tuning) {

    private static final String NORMAL = "No Finding";
    private static final long MAX_PIXELS = 30_000_000;

    boolean normal() {
        return labels.isEmpty();
    }

    boolean has(String label) {
        return labels.contains(label);
    }

    /** The films of a folder whose path contains {@code within}, reduced to {@code side} pixels. */
    static List<RealFilm> read(Path folder, String within, int side) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("index.csv"), StandardCharsets.UTF_8);
        Map<String, Integer> columns = columns(lines.get(0));
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> row = cells(line);
            if (row.get(columns.get("file")).contains(within)) {
                rows.add(row);
            }
        }
        Set<String> tuning = new HashSet<>();
        for (List<String> row : rows) {
            if (row.get(columns.get("split")).equals("train")) {
                tuning.add(row.get(columns.get("patient")));
            }
        }
        List<RealFilm> films = new ArrayList<>();
        for (List<String> row : rows) {
            Path file = folder.resolve(row.get(columns.get("file")));
            GrayImage image =
                    ImageDecoder.decode(Files.readAllBytes(file), MAX_PIXELS).gray();
            Set<String> labels = new HashSet<>(List.of(row.get(columns.get("label")).split("\\|")));
            labels.remove(NORMAL);
            String patient = row.get(columns.get("patient"));
            films.add(new RealFilm(
                    image.width() == side ? image : Resize.areaAverage(image, side, side),
                    labels,
                    row.get(columns.get("view")).equals("PA"),
                    patient,
                    tuning.contains(patient)));
        }
        return films;
    }

    private static Map<String, Integer> columns(String header) {
        Map<String, Integer> columns = new HashMap<>();
        for (String name : cells(header)) {
            columns.put(name, columns.size());
        }
        for (String name : List.of("file", "label", "view", "split", "patient")) {
            if (!columns.containsKey(name)) {
                throw new IllegalArgumentException("expected a column '" + name + "' in index.csv, found " + header);
            }
        }
        return columns;
    }

    /** The cells of one line of CSV; quoted cells may hold commas and doubled quotes. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
