package ai.medsyn.onnx;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokenizer of CLIP's text encoders, with the ids of the reference implementation (Hugging Face's fast tokenizer). Text is normalised (NFC), lower-cased,
 * its white space collapsed; then it is cut into words, single digits and runs of punctuation, each of which is encoded as byte pairs. Special tokens
 * written out in the text stand for themselves.
 */
public final class ClipTokenizer {

    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern PIECE = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+", Pattern.UNICODE_CHARACTER_CLASS);

    private final ClipVocabulary vocabulary;
    private final BytePairs pairs;
    private final Pattern special;

    /** For a vocabulary that was read before. */
    public ClipTokenizer(ClipVocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.pairs = new BytePairs(vocabulary.ids(), vocabulary.merges(), vocabulary.unknownId());
        this.special = Pattern.compile(Pattern.quote(vocabulary.special().begin()) + "|"
                + Pattern.quote(vocabulary.special().end()));
    }

    /** Reads the files of a tokenizer's directory. @throws InvalidModelException if they are missing, broken or disagree */
    public static ClipTokenizer open(Path directory) {
        return new ClipTokenizer(ClipVocabulary.read(directory));
    }

    public ClipVocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * A text as the encoder wants it.
     *
     * @param ids as many as the encoder has positions: begin, text, end, padding
     * @param tokens how many the whole text has, begin and end included
     * @param truncated true if the end of the text did not fit
     */
    public record Encoding(long[] ids, int tokens, boolean truncated) {}

    /** Encodes a text to {@link ClipVocabulary#maxLength()} ids. */
    public Encoding encode(String text) {
        int length = vocabulary.maxLength();
        List<Integer> tokens = tokens(text);
        int kept = Math.min(tokens.size(), length - 2);
        long[] ids = new long[length];
        Arrays.fill(ids, vocabulary.padId());
        ids[0] = vocabulary.beginId();
        for (int i = 0; i < kept; i++) {
            ids[i + 1] = tokens.get(i);
        }
        ids[kept + 1] = vocabulary.endId();
        return new Encoding(ids, tokens.size() + 2, kept < tokens.size());
    }

    /** The ids of a text alone: no begin, end, padding or limit. */
    public List<Integer> tokens(String text) {
        List<Integer> ids = new ArrayList<>();
        Matcher matcher = special.matcher(text);
        int from = 0;
        while (matcher.find()) {
            plain(text.substring(from, matcher.start()), ids);
            ids.add(vocabulary.id(matcher.group()));
            from = matcher.end();
        }
        plain(text.substring(from), ids);
        return ids;
    }

    private void plain(String text, List<Integer> ids) {
        String normal = lower(
                SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" "));
        Matcher pieces = PIECE.matcher(normal);
        while (pieces.find()) {
            pairs.encode(pieces.group().getBytes(StandardCharsets.UTF_8), ids);
        }
    }

    /** Each character alone: the reference knows no final sigma. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> lower.append(Character.toString(point).toLowerCase(Locale.ROOT)));
        return lower.toString();
    }

    /** What was resolved from the files, for people and lineage. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("tokenLimit", vocabulary.maxLength());
        settings.put("vocabulary", vocabulary.ids().size());
        settings.put("padToken", vocabulary.special().pad());
        settings.put("padId", vocabulary.padId());
        return settings;
    }
}
