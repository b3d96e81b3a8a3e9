package ai.medsyn.platform.database;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * The fields of a row in PostgreSQL's binary COPY format, written in the order of the columns. Each method fits the column type of its name;
 * {@code null} is SQL's null. See "Binary Format" in PostgreSQL's documentation of COPY.
 */
public final class CopyRow {

    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(ISO_8859_1);
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int OID_TEXT = 25;
    private static final int OID_FLOAT8 = 701;
    private static final int NULL = -1;

    private final CopyIn copy;
    private final int width;
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private int fields;

    CopyRow(CopyIn copy, int width) {
        this.copy = copy;
        this.width = width;
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    void begin() {
        room(2).putShort((short) width);
        fields = 0;
    }

    void end() throws SQLException {
        if (fields != width) {
            throw new IllegalStateException("expected " + width + " fields in a row, found " + fields);
        }
        if (buffer.position() > buffer.capacity() / 2) {
            flush();
        }
    }

    void finish() throws SQLException {
        room(2).putShort((short) -1);
        flush();
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int needed = Math.addExact(buffer.position(), bytes);
            ByteBuffer larger = ByteBuffer.allocate(
                    (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * buffer.capacity())));
            buffer = larger.put(buffer.flip());
        }
        return buffer;
    }

    private ByteBuffer field(int bytes) {
        fields++;
        return room(4 + bytes).putInt(bytes);
    }

    private CopyRow none() {
        fields++;
        room(4).putInt(NULL);
        return this;
    }

    public CopyRow uuid(@Nullable UUID value) {
        if (value == null) {
            return none();
        }
        field(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    /** A {@code smallint}, -32768 to 32767. */
    public CopyRow int2(int value) {
        if (value != (short) value) {
            throw new IllegalArgumentException("expected a smallint, -32768 to 32767, found " + value);
        }
        field(2).putShort((short) value);
        return this;
    }

    public CopyRow int4(int value) {
        field(4).putInt(value);
        return this;
    }

    public CopyRow int4(@Nullable Integer value) {
        return value == null ? none() : int4(value.intValue());
    }

    public CopyRow int8(long value) {
        field(8).putLong(value);
        return this;
    }

    public CopyRow int8(@Nullable Long value) {
        return value == null ? none() : int8(value.longValue());
    }

    public CopyRow float8(double value) {
        field(8).putDouble(value);
        return this;
    }

    public CopyRow float8(@Nullable Double value) {
        return value == null ? none() : float8(value.doubleValue());
    }

    public CopyRow bool(boolean value) {
        field(1).put((byte) (value ? 1 : 0));
        return this;
    }

    public CopyRow bool(@Nullable Boolean value) {
        return value == null ? none() : bool(value.booleanValue());
    }

    /** Text without the character NUL, which PostgreSQL cannot keep. */
    public CopyRow text(@Nullable String value) {
        return value == null ? none() : bytea(value.getBytes(UTF_8));
    }

    public CopyRow bytea(byte @Nullable [] value) {
        if (value == null) {
            return none();
        }
        field(value.length).put(value);
        return this;
    }

    /** @param json a JSON document */
    public CopyRow jsonb(@Nullable String json) {
        if (json == null) {
            return none();
        }
        byte[] bytes = json.getBytes(UTF_8);
        field(1 + bytes.length).put((byte) 1).put(bytes);
        return this;
    }

    /** A moment, to the microsecond. */
    public CopyRow timestamptz(@Nullable Instant value) {
        return value == null ? none() : int8(ChronoUnit.MICROS.between(EPOCH, value));
    }

    public CopyRow textArray(@Nullable List<String> value) {
        if (value == null) {
            return none();
        }
        int start = beginArray(OID_TEXT, value.size());
        for (String element : value) {
            byte[] bytes = element.getBytes(UTF_8);
            room(4 + bytes.length).putInt(bytes.length).put(bytes);
        }
        return endArray(start);
    }

    public CopyRow float8Array(double @Nullable [] value) {
        if (value == null) {
            return none();
        }
        int start = beginArray(OID_FLOAT8, value.length);
        for (double element : value) {
            room(12).putInt(8).putDouble(element);
        }
        return endArray(start);
    }

    /** An array with nulls among its elements. */
    public CopyRow float8ArrayWithNulls(List<@Nullable Double> value) {
        int start = beginArray(OID_FLOAT8, value.size());
        for (Double element : value) {
            if (element == null) {
                room(4).putInt(NULL);
            } else {
                room(12).putInt(8).putDouble(element);
            }
        }
        return endArray(start);
    }

    /** Leaves a gap for the field's length, which is known at its end. */
    private int beginArray(int elementType, int length) {
        int start = field(0).position();
        int dimensions = length == 0 ? 0 : 1;
        room(20).putInt(dimensions).putInt(0).putInt(elementType);
        if (length > 0) {
            buffer.putInt(length).putInt(1);
        }
        return start;
    }

    private CopyRow endArray(int start) {
        buffer.putInt(start - 4, buffer.position() - start);
        return this;
    }
}
