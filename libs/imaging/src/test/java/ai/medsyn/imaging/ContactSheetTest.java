package ai.medsyn.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactSheetTest {

    private static final long LIMIT = 100_000_000;

    @Test
    void images_lie_in_reading_order_with_their_captions_below() {
        List<ContactSheet.Tile> tiles = List.of(
                new ContactSheet.Tile(Images.constant(128, 128, 100), "Normal"),
                new ContactSheet.Tile(Images.constant(64, 64, 150), "Effusion"),
                new ContactSheet.Tile(Images.constant(200, 100, 200), "Cardiomegaly"));

        GrayImage sheet =
                ImageDecoder.decode(ContactSheet.render(tiles, 2, 100), LIMIT).gray();

        assertThat(sheet.width()).isEqualTo(8 + 2 * 108);
        assertThat(sheet.at(58, 58)).isEqualTo(100);
        assertThat(sheet.at(166, 58)).isEqualTo(150);
        int rowHeight = (sheet.height() - 8) / 2;
        assertThat(sheet.at(58, 58 + rowHeight)).isEqualTo(200);
        assertThat(sheet.at(58, 20 + rowHeight))
                .as("letterbox above the wide image")
                .isEqualTo(24);
        assertThat(ink(sheet, 8, 112, 108, 121)).isGreaterThan(30);
        assertThat(ink(sheet, 116, 112 + rowHeight, 216, 121 + rowHeight)).isZero();
    }

    @Test
    void a_long_caption_is_wrapped_and_its_end_marked() {
        String caption = String.join(" ", Collections.nCopies(100, "effusion"));

        List<String> lines = BitmapFont.wrap(caption, 120, 8);

        assertThat(lines).hasSize(8).allMatch(line -> BitmapFont.width(line) <= 120);
        assertThat(lines.get(7)).endsWith("...");
        assertThat(BitmapFont.wrap("No acute disease.", 200, 8)).containsExactly("No acute disease.");
        assertThat(BitmapFont.wrap("x".repeat(50), 60, 8))
                .hasSizeGreaterThan(1)
                .allMatch(l -> BitmapFont.width(l) <= 60);
    }

    @Test
    void every_printable_ascii_character_has_a_glyph_and_accents_are_dropped() {
        for (char c = '!'; c <= '~'; c++) {
            assertThat(BitmapFont.drawable(String.valueOf(c))).isEqualTo(String.valueOf(c));
        }
        assertThat(BitmapFont.drawable("né 医\n")).isEqualTo("ne ? ");
    }

    @Test
    void the_same_tiles_give_the_same_bytes() {
        List<ContactSheet.Tile> tiles = List.of(new ContactSheet.Tile(Images.film(90, 70, 4), "Small effusion."));

        assertThat(ContactSheet.render(tiles, 4, 96)).isEqualTo(ContactSheet.render(tiles, 4, 96));
    }

    @Test
    void impossible_sheets_are_refused() {
        ContactSheet.Tile tile = new ContactSheet.Tile(Images.constant(64, 64, 0), "");
        assertThatThrownBy(() -> ContactSheet.render(List.of(), 4, 128)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ContactSheet.render(List.of(tile), 0, 128)).hasMessageContaining("0 columns");
        assertThatThrownBy(() -> ContactSheet.render(List.of(tile), 1, 5000)).hasMessageContaining("5000");
        assertThatThrownBy(() -> ContactSheet.render(Collections.nCopies(2000, tile), 1, 1024))
                .hasMessageContaining("fewer or smaller");
    }

    private static int ink(GrayImage image, int left, int top, int right, int bottom) {
        int count = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                count += image.at(x, y) == 224 ? 1 : 0;
            }
        }
        return count;
    }
}
