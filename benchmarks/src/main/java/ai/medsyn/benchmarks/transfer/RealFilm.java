package ai.medsyn.benchmarks.transfer;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.ImageDecoder;
import ai.medsyn.imaging.Resize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

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

    /**
     * The films of a folder whose path contains {@code within}, reduced to {@code side} pixels; all films if no path does.
     *
     * @throws NoSuchFileException if the folder has no index
     */
    static List<RealFilm> read(Path folder, String within, int side) throws IOException {
        List<CSVRecord> rows;
        try (CSVParser parser = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(folder.resolve("index.csv")))) {
            List<CSVRecord> all = parser.stream().toList();
            List<CSVRecord> chosen =
                    all.stream().filter(row -> row.get("file").contains(within)).toList();
            rows = chosen.isEmpty() ? all : chosen;
        }
        Set<String> tuning = rows.stream()
                .filter(row -> row.get("split").equals("train"))
                .map(row -> row.get("patient"))
                .collect(Collectors.toSet());
        List<RealFilm> films = new ArrayList<>();
        for (CSVRecord row : rows) {
            byte[] file = Files.readAllBytes(folder.resolve(row.get("file")));
            GrayImage image = ImageDecoder.decode(file, MAX_PIXELS).gray();
            Set<String> labels = new HashSet<>(List.of(row.get("label").split("\\|")));
            labels.remove(NORMAL);
            films.add(new RealFilm(
                    image.width() == side ? image : Resize.areaAverage(image, side, side),
                    labels,
                    row.get("view").equals("PA"),
                    row.get("patient"),
                    tuning.contains(row.get("patient"))));
        }
        return films;
    }
}
