package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.metrics.Box;
import ai.medsyn.evaluation.runs.Answer;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.imaging.RgbImage;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Some of the reported films in one picture: what is there in green, what the first head says in red, where both agree in yellow. */
final class MapPictures {

    private static final int FILMS = 12;
    private static final int EMPTY = 3;
    private static final int COLUMNS = 4;
    private static final int LEAST_SIDE = 192;
    private static final int GAP = 4;
    private static final int GREEN = 0x00C040;
    private static final int RED = 0xFF3020;
    private static final int YELLOW = 0xFFE000;

    private MapPictures() {}

    /** Pixels to paint, [S * S] row by row. */
    record Marks(BitSet truth, BitSet found) {}

    static <S> Answer.File file(SquareFilms films, List<S> found, MapHead<S, ?> head) throws IOException {
        int[] empty = some(films, false, EMPTY).toArray();
        int[] chosen = IntStream.concat(some(films, true, FILMS - empty.length), IntStream.of(empty))
                .toArray();
        int zoom = Math.max(1, LEAST_SIDE / films.side());
        int tile = films.side() * zoom + GAP;
        int rows = (chosen.length + COLUMNS - 1) / COLUMNS;
        RgbImage sheet = RgbImage.filled(COLUMNS * tile + GAP, rows * tile + GAP, 0);
        for (int k = 0; k < chosen.length; k++) {
            int film = chosen[k];
            Marks marks = head.marks(films.known(film), found.get(film), films.side());
            Tile place = new Tile(sheet, GAP + k % COLUMNS * tile, GAP + k / COLUMNS * tile, zoom);
            place.paint(films.pixels(film), marks);
        }
        return new Answer.File("overlays.png", PngEncoder.encode(sheet, Map.of()));
    }

    private static IntStream some(SquareFilms films, boolean showing, int most) {
        return IntStream.range(0, films.size())
                .filter(i -> MapReport.shows(films.known(i)) == showing)
                .limit(most);
    }

    private record Tile(RgbImage sheet, int left, int top, int zoom) {

        void paint(GrayImage film, Marks marks) {
            for (int y = 0; y < film.height() * zoom; y++) {
                for (int x = 0; x < film.width() * zoom; x++) {
                    int pixel = y / zoom * film.width() + x / zoom;
                    boolean truth = marks.truth().get(pixel);
                    boolean found = marks.found().get(pixel);
                    int gray = 0x010101 * film.at(x / zoom, y / zoom);
                    sheet.set(left + x, top + y, truth ? found ? YELLOW : GREEN : found ? RED : gray);
                }
            }
        }
    }

    /** The pixels of a region that have a neighbour outside of it. */
    static BitSet edge(BitSet region, int side) {
        BitSet edge = new BitSet(side * side);
        region.stream()
                .filter(pixel -> {
                    int x = pixel % side;
                    int y = pixel / side;
                    return x == 0
                            || y == 0
                            || x == side - 1
                            || y == side - 1
                            || !region.get(pixel - 1)
                            || !region.get(pixel + 1)
                            || !region.get(pixel - side)
                            || !region.get(pixel + side);
                })
                .forEach(edge::set);
        return edge;
    }

    /** The frame of a box, as far as it lies within the film. */
    static BitSet frame(Box box, int side) {
        BitSet filled = new BitSet(side * side);
        int left = within(box.x(), side);
        int right = within(box.x() + box.width(), side);
        for (int y = within(box.y(), side); y <= within(box.y() + box.height(), side); y++) {
            filled.set(y * side + left, y * side + right + 1);
        }
        return edge(filled, side);
    }

    private static int within(double at, int side) {
        return (int) Math.max(0, Math.min(side - 1, Math.round(at)));
    }
}
