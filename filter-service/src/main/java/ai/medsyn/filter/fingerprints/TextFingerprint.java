package ai.medsyn.filter.fingerprints;

import ai.medsyn.radiology.EntityMention;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Fingerprint of a report: what it says and how it is worded.
 *
 * <p>Words alone do not tell a copy from a different patient: <i>small left effusion</i> and <i>small right effusion</i> are one
 * word apart, and so are two wordings of the same statement. So reports are compared by their wording only if they make the
 * same statements (entity, certainty, side, severity, zone, as the extractor reads them); otherwise they are as far apart as
 * two reports can be.
 *
 * @param statements hash of the set of statements
 * @param wording {@link SimHash} of the words of both sections
 */
public record TextFingerprint(long statements, long wording) {

    /** The largest distance, in bits; also the distance where there is nothing to compare with. */
    public static final int FARTHEST = Long.SIZE;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** Stands between the sections, so that no shingle of one text is made of both unless the other text has the same border. */
    private static final String BORDER = "|";

    /**
     * The fingerprint of a report, or nothing if it has no word.
     *
     * @param mentions what the extractor reads in both sections
     */
    public static Optional<TextFingerprint> of(String findings, String impression, Collection<EntityMention> mentions) {
        List<String> words = new java.util.ArrayList<>(words(findings));
        words.add(BORDER);
        words.addAll(words(impression));
        return words.size() == 1
                ? Optional.empty()
                : Optional.of(new TextFingerprint(statements(mentions), SimHash.of(words)));
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static long statements(Collection<EntityMention> mentions) {
        TreeSet<String> statements = new TreeSet<>();
        for (EntityMention mention : mentions) {
            var said = mention.attributes();
            statements.add(String.join(
                    "/",
                    mention.entity().toString(),
                    mention.certainty().name(),
                    said.laterality().name(),
                    said.severity().name(),
                    said.zone().name()));
        }
        return StableHash.of(String.join("\n", statements));
    }

    /** Differing bits, 0 to {@link #FARTHEST}. */
    public int distance(TextFingerprint other) {
        return statements == other.statements ? Long.bitCount(wording ^ other.wording) : FARTHEST;
    }

    /** The stored form: 16 bytes, or none for an absent fingerprint. */
    public static byte[] toBytes(Optional<TextFingerprint> fingerprint) {
        return fingerprint
                .map(f -> ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(f.statements)
                        .putLong(f.wording)
                        .array())
                .orElseGet(() -> new byte[0]);
    }

    /** Reads what {@link #toBytes} wrote. */
    public static Optional<TextFingerprint> fromBytes(byte[] bytes) {
        if (bytes.length == 0) {
            return Optional.empty();
        }
        if (bytes.length != 2 * Long.BYTES) {
            throw new IllegalArgumentException("a text fingerprint has 0 or 16 bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return Optional.of(new TextFingerprint(buffer.getLong(), buffer.getLong()));
    }
}
