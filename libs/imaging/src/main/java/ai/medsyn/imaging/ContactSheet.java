package ai.medsyn.imaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Many images at a glance: a grid of thumbnails with their captions below, as one PNG. Needs no fonts and no display. */
public final class ContactSheet {

    private static final int MAX_PIXELS = 100_000_000;
    private static final int MAX_LINES = 8;
    private static final int MARGIN = 8;
    private static final int BACKGROUND = 24;
    private static final int INK = 224;

    private final int tileSize;
    private final int columns;
    private final int scale;
    private final List<Row> rows = new ArrayList<>();

    /**
     * One image of the sheet.
     *
     * @param caption word-wrapped below the image, at most 8 lines
     */
    public record Tile(GrayImage image, String caption) {}

    private record Row(List<Tile> tiles, List<List<String>> captions, int height) {}

    private ContactSheet(List<Tile> tiles, int columns, int tileSize) {
        this.tileSize = tileSize;
        this.columns = Math.min(columns, tiles.size());
        this.scale = tileSize >= 384 ? 2 : 1;
        for (int from = 0; from < tiles.size(); from += columns) {
            rows.add(row(tiles.subList(from, Math.min(tiles.size(), from + columns))));
        }
    }

    /**
     * Renders the sheet.
     *
     * @param tiles in reading order, at least one
     * @param columns images per row, at least 1
     * @param tileSize longer side of a thumbnail in pixels, 64 to 1024
     * @return an 8-bit grayscale PNG
     * @throws IllegalArgumentException for values outside these ranges or a sheet above 100 million pixels
     */
    public static byte[] render(List<Tile> tiles, int columns, int tileSize) {
        if (tiles.isEmpty() || columns < 1 || tileSize < 64 || tileSize > 1024) {
            throw new IllegalArgumentException(
                    "expected at least one tile and one column and a tile size of 64 to 1024, found " + tiles.size()
                            + " tiles, " + columns + " columns, tile size " + tileSize);
        }
        return new ContactSheet(tiles, columns, tileSize).render();
    }

    private Row row(List<Tile> tiles) {
        List<List<String>> captions = tiles.stream()
                .map(tile -> BitmapFont.wrap(tile.caption(), tileSize / scale, MAX_LINES))
                .toList();
        int lines = captions.stream().mapToInt(List::size).max().orElse(0);
        return new Row(tiles, captions, tileSize + MARGIN / 2 + lines * BitmapFont.LINE_HEIGHT * scale + MARGIN);
    }

    private byte[] render() {
        int width = MARGIN + columns * (tileSize + MARGIN);
        long height = MARGIN + rows.stream().mapToLong(Row::height).sum();
        if (width * height > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "the contact sheet would have " + width + " x " + height + " pixels; take fewer or smaller tiles");
        }
        GrayImage sheet = new GrayImage(width, (int) height, new byte[width * (int) height]);
        Arrays.fill(sheet.pixels(), (byte) BACKGROUND);
        int top = MARGIN;
        for (Row row : rows) {
            draw(sheet, row, top);
            top += row.height();
        }
        return PngEncoder.encode(sheet, Map.of());
    }

    private void draw(GrayImage sheet, Row row, int top) {
        for (int i = 0; i < row.tiles().size(); i++) {
            int left = MARGIN + i * (tileSize + MARGIN);
            GrayImage image = fit(row.tiles().get(i).image());
            int x = left + (tileSize - image.width()) / 2;
            int y = top + (tileSize - image.height()) / 2;
            for (int line = 0; line < image.height(); line++) {
                System.arraycopy(
                        image.pixels(),
                        line * image.width(),
                        sheet.pixels(),
                        (y + line) * sheet.width() + x,
                        image.width());
            }
            int baseline = top + tileSize + MARGIN / 2;
            for (String text : row.captions().get(i)) {
                BitmapFont.draw(sheet, text, left, baseline, scale, INK);
                baseline += BitmapFont.LINE_HEIGHT * scale;
            }
        }
    }

    private GrayImage fit(GrayImage image) {
        double factor = (double) tileSize / Math.max(image.width(), image.height());
        int width = Math.max(1, (int) Math.round(image.width() * factor));
        int height = Math.max(1, (int) Math.round(image.height() * factor));
        return factor <= 1 ? Resize.areaAverage(image, width, height) : Resize.bilinear(image, width, height);
    }
}
