package ai.medsyn.platform.artifacts;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects as files below one directory, which several processes may share.
 *
 * <p>A writer fills a draft in {@code .incoming} on the same file system and publishes it with a hard link: the link fails where the name is
 * taken, so that no bytes are ever replaced, and readers see the whole file or none. The digest travels in the extended attribute
 * {@code user.sha256} of the file, which links share; a file without one (restored from a backup, or on a file system without attributes) is
 * read once to compute it.
 */
public final class LocalArtifactStore implements ArtifactStore, Closeable {

    private final Path root;
    private final boolean fsync;
    private final Drafts drafts;
    private final Publication publication;
    private final SymbolicLinks links;

    /**
     * A store below {@code root}. Nothing is created before the first object; drafts of dead writers are removed now.
     *
     * @param root directory of the store, made when absent
     * @param fsync true to force every object to the disk before it becomes visible: it then survives a power failure, not only a crash of
     *     the process
     */
    public LocalArtifactStore(Path root, boolean fsync) throws IOException {
        this(root, fsync, Publication.HARD_LINK);
    }

    LocalArtifactStore(Path root, boolean fsync, Publication publication) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        this.fsync = fsync;
        this.publication = publication;
        this.links = new SymbolicLinks(this.root);
        this.drafts = new Drafts(this.root.resolve(".incoming"));
        drafts.removeDead();
    }

    @Override
    public StoredObject put(ObjectName name, byte[] content) throws IOException {
        return store(name, channel -> {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            return new StoredObject(name, content.length, Sha256.of(content));
        });
    }

    @Override
    public StoredObject put(ObjectName name, InputStream content) throws IOException {
        return store(name, channel -> {
            MessageDigest digest = Sha256.digest();
            OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest);
            long bytes = content.transferTo(out);
            return new StoredObject(name, bytes, Sha256.ofDigest(digest.digest()));
        });
    }

    /** Fills a draft and says what it holds. */
    private interface Filling {
        StoredObject fill(FileChannel draft) throws IOException;
    }

    private StoredObject store(ObjectName name, Filling filling) throws IOException {
        Path target = locate(name);
        Path draft = drafts.next();
        try {
            StoredObject object;
            try (FileChannel channel =
                    FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                object = filling.fill(channel);
                if (fsync) {
                    channel.force(true);
                }
            }
            DigestAttribute.write(draft, object.sha256());
            return publish(draft, target, object);
        } catch (ObjectConflictException e) {
            throw e;
        } catch (IOException e) {
            throw notStored(name, e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private StoredObject publish(Path draft, Path target, StoredObject object) throws IOException {
        try {
            publication.publish(draft, target);
        } catch (FileAlreadyExistsException taken) {
            settle(draft, target, object);
        }
        if (fsync) {
            Directories.force(target, root);
        }
        return object;
    }

    /** The name is taken: by the same bytes (nothing to do), by a damaged copy of them (mended), or by others (refused). */
    private void settle(Path draft, Path target, StoredObject offered) throws IOException {
        StoredObject stored = find(offered.name())
                .orElseThrow(() -> new IOException(
                        "the name is taken by a directory or a special file; remove it or use another name"));
        if (!stored.sha256().equals(offered.sha256())) {
            throw new ObjectConflictException(offered.name(), stored.sha256(), offered.sha256());
        }
        if (stored.bytes() != offered.bytes()) {
            // The digest fits and the length does not: a power failure lost the content. The draft is the cure.
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public StoredObject copy(ObjectName from, ObjectName to) throws IOException {
        StoredObject source = find(from).orElseThrow(() -> absent(from));
        StoredObject object = new StoredObject(to, source.bytes(), source.sha256());
        Path target = locate(to);
        try {
            Directories.retrying(target, () -> Files.createLink(target, locate(from)));
        } catch (FileAlreadyExistsException taken) {
            return find(to).filter(object::equals).isPresent() ? object : putCopy(from, to);
        } catch (FileSystemException | UnsupportedOperationException linksRefused) {
            return putCopy(from, to);
        }
        if (fsync) {
            Directories.force(target, root);
        }
        return object;
    }

    private StoredObject putCopy(ObjectName from, ObjectName to) throws IOException {
        try (InputStream in = open(from)) {
            return put(to, in);
        }
    }

    @Override
    public InputStream open(ObjectName name) throws IOException {
        StoredObject object = find(name).orElseThrow(() -> absent(name));
        try {
            return new VerifiedInputStream(Files.newInputStream(locate(name), LinkOption.NOFOLLOW_LINKS), object);
        } catch (NoSuchFileException e) {
            throw absent(name);
        }
    }

    @Override
    public byte[] read(StoredObject known) throws IOException {
        try (InputStream file = Files.newInputStream(locate(known.name()), LinkOption.NOFOLLOW_LINKS);
                InputStream content = new VerifiedInputStream(file, known)) {
            return content.readAllBytes();
        } catch (NoSuchFileException e) {
            throw absent(known.name());
        }
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) throws IOException {
        Path file = locate(name);
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? Optional.of(new StoredObject(name, attributes.size(), DigestAttribute.read(file)))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (Directories.behindFile(file, root) || Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            throw new IOException("object " + name + " cannot be read: " + reason(e), e);
        }
    }

    @Override
    public Stream<StoredObject> list(ObjectName prefix) throws IOException {
        Path start = locate(prefix);
        Stream<Path> files = Files.isSymbolicLink(start) ? Stream.empty() : Directories.files(start);
        Stream<StoredObject> below = files.map(this::named).flatMap(this::listed);
        return Stream.concat(find(prefix).stream(), below);
    }

    private ObjectName named(Path file) {
        return new ObjectName(
                root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/"));
    }

    private Stream<StoredObject> listed(ObjectName name) {
        try {
            return find(name).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(ObjectName name) throws IOException {
        Path file = locate(name);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(file);
            Directories.removeEmpty(Directories.parent(file), root);
        }
    }

    /** Lets other processes remove this store's drafts. */
    @Override
    public void close() throws IOException {
        drafts.close();
    }

    /** The file of a name. Directories on the way must be real ones: a link could lead out of the root. */
    private Path locate(ObjectName name) throws IOException {
        Path path = root.resolve(name.value());
        if (!links.none(Directories.parent(path))) {
            throw new IOException("object " + name
                    + " lies behind a symbolic link, and the store follows none; replace the link by a directory");
        }
        return path;
    }

    private static NoSuchFileException absent(ObjectName name) {
        return new NoSuchFileException(name.value(), null, "no such object in the artifact store");
    }

    private static IOException notStored(ObjectName name, IOException cause) {
        return new IOException(
                "object " + name + " is not stored: " + reason(cause)
                        + "; check the free space and the rights of the artifact store's directory",
                cause);
    }

    /** What failed, without the absolute path that file system exceptions begin with. */
    private static String reason(IOException e) {
        if (e instanceof FileSystemException file) {
            return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
