package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.data.LabelledFilms;
import ai.medsyn.evaluation.metrics.Box;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.Resize;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** The films of one side at the size that a head sees: pixels in a file, what is to be found in them in memory. */
final class SquareFilms implements AutoCloseable {

    private final int side;
    private final FileChannel pixels;
    private final List<Known> films = new ArrayList<>();
    private int unknown;

    /**
     * A film and what is to be found in it, at the size of the head.
     *
     * @param outline [S * S], row by row
     * @param boxes in pixels
     */
    record Known(LabelledFilm film, BitSet outline, List<Box> boxes) {}

    /** What is looked for, and how films are read. */
    record Reading(LabelledFilms films, SoughtRegions sought, Kind kind) {}

    /** What a head is to find. */
    enum Kind {
        OUTLINES,
        BOXES
    }

    private SquareFilms(int side, FileChannel pixels) {
        this.side = side;
        this.pixels = pixels;
    }

    /**
     * Reads, stretches and keeps films; those of which nobody knows what they show are left out and counted.
     *
     * @param folder for the pixels, which are gone when this is closed
     * @param done is told how many films are read; may throw to stop
     */
    static SquareFilms read(List<LabelledFilm> films, Reading reading, int side, Path folder, IntConsumer done)
            throws IOException {
        SquareFilms square = new SquareFilms(
                side,
                FileChannel.open(
                        Files.createTempFile(folder, "films", ".pixels"),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE));
        try {
            for (int i = 0; i < films.size(); i++) {
                square.add(films.get(i), reading);
                done.accept(i + 1);
            }
            return square;
        } catch (IOException | RuntimeException e) {
            square.close();
            throw e;
        }
    }

    private void add(LabelledFilm film, Reading reading) throws IOException {
        GrayImage full = reading.films().pixels(film);
        Optional<Known> known = reading.kind() == Kind.OUTLINES
                ? reading.sought()
                        .outline(film, full.width(), full.height())
                        .map(region -> new Known(film, sampled(region, full), List.of()))
                : reading.sought()
                        .boxes(film, full.width(), full.height())
                        .map(boxes -> new Known(film, new BitSet(), scaled(boxes, full)));
        if (known.isEmpty()) {
            unknown++;
            return;
        }
        boolean smaller = side <= full.width() && side <= full.height();
        GrayImage square = smaller ? Resize.areaAverage(full, side, side) : Resize.bilinear(full, side, side);
        ByteBuffer bytes = ByteBuffer.wrap(square.pixels());
        long at = (long) films.size() * side * side;
        while (bytes.hasRemaining()) {
            at += pixels.write(bytes, at);
        }
        films.add(known.get());
    }

    /** The region at the centres of the square's pixels. */
    private BitSet sampled(BitSet region, GrayImage full) {
        BitSet sampled = new BitSet(side * side);
        for (int y = 0; y < side; y++) {
            int row = (int) ((y + 0.5) * full.height() / side) * full.width();
            for (int x = 0; x < side; x++) {
                sampled.set(y * side + x, region.get(row + (int) ((x + 0.5) * full.width() / side)));
            }
        }
        return sampled;
    }

    private List<Box> scaled(List<Box> boxes, GrayImage full) {
        double across = (double) side / full.width();
        double down = (double) side / full.height();
        return boxes.stream()
                .map(box -> new Box(box.x() * across, box.y() * down, box.width() * across, box.height() * down))
                .toList();
    }

    int size() {
        return films.size();
    }

    int side() {
        return side;
    }

    /** Films that were left out. */
    int unknown() {
        return unknown;
    }

    Known known(int index) {
        return films.get(index);
    }

    List<LabelledFilm> films() {
        return films.stream().map(Known::film).toList();
    }

    GrayImage pixels(int index) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(side * side);
        long from = (long) index * side * side;
        while (bytes.hasRemaining()) {
            if (pixels.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("expected " + side * side + " pixels of film " + index + ", found "
                        + bytes.position() + "; ask again, the film is then prepared anew");
            }
        }
        return new GrayImage(side, side, bytes.array());
    }

    @Override
    public void close() throws IOException {
        pixels.close();
    }
}
