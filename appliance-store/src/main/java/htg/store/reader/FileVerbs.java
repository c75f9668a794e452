package htg.store.reader;

import htg.fsimage.fs.ContentInputStream;
import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Names;
import htg.store.frame.FrameWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code htg fs} does with a path in a file system. Links are shown, not followed, unless it takes their content. */
final class FileVerbs {
    private static final int BUFFER = 256 << 10;
    private static final int LONGEST_NAME = 255;

    private final Request request;
    private final FrameWriter frames;
    private final Limits limits;
    private final FileList document;
    private int damaged;

    FileVerbs(Request request, FrameWriter frames, Limits limits) {
        this.request = request;
        this.frames = frames;
        this.limits = limits;
        this.document = new FileList(frames);
    }

    /** Does what the request asks for. */
    void run(Node root, String path) throws IOException {
        switch (request.required("verb")) {
            case "ls" -> list(root, path);
            case "stat" -> stat(root, path);
            case "tree" -> tree(root, path);
            case "find" -> find(root, path);
            case "cat" -> concatenate(root, path);
            case "sha256" -> digest(root, path);
            case "get" -> get(root, path);
            default -> throw new IllegalArgumentException("no such verb");
        }
    }

    /** How many parts could not be read; each was told. */
    int damaged() {
        return damaged;
    }

    private boolean json() {
        return request.one("output").equals(Optional.of("json"));
    }

    private Described shown(Node root, String words) throws IOException {
        String path = ShownPath.meant(root, words, limits);
        return found(path, FilePath.findLink(root, path, limits));
    }

    /** With the last link followed, inside the image. */
    private Described meant(Node root, String words) throws IOException {
        String path = ShownPath.meant(root, words, limits);
        return found(path, FilePath.find(root, path, limits));
    }

    private static Described found(String path, Optional<Node> node) throws Refusal {
        return new Described(
                ShownPath.normal(path),
                node.orElseThrow(() -> new Refusal(
                        "There is no " + Names.printable(path) + " in the image",
                        "'./htg fs ls IMAGE /' lists what there is.")));
    }

    private void list(Node root, String path) throws IOException {
        Described top = path.endsWith("/") ? meant(root, path) : shown(root, path);
        if (top.attributes().type() == FileType.FOLDER && !json() && !request.has("long")) {
            names(top);
            return;
        }
        boolean folder = top.attributes().type() == FileType.FOLDER;
        walk(top, 1, (found, depth, last) -> {
            if (depth == 1 || !folder) {
                show(found, request.has("long") ? found.longLine(found.name()) : Names.printable(found.name()));
            }
        });
    }

    /** One line for people, or one element of the document for programs. */
    private void show(Described found, String line) throws IOException {
        if (json()) {
            document.add(found.members(false));
        } else {
            frames.text(line + "\n");
        }
    }

    private void walk(Described top, int deepest, TreeWalk.Visitor visitor) throws IOException {
        new TreeWalk(limits, deepest, visitor, this::tell).walk(top);
        if (json()) {
            document.end();
        }
    }

    private int deepest() {
        return request.number("depth", Integer.MAX_VALUE);
    }

    /** Of a folder with 100,000 files no node is read. */
    private void names(Described folder) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            folder.node().list(entry -> {
                if (names.size() >= limits.entries()) {
                    throw new LimitExceededException("more than " + limits.entries() + " files in one folder");
                }
                return names.add(entry.name());
            });
        } catch (ImageFormatException problem) {
            tell(folder.path(), problem);
        }
        names.sort(null);
        StringBuilder text = new StringBuilder();
        names.forEach(name -> text.append(Names.printable(name)).append('\n'));
        frames.text(text.toString());
    }

    private void stat(Node root, String path) throws IOException {
        Map<String, Object> members = shown(root, path).members(true);
        if (json()) {
            frames.text(Json.of(members));
            return;
        }
        for (Map.Entry<String, Object> member : members.entrySet()) {
            if (member.getValue() instanceof Map<?, ?> extended) {
                for (Map.Entry<?, ?> attribute : extended.entrySet()) {
                    frames.text("%-10s %s = %s%n"
                            .formatted(
                                    "attribute",
                                    Names.printable(String.valueOf(attribute.getKey())),
                                    attribute.getValue()));
                }
            } else {
                frames.text("%-10s %s%n"
                        .formatted(
                                member.getKey(),
                                Names.printable(member.getValue().toString())));
            }
        }
    }

    private void tree(Node root, String path) throws IOException {
        List<Boolean> lasts = new ArrayList<>();
        walk(
                shown(root, path),
                deepest(),
                (found, depth, last) -> show(found, branches(lasts, depth, last) + twig(found, depth)));
    }

    private static String twig(Described found, int depth) throws IOException {
        return Names.printable(depth == 0 ? found.path() : found.name()) + found.arrow();
    }

    private static String branches(List<Boolean> lasts, int depth, boolean last) {
        if (depth == 0) {
            return "";
        }
        while (lasts.size() >= depth) {
            lasts.remove(lasts.size() - 1);
        }
        StringBuilder line = new StringBuilder();
        lasts.forEach(ended -> line.append(ended ? "    " : "│   "));
        lasts.add(last);
        return line.append(last ? "└── " : "├── ").toString();
    }

    private void find(Node root, String path) throws IOException {
        Optional<PathMatcher> name =
                request.one("name").map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern));
        Optional<String> type = request.one("type");
        walk(shown(root, path), deepest(), (found, depth, last) -> {
            if (matches(found, name, type)) {
                show(found, Names.printable(found.path()));
            }
        });
    }

    private static boolean matches(Described found, Optional<PathMatcher> name, Optional<String> type) {
        String letter = found.attributes().type() == FileType.REGULAR
                ? "f"
                : Character.toString(found.attributes().type().letter());
        return type.map(letter::equals).orElse(true)
                && name.map(matcher -> matcher.matches(Path.of(Names.printable(found.name()))))
                        .orElse(true);
    }

    private void concatenate(Node root, String path) throws IOException {
        Described file = meant(root, path);
        requireFile(file);
        new FileSender(frames).send("", file);
    }

    private void digest(Node root, String path) throws IOException {
        walk(meant(root, path), Integer.MAX_VALUE, (found, depth, last) -> {
            if (found.attributes().type() == FileType.REGULAR) {
                digest(found);
            }
        });
    }

    private void digest(Described file) throws IOException {
        String sum = sha256(file.node());
        if (json()) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("path", file.path());
            members.put("sha256", sum);
            document.add(members);
        } else {
            frames.text(sum + "  " + Names.printable(file.path()) + "\n");
        }
    }

    private static String sha256(Node file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        try (InputStream content = new DigestInputStream(new ContentInputStream(file.open()), digest)) {
            byte[] buffer = new byte[BUFFER];
            while (content.read(buffer) >= 0) {
                // The digest takes what passes.
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void get(Node root, String path) throws IOException {
        Described top = meant(root, path);
        String prefix = top.path().equals("/") ? "/" : top.path() + "/";
        FileSender sender = new FileSender(frames);
        new TreeWalk(
                        limits,
                        Integer.MAX_VALUE,
                        (found, depth, last) -> {
                            String below = depth == 0 ? "" : found.path().substring(prefix.length());
                            requireName(depth == 0 ? "" : found.name());
                            sender.send(below, found);
                        },
                        this::tell)
                .walk(top);
    }

    /** FAT has names that no file can have here. */
    private static void requireName(String name) throws ImageFormatException {
        int length = Names.encode(name).length;
        if (length > LONGEST_NAME) {
            throw new ImageFormatException(
                    "its name has " + length + " bytes; files here have names of at most " + LONGEST_NAME);
        }
    }

    private static void requireFile(Described found) throws Refusal {
        FileType type = found.attributes().type();
        if (type != FileType.REGULAR) {
            throw new Refusal(
                    Names.printable(found.path()) + " is no file but a "
                            + type.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    type == FileType.FOLDER ? "'./htg fs ls' lists it, './htg fs get' copies it." : "");
        }
    }

    private void tell(String path, IOException problem) throws IOException {
        damaged++;
        frames.note(Names.printable(path) + " cannot be read: " + problem.getMessage());
    }
}
