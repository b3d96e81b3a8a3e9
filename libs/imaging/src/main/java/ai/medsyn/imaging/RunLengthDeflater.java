package ai.medsyn.imaging;

import java.util.zip.Adler32;

/**
 * A small DEFLATE compressor (RFC 1951, RFC 1950 around it) that finds only repetitions of the previous byte and leaves the rest to
 * Huffman codes. On filtered radiographs, whose residuals are noise, this is within a few percent of a full match search and several
 * times faster; on masks the runs do nearly all the work.
 */
final class RunLengthDeflater {

    private static final int BLOCK_TOKENS = 1 << 16;
    private static final int LITERAL_LENGTH_SYMBOLS = 286;
    private static final int END_OF_BLOCK = 256;
    private static final int MIN_RUN = 3;
    private static final int MAX_RUN = 258;
    private static final int MAX_CODE_BITS = 15;
    private static final int MAX_HEADER_CODE_BITS = 7;

    private static final int[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };
    private static final int[] LENGTH_EXTRA_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    /** The order in which a block's header lists the lengths of the codes for code lengths. */
    private static final int[] HEADER_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final byte[] data;
    private final BitWriter out;
    private final int[] tokens;
    private int position;

    private RunLengthDeflater(byte[] data) {
        this.data = data;
        this.out = new BitWriter(data.length / 2 + 64);
        this.tokens = new int[Math.min(BLOCK_TOKENS, data.length)];
    }

    /** The data as one zlib stream. */
    static byte[] zlib(byte[] data) {
        RunLengthDeflater deflater = new RunLengthDeflater(data);
        deflater.out.bits(0x78, 8);
        deflater.out.bits(0x01, 8);
        do {
            deflater.block();
        } while (deflater.position < data.length);
        Adler32 checksum = new Adler32();
        checksum.update(data);
        return deflater.out.finish((int) checksum.getValue());
    }

    private void block() {
        int count = tokenize();
        int[] frequencies = new int[LITERAL_LENGTH_SYMBOLS];
        for (int i = 0; i < count; i++) {
            frequencies[tokens[i] < END_OF_BLOCK ? tokens[i] : END_OF_BLOCK + 1 + lengthSymbol(tokens[i])]++;
        }
        frequencies[END_OF_BLOCK] = 1;
        HuffmanCode code = HuffmanCode.of(frequencies, MAX_CODE_BITS);
        out.bits(position >= data.length ? 1 : 0, 1);
        out.bits(2, 2);
        header(code);
        for (int i = 0; i < count; i++) {
            token(code, tokens[i]);
        }
        code.write(out, END_OF_BLOCK);
    }

    /** Fills {@link #tokens}: a literal is its value, a run of the previous byte is 256 + its length. */
    private int tokenize() {
        int count = 0;
        while (count < tokens.length && position < data.length) {
            int run = position == 0 ? 0 : runOfPreviousByte();
            if (run >= MIN_RUN) {
                tokens[count++] = END_OF_BLOCK + run;
                position += run;
            } else {
                tokens[count++] = data[position++] & 0xFF;
            }
        }
        return count;
    }

    private int runOfPreviousByte() {
        byte previous = data[position - 1];
        int end = Math.min(data.length, position + MAX_RUN);
        int at = position;
        while (at < end && data[at] == previous) {
            at++;
        }
        return at - position;
    }

    private static int lengthSymbol(int token) {
        int length = token - END_OF_BLOCK;
        int symbol = LENGTH_BASE.length - 1;
        while (LENGTH_BASE[symbol] > length) {
            symbol--;
        }
        return symbol;
    }

    private void token(HuffmanCode code, int token) {
        if (token < END_OF_BLOCK) {
            code.write(out, token);
            return;
        }
        int symbol = lengthSymbol(token);
        code.write(out, END_OF_BLOCK + 1 + symbol);
        out.bits(token - END_OF_BLOCK - LENGTH_BASE[symbol], LENGTH_EXTRA_BITS[symbol]);
        out.bits(0, 1); // the only distance code: distance 1
    }

    /** Writes the code's lengths, themselves Huffman coded, and a distance alphabet of the one distance 1. */
    private void header(HuffmanCode code) {
        int[] lengths = new int[LITERAL_LENGTH_SYMBOLS + 1];
        for (int i = 0; i < LITERAL_LENGTH_SYMBOLS; i++) {
            lengths[i] = code.length(i);
        }
        lengths[LITERAL_LENGTH_SYMBOLS] = 1;
        int[] frequencies = new int[HEADER_ORDER.length];
        for (int length : lengths) {
            frequencies[length]++;
        }
        HuffmanCode headerCode = HuffmanCode.of(frequencies, MAX_HEADER_CODE_BITS);
        out.bits(LITERAL_LENGTH_SYMBOLS - 257, 5);
        out.bits(0, 5);
        out.bits(HEADER_ORDER.length - 4, 4);
        for (int symbol : HEADER_ORDER) {
            out.bits(headerCode.length(symbol), 3);
        }
        for (int length : lengths) {
            headerCode.write(out, length);
        }
    }
}
