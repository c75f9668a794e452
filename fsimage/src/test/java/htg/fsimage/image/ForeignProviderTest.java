package htg.fsimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.fs.FileSystemProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that we have never heard of, in a jar of its own that knows nothing but what is public. */
class ForeignProviderTest {
    private static final String PROVIDER = """
            package foreign;

            import htg.fsimage.fs.Attributes;
            import htg.fsimage.fs.Content;
            import htg.fsimage.fs.Entry;
            import htg.fsimage.fs.EntryVisitor;
            import htg.fsimage.fs.FileSystem;
            import htg.fsimage.fs.FileSystemInfo;
            import htg.fsimage.fs.FileSystemProvider;
            import htg.fsimage.fs.FileType;
            import htg.fsimage.fs.Node;
            import htg.fsimage.fs.OpenRequest;
            import htg.fsimage.fs.Signature;
            import htg.fsimage.volume.Structure;
            import htg.fsimage.volume.Volume;
            import java.io.IOException;
            import java.nio.ByteBuffer;
            import java.nio.ByteOrder;
            import java.util.Optional;

            /** One file: a magic number, a length, a name of eight bytes, and then the content. */
            public final class OneFileProvider implements FileSystemProvider {
                public String name() {
                    return "onefile";
                }

                public Optional<Signature> probe(byte[] start) {
                    boolean found = start.length > 16 && start[0] == '1' && start[1] == 'F' && start[2] == 'S';
                    return found
                            ? Optional.of(new Signature("onefs", Signature.Strength.MAGIC))
                            : Optional.empty();
                }

                public FileSystem open(OpenRequest request) throws IOException {
                    Volume volume = request.volume();
                    Structure header = Structure.read(volume, "onefs header", 0, 16, ByteOrder.BIG_ENDIAN);
                    header.require(header.u32(4) <= volume.size() - 16, "the file leaves the volume");
                    File file = new File(volume.range(16, header.u32(4)), header.text(8, 8));
                    return new FileSystem() {
                        public FileSystemInfo info() {
                            return FileSystemInfo.of("onefs", "foreign", "", volume.size(), -1);
                        }

                        public Node root() {
                            return new Folder(file);
                        }
                    };
                }

                record Folder(File file) implements Node {
                    public Attributes attributes() {
                        return Attributes.of(FileType.FOLDER, 1, 0);
                    }

                    @Override
                    public void list(EntryVisitor visitor) throws IOException {
                        visitor.visit(file);
                    }
                }

                record File(Volume volume, String name) implements Entry, Node, Content {
                    public FileType type() {
                        return FileType.REGULAR;
                    }

                    public Node node() {
                        return this;
                    }

                    public Attributes attributes() {
                        return Attributes.of(FileType.REGULAR, 2, size());
                    }

                    @Override
                    public Content open() {
                        return this;
                    }

                    public long size() {
                        return volume.size();
                    }

                    public int read(long offset, ByteBuffer into) throws IOException {
                        int count = (int) Math.min(into.remaining(), size() - offset);
                        int limit = into.limit();
                        volume.read(offset, into.limit(into.position() + count));
                        into.limit(limit);
                        return count;
                    }
                }
            }
            """;

    private static final String USER = """
            package foreign;

            import htg.fsimage.fs.FileSystem;
            import htg.fsimage.fs.Limits;
            import htg.fsimage.image.DiskImage;
            import htg.fsimage.image.ImageOptions;
            import htg.fsimage.image.ImageVolume;
            import htg.fsimage.nio.ImageFileSystem;
            import htg.fsimage.volume.Volume;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.Files;
            import java.util.Arrays;
            import java.util.List;
            import java.util.concurrent.Callable;

            /** Reads an image as anybody would, once by our own interfaces and once by those of the JDK. */
            public final class User implements Callable<String> {
                public String call() throws Exception {
                    byte[] bytes = Arrays.copyOf("1FS!\\0\\0\\0\\5greeting".getBytes(StandardCharsets.UTF_8), 4096);
                    System.arraycopy("hello".getBytes(StandardCharsets.UTF_8), 0, bytes, 16, 5);
                    try (DiskImage image = DiskImage.open(Volume.of(bytes), ImageOptions.standard())) {
                        ImageVolume volume = image.volumes().get(0);
                        FileSystem fileSystem = volume.open(List.of(), Limits.STANDARD);
                        long size = fileSystem.root().child("greeting").orElseThrow().attributes().size();
                        var view = ImageFileSystem.of(fileSystem);
                        return volume.contents().type() + " " + size + " " + Files.readString(view.getPath("/greeting"));
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void aFileSystemIsOneJarAway() throws Exception {
        Path ours = Path.of(FileSystemProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path jar = jar(compile(ours));
        URL[] classPath = {ours.toUri().toURL(), jar.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Callable<?> user = (Callable<?>)
                    loader.loadClass("foreign.User").getDeclaredConstructor().newInstance();
            assertThat(user.call()).isEqualTo("onefs 5 hello");
        }
    }

    /** Against our classes alone. */
    private Path compile(Path ours) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("foreign"));
        Path provider = Files.writeString(sources.resolve("OneFileProvider.java"), PROVIDER);
        Path user = Files.writeString(sources.resolve("User.java"), USER);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        ours.toString(),
                        provider.toString(),
                        user.toString());
        assertThat(status).isZero();
        return classes;
    }

    private Path jar(Path classes) throws IOException {
        Path jar = folder.resolve("foreign.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                write(out, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            byte[] name = "foreign.OneFileProvider\n".getBytes(StandardCharsets.UTF_8);
            write(out, "META-INF/services/" + FileSystemProvider.class.getName(), name);
        }
        return jar;
    }

    private static void write(JarOutputStream into, String name, byte[] bytes) throws IOException {
        into.putNextEntry(new JarEntry(name));
        into.write(bytes);
    }
}
