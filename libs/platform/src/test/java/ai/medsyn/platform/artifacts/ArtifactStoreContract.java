package ai.medsyn.platform.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every artifact store promises, asked of each implementation. */
public abstract class ArtifactStoreContract extends ConcurrentWritersContract {

    /** Changes one byte of an object behind the store's back. */
    protected abstract void damage(ObjectName name) throws IOException;

    /** More objects than an object store lists in one page. */
    protected int many() {
        return 1100;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private List<String> names(String prefix) throws IOException {
        try (Stream<StoredObject> objects = store().list(name(prefix))) {
            return objects.map(object -> object.name().value()).toList();
        }
    }

    @Test
    void an_object_comes_back_as_it_went_in() throws IOException {
        StoredObject stored = store().put(name("a/b/c.txt"), bytes("lungs are clear"));

        assertThat(stored).isEqualTo(new StoredObject(name("a/b/c.txt"), 15, Sha256.of("lungs are clear")));
        assertThat(read("a/b/c.txt")).isEqualTo(bytes("lungs are clear"));
        assertThat(store().find(name("a/b/c.txt"))).contains(stored);
    }

    @Test
    void an_empty_object_is_an_object() throws IOException {
        store().put(name("empty"), new byte[0]);

        assertThat(read("empty")).isEmpty();
        assertThat(store().find(name("empty"))).contains(new StoredObject(name("empty"), 0, Sha256.of(new byte[0])));
    }

    @Test
    void a_stream_of_unknown_length_is_stored_whole_and_left_open() throws IOException {
        byte[] large = new byte[9_000_001];
        new Random(1).nextBytes(large);
        boolean[] closed = {false};
        InputStream content = new ByteArrayInputStream(large) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        StoredObject stored = store().put(name("large.bin"), content);

        assertThat(stored.bytes()).isEqualTo(large.length);
        assertThat(stored.sha256()).isEqualTo(Sha256.of(large));
        assertThat(Arrays.equals(read("large.bin"), large)).isTrue();
        assertThat(closed[0]).isFalse();
    }

    @Test
    void the_same_bytes_again_are_welcome() throws IOException {
        StoredObject first = store().put(name("x"), bytes("one"));

        assertThat(store().put(name("x"), bytes("one"))).isEqualTo(first);
        assertThat(store().put(name("x"), new ByteArrayInputStream(bytes("one"))))
                .isEqualTo(first);
        assertThat(everything()).hasSize(1);
    }

    @Test
    void other_bytes_under_a_taken_name_are_refused_and_change_nothing() throws IOException {
        store().put(name("x"), bytes("one"));

        assertThatThrownBy(() -> store().put(name("x"), bytes("two")))
                .isInstanceOf(ObjectConflictException.class)
                .hasMessageContaining(Sha256.of("one").hex())
                .hasMessageContaining(Sha256.of("two").hex());
        assertThatThrownBy(() -> store().put(name("x"), new ByteArrayInputStream(bytes("two"))))
                .isInstanceOf(ObjectConflictException.class);
        assertThat(read("x")).isEqualTo(bytes("one"));
        assertThat(everything()).hasSize(1);
    }

    @Test
    void an_absent_object_is_neither_found_nor_opened_nor_copied() throws IOException {
        store().put(name("there/x"), bytes("x"));

        assertThat(store().find(name("gone"))).isEmpty();
        assertThat(store().find(name("there"))).isEmpty();
        assertThat(store().find(name("there/x/y"))).isEmpty();
        assertThatThrownBy(() -> store().open(name("gone")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone")
                .hasMessageContaining("no such object");
        assertThatThrownBy(() -> store().copy(name("gone"), name("copy"))).isInstanceOf(IOException.class);
        assertThat(names("gone")).isEmpty();
    }

    @Test
    void a_stream_that_breaks_leaves_nothing() throws IOException {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[300_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the sender hung up");
            }
        });

        assertThatThrownBy(() -> store().put(name("upload"), broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the sender hung up");
        assertThat(store().find(name("upload"))).isEmpty();
        assertThat(everything()).isEmpty();
    }

    @Test
    void a_copy_has_the_same_bytes_and_outlives_its_origin() throws IOException {
        store().put(name("a/x"), bytes("heart"));

        StoredObject copy = store().copy(name("a/x"), name("b/y"));

        assertThat(copy).isEqualTo(new StoredObject(name("b/y"), 5, Sha256.of("heart")));
        assertThat(store().copy(name("a/x"), name("b/y"))).isEqualTo(copy);
        store().delete(name("a/x"));
        assertThat(read("b/y")).isEqualTo(bytes("heart"));
        assertThat(store().find(name("b/y"))).contains(copy);
    }

    @Test
    void a_copy_onto_other_bytes_is_refused() throws IOException {
        store().put(name("x"), bytes("one"));
        store().put(name("y"), bytes("two"));

        assertThatThrownBy(() -> store().copy(name("x"), name("y"))).isInstanceOf(ObjectConflictException.class);
        assertThat(read("y")).isEqualTo(bytes("two"));
    }

    @Test
    void a_deleted_object_is_gone_and_its_name_is_free() throws IOException {
        store().put(name("a/b/x"), bytes("one"));
        store().delete(name("a/b/x"));
        store().delete(name("a/b/x"));

        assertThat(store().find(name("a/b/x"))).isEmpty();
        assertThat(everything()).isEmpty();
        store().put(name("a/b/x"), bytes("two"));
        assertThat(read("a/b/x")).isEqualTo(bytes("two"));
    }

    @Test
    void a_list_holds_what_lies_below_a_name_in_the_order_of_names() throws IOException {
        for (String name : List.of("c/10/b", "c/1/z", "c/1/a", "c/1/a-b", "c/1/a/b", "c/1-x", "c/1.x", "c/10/a", "d")) {
            if (!name.equals("c/1/a")) { // a file system cannot hold both c/1/a and c/1/a/b
                store().put(name(name), bytes(name));
            }
        }

        assertThat(names("c")).containsExactly("c/1-x", "c/1.x", "c/1/a-b", "c/1/a/b", "c/1/z", "c/10/a", "c/10/b");
        assertThat(names("c/1")).containsExactly("c/1/a-b", "c/1/a/b", "c/1/z");
        assertThat(names("d")).containsExactly("d");
        try (Stream<StoredObject> objects = store().list(name("c/1"))) {
            assertThat(objects)
                    .allSatisfy(object -> assertThat(object.sha256())
                            .isEqualTo(Sha256.of(object.name().value())));
        }
    }

    @Test
    void many_objects_are_listed_without_a_gap() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < many(); i++) {
            expected.add(String.format("many/%06d.png", i));
            store().put(name(expected.get(i)), bytes("i" + i));
        }

        assertThat(names("many")).isEqualTo(expected);
    }

    @Test
    void a_known_object_is_read_and_compared_with_what_is_known() throws IOException {
        StoredObject known = store().put(name("known"), bytes("clear lungs"));

        assertThat(store().read(known)).isEqualTo(bytes("clear lungs"));
        assertThatThrownBy(() -> store().read(new StoredObject(known.name(), 11, Sha256.of("other lungs"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("known is damaged");
        assertThatThrownBy(() -> store().read(new StoredObject(name("absent"), 11, known.sha256())))
                .isInstanceOf(NoSuchFileException.class);
        damage(name("known"));
        assertThatThrownBy(() -> store().read(known)).hasMessageContaining("known is damaged");
    }

    @Test
    void a_damaged_object_is_noticed_by_its_reader() throws IOException {
        store().put(name("x"), bytes("a pneumothorax on the left"));
        damage(name("x"));

        assertThatThrownBy(() -> read("x")).isInstanceOf(IOException.class).hasMessageContaining("x is damaged");
        try (InputStream in = store().open(name("x"))) {
            assertThatThrownBy(() -> in.readNBytes(26))
                    .as("a reader who stops at the announced length")
                    .hasMessageContaining("x is damaged");
        }
        try (InputStream in = store().open(name("x"))) {
            assertThatThrownBy(() -> in.skipNBytes(26)).hasMessageContaining("x is damaged");
        }
    }

    @Test
    void a_reader_may_stop_early() throws IOException {
        store().put(name("x"), new byte[1_000_000]);

        try (InputStream in = store().open(name("x"))) {
            assertThat(in.read()).isZero();
        }
        assertThat(read("x")).hasSize(1_000_000);
    }
}
