package ai.medsyn.vision.weights;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stack machine behind a pickle, reduced to data. Pickle is a program; here it can build numbers, texts, lists, tuples, dicts and
 * what {@link PickleCalls} allows, and every other instruction ends in an error. Nothing is looked up by name in this process.
 */
final class PickleMachine {
    private static final int MAXIMUM_VALUES = 5_000_000;

    /** Stands for Python's None. */
    static final Object NONE = new Object();

    /** A name like {@code collections.OrderedDict}; only a name. */
    record Global(String name) {}

    /** An instance of a class of a TorchScript archive with its attributes. */
    record Instance(String type, Map<Object, Object> attributes) {}

    private final ByteBuffer code;
    private final PickleCalls calls;
    private final Deque<List<Object>> marks = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private List<Object> stack = new ArrayList<>();
    private int values;

    PickleMachine(byte[] pickle, PickleCalls calls) {
        code = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
        this.calls = calls;
    }

    /** Runs to the end. @throws WeightsFormatException if the pickle is damaged or wants more than data */
    Object run() throws IOException {
        try {
            while (true) {
                int instruction = code.get() & 0xFF;
                if (instruction == '.') {
                    return pop();
                }
                step(instruction);
                if (++values > MAXIMUM_VALUES) {
                    throw new WeightsFormatException(
                            "The pickle should describe at most " + MAXIMUM_VALUES + " values, but goes on");
                }
            }
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | ClassCastException
                | IllegalArgumentException e) {
            throw new WeightsFormatException("The pickle is damaged at byte " + code.position() + ": " + e);
        }
    }

    private void step(int instruction) throws IOException {
        switch (instruction) {
            case 0x80 -> code.get(); // PROTO
            case 0x95 -> code.getLong(); // FRAME
            case '(' -> mark();
            case '0' -> pop();
            case 'N' -> stack.add(NONE);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'J' -> stack.add((long) code.getInt());
            case 'K' -> stack.add((long) (code.get() & 0xFF));
            case 'M' -> stack.add((long) (code.getShort() & 0xFFFF));
            case 0x8A -> stack.add(longNumber(code.get() & 0xFF));
            case 'G' -> stack.add(bigEndianDouble());
            case 'X', 'T' -> stack.add(text(code.getInt()));
            case 0x8C, 'U' -> stack.add(text(code.get() & 0xFF));
            case 0x8D -> stack.add(text(Math.toIntExact(code.getLong())));
            default -> container(instruction);
        }
    }

    private void container(int instruction) throws IOException {
        switch (instruction) {
            case '}' -> stack.add(new LinkedHashMap<>());
            case ']' -> stack.add(new ArrayList<>());
            case ')' -> stack.add(List.of());
            case 't' -> tuple(popMark());
            case 'l' -> stack.add(new ArrayList<>(popMark()));
            case 0x85 -> tuple(pop(1));
            case 0x86 -> tuple(pop(2));
            case 0x87 -> tuple(pop(3));
            case 'd' -> stack.add(put(new LinkedHashMap<>(), popMark()));
            case 's' -> put(dict(stack.get(stack.size() - 3)), pop(2));
            case 'u' -> {
                List<Object> items = popMark();
                put(dict(peek()), items);
            }
            case 'a' -> {
                Object item = pop();
                list(peek()).add(item);
            }
            case 'e' -> {
                List<Object> items = popMark();
                list(peek()).addAll(items);
            }
            case 'q' -> memo.put(code.get() & 0xFF, peek());
            case 'r' -> memo.put(code.getInt(), peek());
            case 0x94 -> memo.put(memo.size(), peek());
            case 'h' -> stack.add(remembered(code.get() & 0xFF));
            case 'j' -> stack.add(remembered(code.getInt()));
            default -> call(instruction);
        }
    }

    private void call(int instruction) throws IOException {
        switch (instruction) {
            case 'c' -> stack.add(new Global(line() + "." + line()));
            case 0x93 -> {
                List<Object> parts = pop(2);
                stack.add(new Global(parts.get(0) + "." + parts.get(1)));
            }
            case 'Q' -> stack.add(calls.storage(tupleOf(pop())));
            case 'R' -> {
                List<Object> parts = pop(2);
                stack.add(calls.call(((Global) parts.get(0)).name(), tupleOf(parts.get(1))));
            }
            case 0x81 -> {
                List<Object> parts = pop(2);
                stack.add(calls.instance(((Global) parts.get(0)).name()));
            }
            case 'b' -> build(pop());
            default ->
                throw new WeightsFormatException(String.format(
                        "The pickle holds the instruction 0x%02x at byte %d, which no state dict needs: convert the file to safetensors "
                                + "where it was made",
                        instruction, code.position() - 1));
        }
    }

    /** The state of an instance becomes its attributes; what torch attaches to an OrderedDict is no weight. */
    private void build(Object state) throws IOException {
        if (peek() instanceof Instance instance && state instanceof Map<?, ?> attributes) {
            instance.attributes().putAll(attributes);
        } else if (!(peek() instanceof Map)) {
            throw new WeightsFormatException(
                    "The pickle sets the state of an object that is no module: convert the file to safetensors");
        }
    }

    private void mark() {
        marks.push(stack);
        stack = new ArrayList<>();
    }

    private List<Object> popMark() {
        if (marks.isEmpty()) {
            throw new IllegalArgumentException("no mark");
        }
        List<Object> items = stack;
        stack = marks.pop();
        return items;
    }

    private void tuple(List<Object> items) {
        stack.add(List.copyOf(items));
    }

    private Object peek() {
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private List<Object> pop(int count) {
        List<Object> top = stack.subList(stack.size() - count, stack.size());
        List<Object> items = new ArrayList<>(top);
        top.clear();
        return items;
    }

    private Object remembered(int key) {
        @Nullable Object value = memo.get(key);
        if (value == null) {
            throw new IllegalArgumentException("nothing remembered as " + key);
        }
        return value;
    }

    private static Map<Object, Object> put(Map<Object, Object> dict, List<Object> items) {
        for (int i = 0; i < items.size(); i += 2) {
            dict.put(items.get(i), items.get(i + 1));
        }
        return dict;
    }

    @SuppressWarnings("unchecked") // only this machine makes the maps
    private static Map<Object, Object> dict(Object value) {
        return (Map<Object, Object>) value;
    }

    @SuppressWarnings("unchecked") // only this machine makes the lists
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private static List<Object> tupleOf(Object value) {
        return list(value);
    }

    private String text(int length) {
        byte[] bytes = new byte[checked(length)];
        code.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private int checked(int length) {
        if (length < 0 || length > code.remaining()) {
            throw new IllegalArgumentException("a text of " + length + " bytes in " + code.remaining());
        }
        return length;
    }

    private long longNumber(int length) {
        if (length > Long.BYTES) {
            throw new IllegalArgumentException("a number of " + length + " bytes");
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            number |= (code.get() & 0xFFL) << 8 * i;
        }
        int unused = Long.SIZE - 8 * length;
        return length == 0 ? 0 : number << unused >> unused;
    }

    private double bigEndianDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(code.getLong()));
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (byte next = code.get(); next != '\n'; next = code.get()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
