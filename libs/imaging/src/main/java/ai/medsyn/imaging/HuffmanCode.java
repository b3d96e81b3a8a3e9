package ai.medsyn.imaging;

import java.util.Arrays;

/** A canonical Huffman code as DEFLATE wants it: limited in length, codes of one length in symbol order, sent with the first bit lowest. */
final class HuffmanCode {

    private final int[] lengths;
    private final int[] codes;

    private HuffmanCode(int[] lengths) {
        this.lengths = lengths;
        this.codes = canonical(lengths);
    }

    /** The code for symbols with these frequencies; symbols of frequency 0 get none. At least one symbol has to occur. */
    static HuffmanCode of(int[] frequencies, int maxBits) {
        int[] scaled = frequencies.clone();
        while (true) {
            int[] lengths = lengths(scaled);
            int longest = 0;
            for (int length : lengths) {
                longest = Math.max(longest, length);
            }
            if (longest <= maxBits) {
                return new HuffmanCode(lengths);
            }
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = scaled[i] == 0 ? 0 : (scaled[i] >> 2) + 1; // flatter frequencies make a shallower tree
            }
        }
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    void write(BitWriter out, int symbol) {
        out.bits(codes[symbol], lengths[symbol]);
    }

    /**
     * Code lengths by Huffman's method with two queues: leaves in order of frequency, inner nodes in order of their making, which is that of
     * their weight too. On a tie the leaf goes first, and of two leaves the smaller symbol, so that the bytes of a file never vary.
     */
    private static int[] lengths(int[] frequencies) {
        long[] leaves = leaves(frequencies);
        int[] lengths = new int[frequencies.length];
        if (leaves.length == 1) {
            lengths[(int) leaves[0]] = 1;
            return lengths;
        }
        int[] parents = parents(leaves);
        int[] depths = new int[parents.length];
        for (int node = parents.length - 2; node >= 0; node--) {
            depths[node] = depths[parents[node]] + 1;
            if (node < leaves.length) {
                lengths[(int) leaves[node]] = depths[node];
            }
        }
        return lengths;
    }

    /** The symbols that occur, by frequency and number: the frequency in the upper half of an element, the symbol in the lower. */
    private static long[] leaves(int[] frequencies) {
        long[] leaves = new long[frequencies.length];
        int count = 0;
        for (int symbol = 0; symbol < frequencies.length; symbol++) {
            if (frequencies[symbol] > 0) {
                leaves[count++] = (long) frequencies[symbol] << 32 | symbol;
            }
        }
        Arrays.sort(leaves, 0, count);
        return Arrays.copyOf(leaves, count);
    }

    /** The tree: for every node, leaves first, the inner node above it. The last node is the root. */
    private static int[] parents(long[] leaves) {
        int nodes = Math.max(0, 2 * leaves.length - 1);
        long[] weights = new long[nodes];
        for (int leaf = 0; leaf < leaves.length; leaf++) {
            weights[leaf] = leaves[leaf] >>> 32;
        }
        int[] parents = new int[nodes];
        int leaf = 0;
        int inner = leaves.length;
        for (int made = leaves.length; made < nodes; made++) {
            for (int child = 0; child < 2; child++) {
                boolean leafFirst = leaf < leaves.length && (inner == made || weights[leaf] <= weights[inner]);
                int lightest = leafFirst ? leaf++ : inner++;
                parents[lightest] = made;
                weights[made] += weights[lightest];
            }
        }
        return parents;
    }

    private static int[] canonical(int[] lengths) {
        int[] perLength = new int[17];
        for (int length : lengths) {
            perLength[length]++;
        }
        perLength[0] = 0;
        int[] next = new int[17];
        for (int bits = 1; bits < next.length; bits++) {
            next[bits] = (next[bits - 1] + perLength[bits - 1]) << 1;
        }
        int[] codes = new int[lengths.length];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                codes[symbol] = Integer.reverse(next[lengths[symbol]]++) >>> (32 - lengths[symbol]);
            }
        }
        return codes;
    }
}
