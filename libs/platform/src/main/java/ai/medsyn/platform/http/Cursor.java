package ai.medsyn.platform.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * A position in a listing: the values of the columns that order it. Clients see an opaque text. Its checksum finds texts that were cut or typed
 * by hand; it is no signature, because a forged cursor only asks for another page of the same listing. The keys are bound as parameters, never
 * spliced into SQL.
 */
public final class Cursor {

    private static final int MAX_LENGTH = 1024;
    private static final String SEPARATOR = "\u001f";
    private final String listing;
    private final List<String> keys;

    private Cursor(String listing, List<String> keys) {
        this.listing = listing;
        this.keys = keys;
    }

    /**
     * The position of a row.
     *
     * @param listing name of the listing, so that its cursors are refused elsewhere
     * @param keys ordering columns: texts, numbers, UUIDs, instants
     */
    public static Cursor of(String listing, Object... keys) {
        List<String> texts = new ArrayList<>();
        for (Object key : keys) {
            String text = key.toString();
            if (text.contains(SEPARATOR)) {
                throw new IllegalArgumentException("a cursor's key must not hold control characters");
            }
            texts.add(text);
        }
        return new Cursor(listing, List.copyOf(texts));
    }

    static Cursor parse(String text, String listing, int keys) {
        if (text.length() > MAX_LENGTH) {
            throw invalid();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, -1);
        if (parts.length != keys + 2 || !parts[1].equals(listing)) {
            throw invalid();
        }
        Cursor cursor = new Cursor(listing, List.of(parts).subList(2, parts.length));
        if (!cursor.encode().equals(text)) {
            throw invalid();
        }
        return cursor;
    }

    public String encode() {
        String content = listing + SEPARATOR + String.join(SEPARATOR, keys);
        CRC32 checksum = new CRC32();
        checksum.update(content.getBytes(StandardCharsets.UTF_8));
        String text = Long.toString(checksum.getValue(), 36) + SEPARATOR + content;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public String text(int index) {
        return keys.get(index);
    }

    public long number(int index) {
        return read(index, Long::parseLong);
    }

    public UUID uuid(int index) {
        return read(index, UUID::fromString);
    }

    public Instant instant(int index) {
        return read(index, Instant::parse);
    }

    private <T> T read(int index, Function<String, T> reader) {
        try {
            return reader.apply(keys.get(index));
        } catch (IllegalArgumentException | DateTimeException notThat) {
            throw invalid();
        }
    }

    private static RequestRefused invalid() {
        return RequestRefused.badRequest(
                "invalid-cursor",
                "A cursor as given in nextCursor of the page before was expected, found another text. Start again without a cursor.");
    }
}
