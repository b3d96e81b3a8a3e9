package ai.medsyn.imaging;

import java.util.Comparator;
import java.util.PriorityQueue;

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

    private record Node(long weight, int order, int symbol, Node[] children) {}

    private static int[] lengths(int[] frequencies) {
        PriorityQueue<Node> queue =
                new PriorityQueue<>(Comparator.comparingLong(Node::weight).thenComparingInt(Node::order));
        for (int i = 0; i < frequencies.length; i++) {
            if (frequencies[i] > 0) {
                queue.add(new Node(frequencies[i], i, i, new Node[0]));
            }
        }
        int[] lengths = new int[frequencies.length];
        if (queue.size() == 1) {
            lengths[queue.remove().symbol()] = 1;
            return lengths;
        }
        int order = frequencies.length;
        while (queue.size() > 1) {
            Node a = queue.remove();
            Node b = queue.remove();
            queue.add(new Node(a.weight() + b.weight(), order++, -1, new Node[] {a, b}));
        }
        depths(queue.remove(), 0, lengths);
        return lengths;
    }

    private static void depths(Node node, int depth, int[] lengths) {
        if (node.symbol() >= 0) {
            lengths[node.symbol()] = depth;
        }
        for (Node child : node.children()) {
            depths(child, depth + 1, lengths);
        }
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
