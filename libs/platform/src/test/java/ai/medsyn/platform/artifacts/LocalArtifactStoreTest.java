package ai.medsyn.platform.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalArtifactStoreTest extends ArtifactStoreContract {

    @TempDir
    Path directory;

    Path root;
    LocalArtifactStore store;

    @BeforeEach
    void open() throws IOException {
        root = directory.resolve("store");
        store = open(root);
    }

    LocalArtifactStore open(Path root) throws IOException {
        return new LocalArtifactStore(root, false);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Override
    protected ArtifactStore store() {
        return store;
    }

    @Override
    protected void damage(ObjectName name) throws IOException {
        Path file = root.resolve(name.value());
        assumeThat(Files.getFileStore(file).supportsFileAttributeView(UserDefinedFileAttributeView.class))
                .as("the file system keeps attributes")
                .isTrue();
        byte[] content = Files.readAllBytes(file);
        content[3] ^= 1;
        Files.write(file, content);
    }

    @Override
    protected List<String> everything() throws IOException {
        if (Files.notExists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        }
    }

    @Test
    void a_store_that_is_never_written_creates_nothing() throws IOException {
        assertThat(store.find(name("x"))).isEmpty();
        assertThat(store.list(name("x"))).isEmpty();
        store.delete(name("x"));

        assertThat(root).doesNotExist();
    }

    @Test
    void drafts_of_a_dead_writer_are_removed_at_start_and_those_of_a_living_one_stay() throws Exception {
        store.put(name("x"), new byte[1]);
        Path living = Files.write(ownDrafts().resolve("77"), new byte[10]);
        Path dead = Files.createDirectories(root.resolve(".incoming/a-dead-writer"));
        Files.createFile(dead.resolve("lock"));
        Files.write(dead.resolve("1"), new byte[10]);
        Process other = otherProcessHoldingALock();
        try (LocalArtifactStore second = open(root)) {
            assertThat(dead).doesNotExist();
            assertThat(living).exists();
            assertThat(otherDrafts()).exists();
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (LocalArtifactStore third = open(root)) {
            assertThat(otherDrafts()).as("the other process was killed").doesNotExist();
        }
    }

    @Test
    void drafts_that_another_store_of_this_process_is_just_removing_are_left_to_it() throws Exception {
        Path dead = Files.createDirectories(root.resolve(".incoming/a-dead-writer"));
        try (FileChannel channel = FileChannel.open(
                        dead.resolve("lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                FileLock removing = channel.lock();
                LocalArtifactStore second = open(root)) {
            assertThat(removing.isValid()).isTrue();
            assertThat(second.find(name("x"))).isEmpty();
        }
    }

    private Path ownDrafts() throws IOException {
        try (Stream<Path> writers = Files.list(root.resolve(".incoming"))) {
            return writers.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private Path otherDrafts() {
        return root.resolve(".incoming/another-process");
    }

    private Process otherProcessHoldingALock() throws IOException {
        Files.createDirectories(otherDrafts());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        otherDrafts().resolve("lock").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).as("locked").isEqualTo('L');
        return process;
    }

    @Test
    void a_link_out_of_the_root_is_never_followed() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "password");
        Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("dir"), outside);
        Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));

        assertThatThrownBy(() -> store.open(name("dir/secret"))).hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> store.put(name("dir/new"), new byte[1])).hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> store.delete(name("dir/secret"))).hasMessageContaining("symbolic link");
        assertThat(store.find(name("file"))).isEmpty();
        assertThatThrownBy(() -> store.open(name("file"))).hasMessageContaining("no such object");
        assertThatThrownBy(() -> store.put(name("file"), new byte[1])).hasMessageContaining("the name is taken");
        assertThat(store.list(name("dir"))).isEmpty();
        assertThat(outside.resolve("secret")).hasContent("password");
        assertThat(outside.resolve("new")).doesNotExist();
    }

    @Test
    void an_object_without_its_attribute_is_read_once_more() throws IOException {
        Files.createDirectories(root.resolve("a"));
        Files.writeString(root.resolve("a/restored"), "from a backup");

        assertThat(store.find(name("a/restored")))
                .contains(new StoredObject(name("a/restored"), 13, Sha256.of("from a backup")));
        store.put(name("a/restored"), "from a backup".getBytes(UTF_8));
        assertThatThrownBy(() -> store.put(name("a/restored"), "else".getBytes(UTF_8)))
                .isInstanceOf(ObjectConflictException.class);
    }

    @Test
    void an_object_that_lost_its_content_in_a_power_failure_is_mended_by_the_next_writer() throws IOException {
        store.put(name("x"), "whole".getBytes(UTF_8));
        damage(name("x")); // skips this test where attributes are missing
        Files.write(root.resolve("x"), new byte[0]);
        assertThatThrownBy(() -> store.open(name("x"))).hasMessageContaining("damaged");

        store.put(name("x"), "whole".getBytes(UTF_8));

        assertThat(root.resolve("x")).hasContent("whole");
    }

    @Test
    void a_directory_in_the_way_is_a_clear_error_without_absolute_paths() throws IOException {
        store.put(name("a/b"), new byte[1]);

        assertThatThrownBy(() -> store.put(name("a"), new byte[1]))
                .hasMessageContaining("object a is not stored")
                .hasMessageContaining("taken by a directory")
                .hasMessageNotContaining(directory.toString());
        assertThatThrownBy(() -> store.put(name("a/b/c"), new byte[1]))
                .hasMessageContaining("object a/b/c is not stored")
                .hasMessageNotContaining(directory.toString());
        assertThat(everything()).containsExactly("a/b");
    }

    @Test
    void a_copy_shares_the_bytes_on_disk() throws IOException {
        store.put(name("x"), new byte[1000]);
        store.copy(name("x"), name("deep/er/y"));

        assertThat(Files.getAttribute(root.resolve("x"), "unix:ino"))
                .isEqualTo(Files.getAttribute(root.resolve("deep/er/y"), "unix:ino"));
    }

    /** The contract again, with every object forced to the disk. */
    static final class ForcedToDisk extends LocalArtifactStoreTest {
        @Override
        LocalArtifactStore open(Path root) throws IOException {
            return new LocalArtifactStore(root, true);
        }

        @Override
        protected int many() {
            return 20; // a disk forces a few hundred a second
        }
    }

    /** The contract again, as on a file system without hard links. */
    static final class WithoutHardLinks extends LocalArtifactStoreTest {
        @Override
        LocalArtifactStore open(Path root) throws IOException {
            return new LocalArtifactStore(root, false, Publication.LOCKED_MOVE);
        }
    }
}
